"""What a seeker asks for, and the same as SQL conditions, each apart, so that any one can be left out.

Invariant: a condition is a fixed piece of `sql/filters.sql`; what the seeker typed is only ever bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from pipeline import sql

Sort = Literal["newest", "team_size", "hire_number", "salary", "best"]
"""`best` is the demo's: a stated hire number before a derived one before a title's hint, low ones first; then
founding roles, small teams, new postings."""
Status = Literal["open", "closed", "all"]

FILTERS_WITH_UNKNOWN = (
    "team_size",
    "stage",
    "hire_number",
    "family",
    "seniority",
    "work_mode",
    "country",
    "salary",
    "first_seen",
)
"""Names of the filters that can leave out roles whose value is unknown, as command line and URL have them."""


class Filters(BaseModel):
    """What a seeker asks for. An empty filter asks for everything; ranges match by overlap.

    A role whose value is unknown passes a filter unless the filter's name is in `without_unknown`.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: Status = "open"
    ml_only: bool = True
    early_stage: bool = True
    """funding stage pre_seed, seed, series_a; or, with no stage known, a team of at most 50."""
    q: str = ""
    """All words, in title, company and text; `-word` excludes."""
    team_size_min: int | None = Field(default=None, ge=1)
    team_size_max: int | None = Field(default=None, ge=1)
    stage: tuple[str, ...] = ()
    hire_number_min: int | None = Field(default=None, ge=1)
    hire_number_max: int | None = Field(default=None, ge=1)
    hire_number_stated: bool = False
    """Only roles whose posting states the number."""
    family: tuple[str, ...] = ()
    seniority: tuple[str, ...] = ()
    founding: bool = False
    first_in_function: bool = False
    work_mode: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    salary_at_least: int | None = Field(default=None, ge=1)
    """A year, in `salary_currency`; a role in another currency does not match, it is not converted."""
    salary_currency: str = "USD"
    equity: bool = False
    visa: bool = False
    source: tuple[str, ...] = ()
    company_key: str | None = None
    first_seen_days: int | None = Field(default=None, ge=0)
    """First seen at most so many days before the generation's `as_of`."""
    without_unknown: frozenset[str] = frozenset()


_WORD = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_MOST_WORDS = 20


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions by filter name, and the values that they bind."""

    conditions: dict[str, str]
    values: dict[str, Any]

    def text(self, *extra: str, without: str | None = None) -> str:
        """All conditions as one, `without` the filter of that name, with `extra` ones."""
        kept = [c for name, c in self.conditions.items() if name != without]
        return " and ".join([*kept, *extra]) or "true"


def unknown(name: str) -> str:
    """The condition that a role's value for this filter is unknown."""
    return sql.fragments("filters")[f"{name}.unknown"]


def where(filters: Filters, as_of: datetime) -> Where:
    """The conditions that are set. `as_of` is naive UTC; days count back from it."""
    pieces = sql.fragments("filters")
    asked = _asked(filters)
    conditions: dict[str, str] = {}
    values: dict[str, Any] = {}
    for name in pieces:
        if name.endswith((".unknown", ".word")):
            continue
        condition = _one(name, asked, filters)
        if condition:
            conditions[name] = condition
    words, bound = _words(filters.q)
    if words:
        conditions["q"] = " and ".join(words)
        values |= bound
    values |= {
        **filters.model_dump(exclude={"without_unknown", "q"}),
        "first_seen_since": as_of - timedelta(days=filters.first_seen_days or 0),
    }
    return Where(conditions, {k: list(v) if isinstance(v, tuple) else v for k, v in values.items()})


def _asked(filters: Filters) -> set[str]:
    """Names of the filters whose own condition applies."""
    ranges = {
        "status": filters.status != "all",
        "team_size": filters.team_size_min is not None or filters.team_size_max is not None,
        "hire_number": filters.hire_number_min is not None or filters.hire_number_max is not None,
        "salary": filters.salary_at_least is not None,
        "first_seen": filters.first_seen_days is not None,
    }
    plain = set(sql.fragments("filters")) & set(type(filters).model_fields) - set(ranges)
    return {name for name, is_set in ranges.items() if is_set} | {n for n in plain if getattr(filters, n)}


def _one(name: str, asked: set[str], filters: Filters) -> str | None:
    pieces = sql.fragments("filters")
    drops_unknown = name in filters.without_unknown
    if name not in asked:
        return f"not {unknown(name)}" if drops_unknown else None
    if f"{name}.unknown" not in pieces:
        return pieces[name]
    if drops_unknown:
        return f"(not {unknown(name)} and {pieces[name]})"
    return f"({unknown(name)} or {pieces[name]})"


def _words(q: str) -> tuple[list[str], dict[str, str]]:
    piece = sql.fragments("filters")["q.word"]
    conditions, values = [], {}
    for number, (minus, quoted, bare) in enumerate(_WORD.findall(q)[:_MOST_WORDS]):
        word = (quoted or bare).lower()
        if word:
            conditions.append(("not " if minus else "") + piece.replace("$word", f"$word_{number}"))
            values[f"word_{number}"] = word
    return conditions, values
