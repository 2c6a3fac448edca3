"""The file that an export writes.

Invariant: a regular file appears under its name only when it is whole, with the mode of the one it replaces.
A symlink stays and its target is written; a FIFO, device or socket is written into, never replaced.
"""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from scrapers.errors import DataFileError


class OutputNotWritableError(DataFileError):
    """The file to export to cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"Cannot write {path} ({reason}): name another file.")
        self.path = path


@contextmanager
def output_file(path: Path) -> Iterator[IO[bytes]]:
    """A stream into `path`; when the block fails, what was there stays. Raises OutputNotWritableError."""
    try:
        target = Path(os.path.realpath(path))
        there = _status(target)
        if there is None or stat.S_ISREG(there.st_mode):
            yield from _replaced_when_whole(target, there)
        else:
            with target.open(
                "wb", buffering=0
            ) as out:  # a buffer would wait for the reader once more at the end
                yield out
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputNotWritableError(path, error.strerror or str(error)) from error


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _replaced_when_whole(target: Path, there: os.stat_result | None) -> Iterator[IO[bytes]]:
    if there and not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError("it is write-protected")
    part = target.with_name(f".sixthhire-{os.getpid()}-{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as out:
            yield out
            out.flush()
            if there:
                part.chmod(stat.S_IMODE(there.st_mode))
            os.fsync(out.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
