"""What is new in each saved search: found, told, then remembered.

Invariant: a search tells each opening once. It is remembered after it was told, so that a crash between the
two tells it again (at least once) instead of losing it; two digests of one data folder never run at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from pipeline import tables
from pipeline.attribution import attribution
from pipeline.paths import make_usable
from pipeline.queries import Generation
from pipeline.searches import Search, Searches, Told
from pipeline.shortlist import Shortlist
from pipeline.terminal import counted, one_line
from pipeline.user_file import instant
from scrapers.errors import DataFileError

Row = Mapping[str, Any]

MOST_ROLES = 100_000
LOCK_SECONDS = 60.0


class DigestRunningError(DataFileError):
    """Another digest of the same data folder does not end."""

    def __init__(self, data: Path) -> None:
        super().__init__(f"Another digest of {data} is running: wait for it to end, then try again.")
        self.data = data


@dataclass(frozen=True, slots=True)
class Digest:
    """What one search has to tell."""

    search: Search
    rows: Sequence[Row]
    """New openings, the newest first, as `Generation.find_roles` gives them."""


@contextmanager
def one_at_a_time(data: Path) -> Iterator[None]:
    """Hold the digests of a data folder. Raises DigestRunningError."""
    make_usable(data)
    lock = FileLock(data / ".digest.lock", timeout=LOCK_SECONDS)
    try:
        lock.acquire()
    except Timeout:
        raise DigestRunningError(data) from None
    try:
        yield
    finally:
        lock.release()


def find(generation: Generation, data: Path, searches: Iterable[Search]) -> list[Digest]:
    """What each search has not told yet, without what the user hides; searches without news are left out."""
    shortlist, kept = Shortlist(data), Searches(data)
    hidden = {
        "without_roles": tuple(role.role_id for role in shortlist.hidden_roles()),
        "without_companies": tuple(company.company_key for company in shortlist.hidden_companies()),
    }
    found = []
    for search in searches:
        filters = search.filters.model_copy(update=hidden)
        rows = generation.find_roles(filters, limit=MOST_ROLES).rows
        told = kept.told_by(search.name)
        groups = {row["group_id"] for row in generation.roles_by_id(sorted(told)).values()} - {None}
        new = [row for row in rows if row["role_id"] not in told and row["group_id"] not in groups]
        if new:
            found.append(Digest(search, new))
    return found


def to_tell(digests: Iterable[Digest], now: datetime | None = None) -> list[Told]:
    """Every new role in words."""
    at = instant(now or datetime.now(UTC))
    return [
        Told(
            search=digest.search.name,
            role_id=row["role_id"],
            told_at=at,
            title=", ".join(one_line(row[name]) for name in ("title", "company_name") if row.get(name)),
            summary=tables.facts(row),
            url=row.get("url"),
            credit=attribution({**row, "evidence": []}),
        )
        for digest in digests
        for row in digest.rows
    ]


def text(told: Sequence[Told], as_of: str, most: int | None = None) -> str:
    """The digest to read: for each search its new roles, at most so many, and how many more there are."""
    parts = []
    for name in dict.fromkeys(one.search for one in told):
        mine = [one for one in told if one.search == name]
        parts.append(f"{counted(len(mine), 'new role')} for {one_line(name)} (as of {as_of[:10]})")
        parts += [_paragraph(one) for one in mine[:most]]
        if most is not None and len(mine) > most:
            parts.append(f"and {len(mine) - most} more: `sixthhire list` shows them.")
    return "\n\n".join(parts) + "\n" if parts else ""


def _paragraph(told: Told) -> str:
    lines = [told.title, f"  {told.summary}", *([f"  {one_line(told.url)}"] if told.url else [])]
    return "\n".join([*lines, f"  {told.role_id}", f"  {told.credit}"])
