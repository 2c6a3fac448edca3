"""One builder at a time.

Invariant: the operating system holds the lock, so it is free the moment its holder ends, however it ends.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.data_errors import BuildLockedError, DataFolderError


@contextlib.contextmanager
def build_lock(data: Path, home: Path, wait: float = 0) -> Iterator[None]:
    """One builder at a time in `home`; waits at most `wait` seconds for another to end.

    Raises BuildLockedError, DataFolderError.
    """
    holder = home / ".build.pid"
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock = FileLock(home / ".build.lock", timeout=wait)
        lock.acquire()
    except Timeout:
        raise BuildLockedError(data, _pid_in(holder)) from None
    except OSError as error:
        raise DataFolderError(data, error.strerror or str(error)) from error
    try:
        _write_pid(data, holder)
        yield
    finally:
        lock.release()


def _write_pid(data: Path, holder: Path) -> None:
    try:
        holder.write_text(str(os.getpid()), encoding="ascii")
    except OSError as error:
        raise DataFolderError(data, error.strerror or str(error)) from error


def _pid_in(holder: Path) -> int | None:
    try:
        return int(holder.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
