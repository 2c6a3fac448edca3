"""Saved searches, and which roles each has told: part of what the user decides.

Invariant: as in the shortlist, whose file this shares: a call returns only after its change is on the disk.
What was told is kept with the words it was told in, so that a feed can be written when the role is gone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from pipeline.filters import Filters
from pipeline.shortlist import FILE_NAME
from pipeline.user_file import change, instant, rows
from scrapers.errors import DataFileError, UsageError

DEFAULT = "early-stage ML roles"
"""Name of the search that a digest runs when none is saved: the default view."""
_NAME = re.compile(r"[^\x00-\x1f\x7f]{1,80}")
NOT_KEPT = {"first_seen_after", "only_roles", "without_roles", "without_companies"}
"""Filters that belong to one moment, not to a search."""


class BadSearchNameError(UsageError):
    """A search was to get a name that cannot be shown on one line."""

    def __init__(self, name: str) -> None:
        super().__init__("A search needs a name of 1 to 80 characters, on one line.")
        self.name = name


class NoSuchSearchError(UsageError):
    """No search has this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        names = ", ".join(f"'{one}'" for one in known)
        super().__init__(
            f"There is no saved search '{name}': {f'saved are {names}' if names else 'none is saved'};"
            f" `sixthhire searches save NAME` saves one."
        )
        self.name = name


class NewerSearchError(DataFileError):
    """A saved search holds a filter that this program does not know."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"The saved search '{name}' asks for something that this version does not know:"
            " update Sixth Hire, or remove it with `sixthhire searches remove`."
        )
        self.name = name


@dataclass(frozen=True, slots=True)
class Search:
    """What a seeker asks for again and again."""

    name: str
    filters: Filters
    saved_at: str


@dataclass(frozen=True, slots=True)
class Told:
    """A role that a search has told, in the words of that moment."""

    search: str
    role_id: str
    told_at: str
    title: str
    summary: str
    url: str | None
    credit: str


class Searches:
    """Saved searches in `<data>/user.sqlite`. Methods raise ShortlistFileError when it cannot be used."""

    def __init__(self, data: Path) -> None:
        self.path = data / FILE_NAME

    def save(self, name: str, filters: Filters) -> bool:
        """Save a search; one of the same name is replaced, and what it has told stays told. False then.

        Raises BadSearchNameError.
        """
        name = name.strip()
        if not _NAME.fullmatch(name):
            raise BadSearchNameError(name)
        kept = json.dumps(filters.model_dump(mode="json", exclude_defaults=True, exclude=NOT_KEPT))
        with change(self.path) as db:
            is_new = db.execute("SELECT 1 FROM search WHERE name = ?", (name,)).fetchone() is None
            db.execute(
                "INSERT INTO search (name, filters, saved_at) VALUES (?, ?, ?)"
                " ON CONFLICT (name) DO UPDATE SET filters = excluded.filters",
                (name, kept, instant(datetime.now(UTC))),
            )
        return is_new

    def remove(self, name: str) -> None:
        """Remove a search with its memory of what it has told. Raises NoSuchSearchError."""
        with change(self.path) as db:
            done = db.execute("DELETE FROM search WHERE name = ?", (name,))
            db.execute("DELETE FROM told WHERE search = ?", (name,))
        if not done.rowcount:
            raise NoSuchSearchError(name, [one["name"] for one in rows(self.path, "SELECT name FROM search")])

    def all(self) -> list[Search]:
        """Every saved search, by name. Raises NewerSearchError."""
        found = rows(self.path, "SELECT name, filters, saved_at FROM search ORDER BY name")
        return [Search(row["name"], _filters(row["name"], row["filters"]), row["saved_at"]) for row in found]

    def to_run(self, names: Iterable[str]) -> list[Search]:
        """The searches of these names, else all, else the default view. Raises NoSuchSearchError."""
        saved = {search.name: search for search in self.all()}
        wanted = list(dict.fromkeys(names))
        for name in wanted:
            if name not in saved:
                raise NoSuchSearchError(name, saved)
        if wanted:
            return [saved[name] for name in wanted]
        return list(saved.values()) or [Search(DEFAULT, Filters(), "")]

    def told_by(self, search: str) -> set[str]:
        """The ids of the roles that a search has told."""
        found = rows(self.path, "SELECT role_id FROM told WHERE search = ?", search)
        return {row["role_id"] for row in found}

    def last_told(self, limit: int) -> list[Told]:
        """What was told last, by any search; the newest first."""
        columns = "search, role_id, told_at, title, summary, url, credit"
        query = f"SELECT {columns} FROM told WHERE title <> '' ORDER BY told_at DESC, search, role_id LIMIT ?"  # noqa: S608
        return [Told(**row) for row in rows(self.path, query, limit)]

    def remember(self, told: Iterable[Told]) -> None:
        """Keep that these are told; what is kept already stays as it is."""
        with change(self.path) as db:
            db.executemany(
                "INSERT INTO told (search, role_id, told_at, title, summary, url, credit)"
                " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [(t.search, t.role_id, t.told_at, t.title, t.summary, t.url, t.credit) for t in told],
            )


def _filters(name: str, kept: str) -> Filters:
    try:
        return Filters.model_validate_json(kept)
    except ValidationError:
        raise NewerSearchError(name) from None


def as_options(filters: Filters) -> list[str]:
    """The options of `list` that ask for the same."""
    return list(_options(filters))


def _options(filters: Filters) -> Iterator[str]:
    plain: Mapping[str, str] = {
        "q": filters.q,
        "team": _range(filters.team_size_min, filters.team_size_max),
        "hire": _range(filters.hire_number_min, filters.hire_number_max),
        "stage": ",".join(filters.stage),
        "family": ",".join(filters.family),
        "seniority": ",".join(filters.seniority),
        "skill": ",".join(filters.skill),
        "mode": ",".join(filters.work_mode),
        "country": ",".join(filters.country),
        "source": ",".join(filters.source),
        "pay": str(filters.salary_at_least or ""),
        "currency": filters.salary_currency if filters.salary_at_least else "",
        "since": f"{filters.first_seen_days}d" if filters.first_seen_days is not None else "",
        "company": filters.company_key or "",
        "status": "" if filters.status == "open" else filters.status,
        "without-unknown": ",".join(sorted(filters.without_unknown)),
    }
    flags = {
        "hire-stated": filters.hire_number_stated,
        "founding": filters.founding,
        "first-in-function": filters.first_in_function,
        "equity": filters.equity,
        "visa": filters.visa,
        "all-families": not filters.ml_only and "other" not in filters.family,
        "all-stages": not filters.early_stage,
    }
    for name, value in plain.items():
        if value:
            yield f"--{name}={value}"
    yield from (f"--{name}" for name, is_set in flags.items() if is_set)


def _range(low: int | None, high: int | None) -> str:
    return "" if low is None and high is None else f"{low or ''},{high or ''}"
