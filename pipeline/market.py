"""What the roles that pass the filters add up to: numbers for the top of a page, and for the charts.

Invariant: every number counts openings that pass `Filters`, each once; what is unknown is counted apart.
Nothing is converted between currencies.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pipeline import sql
from pipeline.filters import count_of
from pipeline.queries import Filters, Generation

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Summary:
    """How many roles pass, at how many companies, and how many of them say or are what."""

    roles: int
    companies: int
    hire_number_stated: int
    new: int | None
    """First seen after the visit before; None when there was none."""


def summary(found: Generation, filters: Filters, before: datetime | None = None) -> Summary:
    """The numbers above a list. `before` is naive UTC."""
    asked = found.where(filters)
    counted = {
        "roles": count_of("true"),
        "companies": "count(distinct company_key)",
        "hire_number_stated": count_of("hire_number_basis = 'stated'"),
        "new": count_of("first_seen_at > $before::timestamp") if before else "null",
    }
    columns = ", ".join(f"{count} as {name}" for name, count in counted.items())
    query = f"select {columns} from role r where {asked.text()}"  # noqa: S608
    return Summary(**found.rows(query, {**asked.values, "before": before})[0])


def chart(found: Generation, filters: Filters, name: str) -> Rows:
    """The rows behind one chart (weeks, stage_by_team, pay, ...): the piece of that name in `market.sql`.

    `pay` holds only pay in the filters' own currency.
    """
    as_of = datetime.fromisoformat(found.info.as_of).replace(tzinfo=None)
    return _rows(found, filters, name, as_of=as_of)


def days_open(found: Generation, filters: Filters) -> Rows:
    """How long closed roles had been open, in weeks: `weeks`, `roles`. Any status filter gives way."""
    return _rows(found, filters.model_copy(update={"status": "closed"}), "days_open")


def _rows(found: Generation, filters: Filters, name: str, **values: Any) -> Rows:
    asked = found.where(filters)
    pieces = sql.fragments("market")
    passing = f"passing as (select r.* from role r where {asked.text()})"  # noqa: S608
    return found.rows(f"with {passing}, {pieces['chosen']} {pieces[name]}", {**asked.values, **values})
