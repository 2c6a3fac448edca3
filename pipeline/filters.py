"""What a seeker asks for, and the same as SQL conditions, each apart, so that any one can be left out.

Invariant: a condition is a fixed piece of `sql/filters.sql`; what the seeker typed is only ever bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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
    """funding stage pre_seed, seed, series_a; or, with no stage known, a team of at most 50; or, with neither
    known, a stated hire number of at most 50, which says the same of the team."""
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
    skill: tuple[str, ...] = ()
    """Any of these skills, named in the posting."""
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
    first_seen_after: datetime | None = None
    """Naive UTC, as of a visit before; later ones pass."""
    only_roles: tuple[str, ...] | None = None
    """Only the roles with these ids; none at all when it is empty."""
    without_roles: tuple[str, ...] = ()
    """Not the roles with these ids."""
    without_companies: tuple[str, ...] = ()
    """Not the roles of the companies with these keys."""
    without_unknown: frozenset[str] = frozenset()


_WORD = re.compile(r'(-?)(?:"([^"]*)"|(\S+))')
_MOST_WORDS = 20
_PUNCTUATION = re.compile(r"[!-/:-@\[-^`{-~]")


def count_of(condition: str) -> str:
    """The number of openings (roles of one group count once) for which the condition holds, as SQL."""
    return (
        f"count(*) filter ({condition} and group_id is null) + count(distinct group_id) filter ({condition})"
    )


@dataclass(frozen=True, slots=True)
class Where:
    """Conditions by filter name, and the values that they bind."""

    conditions: dict[str, str]
    values: dict[str, Any]

    def text(self) -> str:
        """All conditions as one."""
        return " and ".join(self.conditions.values()) or "true"

    def counts(self, named: Mapping[str, str], required: Iterable[str] = ()) -> str:
        """A query for a row of counts, by name: of openings with a role for which the condition holds.

        Conditions are over `passes_x` and `unknown_x` of the filters, each worked out once a role; roles that
        fail one of the filters `required`, which every condition asks for, are not looked at. Roles of one
        group are folded first: a distinct count for each name would cost ten times as much.
        """
        needed = " and ".join(self.conditions[name] for name in required) or "true"
        judged = ["r.group_id"]
        judged += [f"({condition}) as passes_{name}" for name, condition in self.conditions.items()]
        judged += [
            f"{sql.fragments('filters')[f'{name}.unknown']} as unknown_{name}"
            for name in FILTERS_WITH_UNKNOWN
        ]
        flags = ", ".join(f"({condition}) as {name}" for name, condition in named.items())
        return (
            f"with judged as materialized (select {', '.join(judged)} from role r where {needed}),"  # noqa: S608
            f" flagged as (select group_id, {flags} from judged),"
            f" opening as (select {', '.join(named)} from flagged where group_id is null union all"
            f" select {', '.join(f'bool_or({name})' for name in named)} from flagged"
            " where group_id is not null group by group_id)"
            f" select {', '.join(f'count(*) filter ({name}) as {name}' for name in named)} from opening"
        )

    def passing(self, *also: str, without: str | None = None) -> str:
        """The condition of passing every filter `without` the one of that name, and `also` these."""
        passed = [*(f"passes_{name}" for name in self.conditions if name != without), *also]
        return " and ".join(passed) or "true"


def where(filters: Filters, as_of: datetime) -> Where:
    """The conditions that are set. `as_of` is naive UTC; days count back from it."""
    pieces = sql.fragments("filters")
    asked = _asked(filters)
    conditions: dict[str, str] = {}
    values: dict[str, Any] = {}
    for name in pieces:
        if name.endswith((".unknown", ".word", ".found")):
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
        "first_seen_after": filters.first_seen_after is not None,
        "only_roles": filters.only_roles is not None,
        "hidden": bool(filters.without_roles or filters.without_companies),
    }
    plain = set(sql.fragments("filters")) & set(type(filters).model_fields) - set(ranges)
    return {name for name, is_set in ranges.items() if is_set} | {n for n in plain if getattr(filters, n)}


def _one(name: str, asked: set[str], filters: Filters) -> str | None:
    pieces = sql.fragments("filters")
    drops_unknown = name in filters.without_unknown
    if name not in asked:
        return f"not {_unknown(name)}" if drops_unknown else None
    if f"{name}.unknown" not in pieces:
        return pieces[name]
    if drops_unknown:
        return f"(not {_unknown(name)} and {pieces[name]})"
    return f"({_unknown(name)} or {pieces[name]})"


def _unknown(name: str) -> str:
    return sql.fragments("filters")[f"{name}.unknown"]


def _literal(word: str) -> str:
    """The word as a regular expression that means only itself."""
    return _PUNCTUATION.sub(r"\\\g<0>", word.encode("utf-8", "replace").decode("utf-8"))


def words_of(q: str) -> list[tuple[bool, str]]:
    """What a text search asks for: each word or quoted phrase, and whether it must be absent."""
    found = [(bool(minus), quoted or bare) for minus, quoted, bare in _WORD.findall(q)[:_MOST_WORDS]]
    return [(is_excluded, word) for is_excluded, word in found if word]


def _words(q: str) -> tuple[list[str], dict[str, str]]:
    piece = sql.fragments("filters")["q.word"]
    conditions, values = [], {}
    for number, (is_excluded, word) in enumerate(words_of(q)):
        conditions.append(("not " if is_excluded else "") + piece.replace("$word", f"$word_{number}"))
        values[f"word_{number}"] = _literal(word)
    return conditions, values
