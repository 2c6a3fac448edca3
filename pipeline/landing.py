"""Landing files: what crawls wrote and no build has read yet.

Invariant: a file is read whole or not at all. It is whole when every line is a valid item and the last one is
the crawl's report; a file that is not is put aside as `<file>.broken`, never deleted, never half read.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from scrapers.items import SCHEMA_VERSION, BoardSnapshot, CrawlReport, DirectorySnapshot, Snapshot

_LINE: TypeAdapter[BoardSnapshot | DirectorySnapshot | CrawlReport] = TypeAdapter(Snapshot)


@dataclass(frozen=True, slots=True)
class Landed:
    """One whole landing file and the report that ends it."""

    path: Path
    report: CrawlReport


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


def inspect(path: Path) -> Landed | Refused:
    """Read a file through once; put it aside when it is not whole, leave it when it is of a newer version."""
    try:
        return Landed(path, _report_of(path))
    except _NewerError as error:
        return Refused(path, str(error))
    except _NotWholeError as error:
        aside = path.with_name(path.name + ".broken")
        path.rename(aside)
        return Refused(aside, str(error))
    except OSError as error:
        return Refused(path, error.strerror or str(error))


def snapshots(path: Path) -> Iterator[BoardSnapshot | DirectorySnapshot]:
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


def _report_of(path: Path) -> CrawlReport:
    _refuse_newer(path)
    last: BoardSnapshot | DirectorySnapshot | CrawlReport | None = None
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if isinstance(last, CrawlReport):
                raise _NotWholeError(f"line {number} follows the crawl's report")
            if not line.endswith(b"\n"):
                raise _NotWholeError(f"line {number} is cut short")
            try:
                last = _LINE.validate_json(line)
            except ValidationError as error:
                first = error.errors(include_url=False, include_input=False)[0]
                raise _NotWholeError(f"line {number} is no item of a crawl: {first['msg']}") from None
    if not isinstance(last, CrawlReport):
        raise _NotWholeError("it does not end with the crawl's report")
    return last


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
