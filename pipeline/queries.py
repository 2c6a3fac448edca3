"""The only readers of a generation: filters, lists, one role, companies, health.

Invariant: a query opens one published generation read-only and never changes it. Everything it returns is
plain data (dicts, dataclasses), keyed by the public columns.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import duckdb

from pipeline import generations, paging, sql
from pipeline.attribution import attribution
from pipeline.columns import PUBLIC_COLUMNS, SLIM_COLUMNS
from pipeline.filters import FILTERS_WITH_UNKNOWN, Filters, Sort, Status, Where, count_of, where

if TYPE_CHECKING:
    from pipeline.search import SearchIndex

__all__ = [
    "FILTERS_WITH_UNKNOWN",
    "PUBLIC_COLUMNS",
    "SLIM_COLUMNS",
    "Filters",
    "Found",
    "Generation",
    "GenerationInfo",
    "Relaxation",
    "Sort",
    "Status",
]


@dataclass(frozen=True, slots=True)
class GenerationInfo:
    """What a generation says of itself."""

    name: str
    path: Path
    schema_version: int
    created_at: str
    as_of: str
    """Newest observation in it, ISO 8601 UTC."""
    is_sample: bool
    roles_open: int
    roles_closed: int
    companies: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of roles; the postings of one opening are one row, with the places of all."""

    rows: list[dict[str, Any]]
    """Public columns without `description_text` and `evidence`."""
    total: int


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Roles that would show if one filter were dropped."""

    name: str
    """The filter's name, as in `Filters` ("stage", "team_size", "ml_only", ...)."""
    would_show: int


_EXPORT_BATCH = 10_000
"""Large, since finding the texts of some roles may unpack those of all."""


