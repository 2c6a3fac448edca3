"""Filters as SQL conditions, each apart, so that any one can be left out.

Invariant: a condition is a fixed piece of `sql/filters.sql`; what the seeker typed is only ever bound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from pipeline import sql

if TYPE_CHECKING:
    from pipeline.queries import Filters

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
