"""The only readers of a generation: filters, lists, one role, companies, health.

Invariant: a query opens one published generation read-only and never changes it. Everything it returns is plain
data (dicts, dataclasses, Arrow tables), keyed by the public columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Sort = Literal["newest", "team_size", "hire_number", "salary"]
Status = Literal["open", "closed", "all"]

FILTERS_WITH_UNKNOWN = (
    "team_size", "stage", "hire_number", "family", "seniority", "work_mode", "country", "salary", "first_seen",
)
"""Names of the filters that can leave out roles whose value is unknown; the CLI, the URL and `unknown` use them."""


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
    """One page of roles."""

    rows: list[dict[str, Any]]
    """Public columns without `description_text` and `evidence`."""
    total: int


@dataclass(frozen=True, slots=True)
class Relaxation:
    """Roles that would show if one filter were dropped."""

    name: str
    """The filter's name, as in `Filters` ("stage", "team_size", "ml_only", ...)."""
    would_show: int


class Generation:
    """An open, read-only generation. One per process and name; every call uses a cursor of its own (thread-safe)."""

    # open(data: Path) -> Generation        classmethod; the one that CURRENT names
    # info: GenerationInfo
    # find_roles(filters, *, sort="newest", limit=500, offset=0) -> Found
    # count_unknown(filters) -> dict[str, int]      per FILTERS_WITH_UNKNOWN: roles with an unknown value there that
    #                                               pass every *other* filter
    # relaxations(filters) -> list[Relaxation]      best first; only filters that are set
    # role(role_id) -> dict | None                  every public column, description_html, attribution
    # roles_by_id(ids) -> dict[str, dict]           slim rows; ids that are gone are missing
    # other_roles(company_key, but=role_id, limit=20) -> list[dict]
    # choices() -> dict[str, list[tuple[str, int]]] values and counts for country, source, family, ...
    # companies(...) , health() -> list[dict]       per source: last success, postings, rejected, errors
    # export_rows(filters | ids | None) -> iterator of dicts, every public column in the order of PUBLIC_COLUMNS