class Generation:
    """An open, read-only generation: one per process and data folder, replaced when CURRENT names another.

    Every call uses a cursor of its own, so threads may share it. Instants come out as aware UTC datetimes,
    lists as lists, unknown as None. Methods raise CorruptGenerationError when the file proves to be damaged.
    """

    _open: ClassVar[dict[Path, Generation]] = {}
    _guard: ClassVar[threading.Lock] = threading.Lock()

    def __init__(self, path: Path) -> None:
        self._path = path
        self._con = generations.open_generation(path)
        self._index: SearchIndex | None = None
        self.info = self._read_info()

    @classmethod
    def open(cls, data: Path) -> Generation:
        """The generation that CURRENT names. A caller keeps what it got for as long as it likes.

        Raises NoGenerationError, CorruptGenerationError, NewerGenerationError.
        """
        key = data.absolute()
        with cls._guard:
            while True:
                path = generations.current(key)
                known = cls._open.get(key)
                if known is not None and known._path == path:
                    return known
                try:
                    cls._open[key] = cls(path)
                except generations.CorruptGenerationError:
                    # Builds in quick succession may have replaced and removed it meanwhile.
                    if generations.current_name(key) == path.name:
                        raise

    def find_roles(
        self, filters: Filters, *, sort: Sort = "newest", limit: int = 500, offset: int = 0
    ) -> Found:
        """One page of the roles that pass, and how many pass in all; an opening counts once."""
        asked = self._where(filters)
        order = sql.fragments("sorts")[sort]
        query = paging.page_query(asked, order, _columns(SLIM_COLUMNS))
        rows = self._rows(query, {**asked.values, "limit": limit, "offset": offset})
        totals = [row.pop("total") for row in rows]
        counted = totals[0] if totals else None
        groups = paging.groups_in(rows)
        rows = paging.with_places(rows, self.read("history", "groups", ids=groups)) if groups else rows
        return Found(rows, self._count(asked) if counted is None else counted)

    def count(self, filters: Filters) -> int:
        """How many roles pass."""
        return self._count(self._where(filters))

    def count_unknown(self, filters: Filters) -> dict[str, int]:
        """By filter: the roles with an unknown value there that pass every other filter."""
        asked = self._where(filters)
        counts = {name: asked.passing(f"unknown_{name}", without=name) for name in FILTERS_WITH_UNKNOWN}
        required = [name for name in asked.conditions if name not in FILTERS_WITH_UNKNOWN]
        return self._rows(asked.counts(counts, required), asked.values)[0]

    def relaxations(self, filters: Filters) -> list[Relaxation]:
        """What dropping one filter that is set would show, where that is more than now; most first."""
        asked = self._where(filters)
        if not asked.conditions:
            return []
        counts = {name: asked.passing(without=name) for name in asked.conditions}
        row = self._rows(asked.counts({**counts, "shown_now": asked.passing()}), asked.values)[0]
        shown_now = row.pop("shown_now")
        better = [Relaxation(name, would_show) for name, would_show in row.items() if would_show > shown_now]
        return sorted(better, key=lambda r: (-r.would_show, r.name))

    def role(self, role_id: str) -> dict[str, Any] | None:
        """Every public column of a role, `description_html` (sanitised), `attribution`; None when unknown."""
        from pipeline.inference.clean import sanitise  # its libraries are no part of a fast start

        for row in self._whole([role_id]):
            html = self._rows(sql.fragments("lists")["html"], {"role_id": role_id})[0]["description_html"]
            return {**row, "description_html": sanitise(html or "") or None, "attribution": attribution(row)}
        return None

    def roles_by_id(self, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """Slim rows by role_id; those that this generation does not hold are missing."""
        query = (
            f"select {_columns(SLIM_COLUMNS)} from role r"  # noqa: S608
            " where r.role_id in (select unnest($ids))"
        )
        return {row["role_id"]: row for row in self._rows(query, {"ids": list(ids)})} if ids else {}

    def other_roles(self, company_key: str, but: str, limit: int = 20) -> list[dict[str, Any]]:
        """Open roles of one company, ML ones first, without the role `but`."""
        query = (
            f"select {_columns(SLIM_COLUMNS)} from role r"  # noqa: S608
            " where r.company_key = $company_key and r.role_id <> $but and r.status = 'open'"
            " order by r.is_ml desc, r.newest_at desc, r.role_id limit $limit"
        )
        return self._rows(query, {"company_key": company_key, "but": but, "limit": limit})

    def choices(self) -> dict[str, list[tuple[str, int]]]:
        """By filter: the words that open roles have there, and how many have each; most first."""
        found: dict[str, list[tuple[str, int]]] = {}
        for name, query in sql.fragments("choices").items():
            found[name] = [(row["word"], row["roles"]) for row in self._rows(query, {})]
        return found

    def health(self) -> list[dict[str, Any]]:
        """Per source: how its last crawl went, its errors, when one last succeeded, its boards and roles."""
        return self._rows(sql.fragments("lists")["health"], {})

    def boards(self) -> list[dict[str, Any]]:
        """Every board ever read: how the last reading went, when one was last complete, open roles."""
        return self._rows(sql.fragments("lists")["boards"], {})

    def posts(self, *, but_of: Sequence[str]) -> list[dict[str, Any]]:
        """Every posting as it was read (JSON), of other sources than those, with the company it states."""
        return self._rows(sql.fragments("leads")["posts"], {"but_of": list(but_of)})

    def listed_companies(self, *, at_most: int) -> list[dict[str, Any]]:
        """Companies of a directory that hire, of unknown or at most that team size, the smallest first."""
        return self._rows(sql.fragments("leads")["listed"], {"at_most": at_most})

    def read(self, file: str, piece: str, **values: Any) -> list[dict[str, Any]]:
        """What one piece of `sql/<file>.sql` finds, with the values it names; instants may be aware."""
        return self._rows(sql.fragments(file)[piece], {name: _naive(v) for name, v in values.items()})

    def export_rows(
        self, filters: Filters | None = None, *, ids: Sequence[str] | None = None, sort: Sort = "newest"
    ) -> Iterator[dict[str, Any]]:
        """Every public column, in the order of PUBLIC_COLUMNS, one role at a time.

        With `ids`, those roles in that order; with `filters`, those that pass; else all, open or closed.
        """
        wanted = list(ids) if ids is not None else self._ids(filters, sort)
        for start in range(0, len(wanted), _EXPORT_BATCH):
            for row in self._whole(wanted[start : start + _EXPORT_BATCH]):
                yield {column: row[column] for column in PUBLIC_COLUMNS}

    def rows(self, query: str, values: dict[str, Any]) -> list[dict[str, Any]]:
        """The rows of another query module's own text (market, reasons), by column; `values` are bound."""
        return self._rows(query, values)

    def where(self, filters: Filters) -> Where:
        """The conditions of `filters` on `role r`, for such a query."""
        return self._where(filters)

    def _ids(self, filters: Filters | None, sort: Sort) -> list[str]:
        asked = self._where(filters) if filters else Where({}, {"salary_currency": "USD"})
        order = sql.fragments("sorts")[sort]
        query = f"select r.role_id from role r where {asked.text()} order by {order}"  # noqa: S608
        return [row["role_id"] for row in self._rows(query, asked.values)]

    def _whole(self, ids: list[str]) -> list[dict[str, Any]]:
        wanted, pieces = {"ids": ids}, sql.fragments("lists")
        rows = {row["role_id"]: {**row, "evidence": []} for row in self._rows(pieces["whole"], wanted)}
        for text in self._rows(pieces["texts"], wanted):
            rows[text["role_id"]].update(text)
        for item in self._rows(pieces["evidence"], wanted):
            rows[item.pop("role_id")]["evidence"].append(item)
        return [rows[role_id] for role_id in ids if role_id in rows]

    def _where(self, filters: Filters) -> Where:
        as_of = datetime.fromisoformat(self.info.as_of).replace(tzinfo=None)
        found = self._found(filters.q) if filters.q.strip() else None
        if found is None:
            return where(filters, as_of)
        asked = where(filters.model_copy(update={"q": ""}), as_of)
        asked.conditions["q"] = sql.fragments("filters")["q.found"]
        asked.values["found"] = found
        return asked

    def _found(self, q: str) -> list[int] | None:
        """What the index finds, as numbers of roles; None where the built-in search must serve."""
        from pipeline.search import SearchIndex

        if self._index is None:  # it is published a moment after its generation
            self._index = SearchIndex.of(self._path)
        return self._index.numbers(q) if self._index else None

    def _count(self, asked: Where) -> int:
        counted = count_of("true")
        query = f"select {counted} as total from role r where {asked.text()}"  # noqa: S608
        total: int = self._rows(query, asked.values)[0]["total"]
        return total

    def _rows(self, query: str, values: dict[str, Any]) -> list[dict[str, Any]]:
        try:
            with self._con.cursor() as cursor:
                cursor.execute(query, sql.values_named(query, values))
                names = [column[0] for column in cursor.description or ()]
                found = cursor.fetchall()
        except (duckdb.IOException, duckdb.FatalException, duckdb.SerializationException) as error:
            raise generations.CorruptGenerationError(self._path, str(error)) from error
        return [{n: _aware(v) for n, v in zip(names, row, strict=True)} for row in found]

    def _size(self) -> int:
        try:
            return self._path.stat().st_size
        except OSError as error:
            raise generations.CorruptGenerationError(self._path, error.strerror or str(error)) from error

    def _read_info(self) -> GenerationInfo:
        said = {row["key"]: row["value"] for row in self._rows("from meta", {})}
        counted = self._rows(sql.fragments("lists")["counts"], {})[0]
        return GenerationInfo(
            name=self._path.name,
            path=self._path,
            schema_version=int(said["schema_version"]),
            created_at=said["created_at"],
            as_of=said["as_of"],
            is_sample=said["is_sample"] == "true",
            size_bytes=self._size(),
            **counted,
        )


def _columns(names: Sequence[str]) -> str:
    return ", ".join(f"r.{name}" for name in names)


def _naive(value: Any) -> Any:
    return value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value


def _aware(value: Any) -> Any:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value
