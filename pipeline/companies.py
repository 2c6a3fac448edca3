"""Companies that have or had roles: which there are, what is known of one, and how that changed.

Invariant: every fact keeps its source and date; what no source says is None. Only companies with a role are
listed, however many a directory knows.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from pipeline import sql
from pipeline.columns import SLIM_COLUMNS
from pipeline.queries import Generation

Rows = list[dict[str, Any]]
Order = Literal["open_ml_roles", "team_size", "newest", "name"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which companies to list."""

    q: str = ""
    """In the name, the domain or the line that says what it does."""
    hiring_ml: bool = True
    """Only those with an open ML role."""
    early_stage: bool = True
    """Stage pre_seed, seed or series_a; or, with no stage known, a team of at most 50."""
    only: tuple[str, ...] | None = None
    """Only these company keys."""
    without: tuple[str, ...] = ()
    """Not these company keys."""


def companies(found: Generation, asked: Asked, *, order: Order = "open_ml_roles", limit: int = 500) -> Rows:
    """The companies that match: facts with source and date, counts of roles, `first_seen_at`, `newest_at`.

    Each row has the `total` of those that match.
    """
    pieces = sql.fragments("companies")
    query = f"{pieces['list']} order by {pieces[f'by.{order}']} limit $limit"
    values = {
        "q": asked.q.strip().lower(),
        "hiring_ml": asked.hiring_ml,
        "early_stage": asked.early_stage,
        "is_limited": asked.only is not None,
        "only": list(asked.only or ()),
        "without": list(asked.without),
        "limit": limit,
    }
    return found.rows(query, values)


def company(found: Generation, company_key: str) -> dict[str, Any] | None:
    """One company, with the columns of `companies`; None when no role belongs to it."""
    everything = Asked(hiring_ml=False, early_stage=False, only=(company_key,))
    rows = companies(found, everything, limit=1)
    return rows[0] if rows else None


def facts_over_time(found: Generation, company_key: str) -> Rows:
    """What was said of a company, oldest first: `field` (team_size, funding_stage, company_status), `low`,
    `high`, `word`, `source` (`posting`, or a directory), `subject`, `observed_at`."""
    return found.read("history", "company", company_key=company_key)


def roles_of(found: Generation, company_key: str, limit: int = 200) -> Rows:
    """The roles of a company, open ones first, ML ones first, then the newest; closed ones among them."""
    columns = ", ".join(f"r.{name}" for name in SLIM_COLUMNS)
    query = f"select {columns} {sql.fragments('companies')['roles']}"
    return found.rows(query, {"company_key": company_key, "limit": limit})


def sizes(facts: Iterable[dict[str, Any]]) -> Rows:
    """The team sizes among facts: those with a number."""
    return [fact for fact in facts if fact["field"] == "team_size" and (fact["low"] or fact["high"])]
