"""Landing files: what crawls wrote and no build has read yet.

Invariant: a file is read whole or not at all. It is whole when every line is a valid item of a possible time
and the last one is the crawl's report; a file that is not is put aside as `<file>.broken`, never deleted,
never half read.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from scrapers import clock
from scrapers.items import (
    SCHEMA_VERSION,
    BoardSnapshot,
    CrawlReport,
    DirectorySnapshot,
    Facts,
    FilingsSnapshot,
    Snapshot,
)

Read = BoardSnapshot | DirectorySnapshot | FilingsSnapshot
"""What one page, or all pages of a board or a day, came to."""

_LINE: TypeAdapter[Read | CrawlReport] = TypeAdapter(Snapshot)


@dataclass(frozen=True, slots=True)
class Landed:
    """One whole landing file and the report that ends it."""

    path: Path
    report: CrawlReport
    is_empty: bool
    """Nothing was asked for: the shard has no boards."""
    is_read: bool
    """At least one board or directory was read: complete, unchanged, or partial with something in it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A landing file that was not read. `path` is where it lies now."""

    path: Path
    reason: str


class _NotWholeError(Exception):
    """Why a file cannot be read."""


class _NewerError(Exception):
    """The file's lines are of a newer version."""


def waiting(data: Path) -> list[Path]:
    """Landing files on disk, in the order of their names."""
    return sorted((data / "landing").glob("*/*.jsonl"))


def inspect(path: Path, last: datetime) -> Landed | Refused:
    """Read a file through once; put it aside when it is not whole, leave it when it is of a newer version.

    `last` is the latest instant that it may claim.
    """
    try:
        return _whole(path, last)
    except _NewerError as error:
        return Refused(path, str(error))
    except _NotWholeError as error:
        return set_aside(path, str(error))
    except OSError as error:
        return Refused(path, error.strerror or str(error))


def set_aside(path: Path, reason: str) -> Refused:
    """Rename a file so that no build reads it any more."""
    aside = path.with_name(path.name + ".broken")
    path.rename(aside)
    return Refused(aside, reason)


def snapshots(path: Path) -> Iterator[Read]:
    """The snapshots of a whole file, one at a time."""
    with path.open("rb") as file:
        for line in file:
            item = _LINE.validate_json(line)
            if not isinstance(item, CrawlReport):
                yield item


def consume(path: Path) -> None:
    """Remove a file that a published generation holds, and its folder when nothing else is in it."""
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        path.parent.rmdir()


def _whole(path: Path, last: datetime) -> Landed:
    _refuse_newer(path)
    item: Read | CrawlReport | None = None
    is_read, number = False, 0
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if isinstance(item, CrawlReport):
                raise _NotWholeError(f"line {number} follows the crawl's report")
            if not line.endswith(b"\n"):
                raise _NotWholeError(f"line {number} is cut short")
            try:
                item = _LINE.validate_json(line)
            except ValidationError as error:
                first = error.errors(include_url=False, include_input=False)[0]
                raise _NotWholeError(f"line {number} is no item of a crawl: {first['msg']}") from None
            _refuse_impossible(item, number, last)
            is_read = is_read or _is_read(item)
    if not isinstance(item, CrawlReport):
        raise _NotWholeError("it does not end with the crawl's report")
    return Landed(path, item, is_empty=number == 1 and not item.sources, is_read=is_read)


def _is_read(item: Read | CrawlReport) -> bool:
    if isinstance(item, CrawlReport):
        return False
    if isinstance(item, BoardSnapshot):
        found: tuple[Facts, ...] = item.postings
    else:
        found = item.companies if isinstance(item, DirectorySnapshot) else item.filings
    return item.status in ("complete", "unchanged") or (item.status == "partial" and bool(found))


def _refuse_impossible(item: Read | CrawlReport, number: int, last: datetime) -> None:
    said = (item.started_at, item.finished_at) if isinstance(item, CrawlReport) else (item.observed_at,)
    for instant in said:
        if not clock.is_possible(instant, last):
            raise _NotWholeError(f"line {number} claims to be of {instant}, when nothing can have been read")


def _refuse_newer(path: Path) -> None:
    """A newer version may add fields that would read as errors here, so its number is looked at first."""
    with contextlib.suppress(ValueError, AttributeError, TypeError):
        version = int(from_json(_last_line(path)).get("schema_version", 0))
        if version > SCHEMA_VERSION:
            raise _NewerError(
                f"it has schema version {version}, this program knows {SCHEMA_VERSION}; update sixthhire"
            )


def _last_line(path: Path, most: int = 1_000_000) -> bytes:
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - most))
        lines = file.read().splitlines()
    return lines[-1] if lines else b""
