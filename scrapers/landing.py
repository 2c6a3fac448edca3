"""The landing file of one run and shard, while it is being written.

Invariant: the file appears under its name whole and synced, or not at all. A part that a killed process left
behind is ignored by every reader and swept away once it is old.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from pydantic import BaseModel

from scrapers.errors import DataFileError, UsageError

STALE_AFTER = 7 * 24 * 3600
"""Seconds after which a part that nobody writes to is litter; no crawl takes that long between two boards."""


class BadRunIdError(UsageError):
    """A run id that cannot be a folder's name."""

    def __init__(self, run_id: str) -> None:
        super().__init__(f"run id {run_id!r} must be 1 to 100 letters, digits, dots, dashes or underscores")


class LandingNotWritableError(DataFileError):
    """The landing file cannot be written: no permission, no space, no such place."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(f"cannot write {path}: {error.strerror or error}; choose another folder with --data")
        self.path = path


class LandingFile:
    """Context manager: `write` lines, then `publish`; leaving without it removes what was written.

    A failed write is remembered and raised by `publish`, because Scrapy would swallow it where it happens.
    """

    def __init__(self, data: Path, run_id: str, shard: str) -> None:
        if not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}", run_id):
            raise BadRunIdError(run_id)
        self.path = data / "landing" / run_id / f"{shard}.jsonl"
        self._part = self.path.with_name(f".{shard}.{os.getpid()}.part")
        self._file: BinaryIO | None = None
        self._error: OSError | None = None

    def __enter__(self) -> LandingFile:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            sweep(self.path.parent.parent)
            self._file = self._part.open("wb")
        except OSError as error:
            raise LandingNotWritableError(self.path, error) from error
        except BaseException:  # a signal just after the file was made: nobody calls __exit__ then
            self._part.unlink(missing_ok=True)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            with contextlib.suppress(OSError):
                self._file.close()
            self._part.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # only an empty folder goes
            self.path.parent.rmdir()

    def write(self, line: BaseModel) -> None:
        """Append one item as one line of ASCII: no reader can take a scraped character for a line break."""
        self.write_whole(line.model_dump_json(ensure_ascii=True).encode() + b"\n")

    def write_whole(self, lines: bytes) -> None:
        """Append lines that another process has written."""
        assert self._file is not None
        if self._error:
            return
        try:
            self._file.write(lines)
        except OSError as error:
            self._error = error

    def publish(self) -> Path:
        """Sync the file and give it its name; LandingNotWritableError when any of it could not be written."""
        assert self._file is not None
        try:
            if self._error:
                raise self._error
            self._file.flush()
            os.fsync(self._file.fileno())
            self._part.replace(self.path)
            _sync_folder(self.path.parent)
        except OSError as error:
            raise LandingNotWritableError(self.path, error) from error
        return self.path


def sweep(landing: Path, older_than: float = STALE_AFTER) -> None:
    """Remove parts that nobody has written to for so many seconds, and the folders they leave empty."""
    before = time.time() - older_than
    for part in landing.glob("*/.*.part"):
        with contextlib.suppress(OSError):
            if part.stat().st_mtime < before:
                part.unlink()
                part.parent.rmdir()


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
