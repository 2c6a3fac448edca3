"""What leaves the inference: one `Role` for each opening, with the evidence for every conclusion.

Invariant: a Role holds only what its own posting states. What other sources know of the company (say, its
team size in a directory) is joined later, in SQL, and never overwrites a stated fact.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict

from scrapers.items import HttpUrl, JobPosting

INFERENCE_VERSION = 3
"""Raise it when a rule changes what it concludes: the next build then reads every known posting again."""

RoleFamily = Literal[
    "ml_engineer",
    "ai_engineer",
    "research_scientist",
    "research_engineer",
    "data_scientist",
    "ml_platform",
    "other",
]
Seniority = Literal[
    "intern", "junior", "mid", "senior", "staff", "principal", "lead", "manager", "head", "executive"
]
FundingStage = Literal[
    "pre_seed",
    "seed",
    "series_a",
    "series_b",
    "series_c",
    "series_d_plus",
    "public",
    "acquired",
    "bootstrapped",
]
Region = Literal[
    "worldwide",
    "europe",
    "north_america",
    "latin_america",
    "asia",
    "africa",
    "oceania",
    "emea",
    "apac",
    "americas",
]
WorkMode = Literal["remote", "hybrid", "onsite"]
EmploymentType = Literal["full_time", "part_time", "contract", "temporary", "internship"]
Basis = Literal["stated", "from_source_field", "from_directory", "from_team_size", "title_hint", "inferred"]


class Conclusion(BaseModel):
    """Base of what the pipeline concludes: closed, immutable, strict."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    @classmethod
    def unchecked(cls, values: dict[str, Any]) -> Self:
        """A `cls` that takes over `values`, one for each of its fields, which must be right already.

        As `model_construct`, without its walk over the fields; tests put conclusions through the checks.
        """
        made = cls.__new__(cls)
        object.__setattr__(made, "__dict__", values)
        object.__setattr__(made, "__pydantic_fields_set__", _fields_of(cls))
        object.__setattr__(made, "__pydantic_extra__", None)
        object.__setattr__(made, "__pydantic_private__", None)
        return made


@cache
def _fields_of(kind: type[BaseModel]) -> set[str]:
    return set(kind.model_fields)


class Evidence(Conclusion):
    """Why a field has its value."""

    field: str
    """A public column, or its stem: "team_size", "hire_number", "funding_stage", "salary", "signal_scope"."""
    value: str
    basis: Basis
    quote: str | None
    """Exact words of the posting (or of the source's field); None when nothing was quoted."""
    source: str
    """"posting", "title", "board field", "yc_directory", "hire number rule"."""
    observed_at: AwareDatetime | None


class Role(Conclusion):
    """One opening with what its posting states. Unknown is None; lists may be empty."""

    role_id: str
    source: str
    board: str
    posting_id: str
    url: HttpUrl
    apply_url: HttpUrl | None
    title: str
    company_name: str | None
    company_domain: str | None
    """Registrable domain ("lumenforge.com") of posting or registry; never an ATS, mail or social host."""
    company_slug: str | None
    """The board's token where a board is one employer's own; used to join, not shown."""
    role_family: RoleFamily
    is_ml: bool
    seniority: Seniority | None
    is_founding: bool
    first_in_function: bool
    team_size_min: int | None
    team_size_max: int | None
    eng_size_min: int | None
    eng_size_max: int | None
    funding_stage: FundingStage | None
    hire_number_min: int | None
    """Among all hires of the company, as stated in words; derived numbers are joined later."""
    hire_number_max: int | None
    function_hire_number_min: int | None
    function_hire_number_max: int | None
    yc_batch: str | None
    work_modes: tuple[WorkMode, ...]
    countries: tuple[str, ...]
    regions: tuple[Region, ...]
    cities: tuple[str, ...]
    locations_raw: str | None
    """Place texts as published, joined with "; "."""
    salary_min: int | None
    salary_max: int | None
    salary_currency: str | None
    salary_period: Literal["hour", "day", "month", "year"] | None
    salary_raw: str | None
    equity_offered: bool | None
    equity_min_pct: float | None
    equity_max_pct: float | None
    visa_sponsorship: bool | None
    employment_type: EmploymentType | None
    department: str | None
    skills: tuple[str, ...]
    language: str | None
    """ISO 639-1 of the description."""
    description_text: str | None
    description_html: str | None
    """As published, and so hostile: whoever shows it sanitises it first."""
    published_at: AwareDatetime | None
    valid_through: AwareDatetime | None
    opening_id: str | None
    evidence: tuple[Evidence, ...]


class PostingContext(Conclusion):
    """What a posting's board adds to it: the source, the token, and the registry's word on the company."""

    source: str
    board: str
    company: str | None = None
    homepage: str | None = None
    observed_at: AwareDatetime


def roles_from(posting: JobPosting, context: PostingContext) -> list[Role]:
    """The roles that one posting offers, in its order; none when it is a forum post that is no job ad.

    Never raises on any text: whatever cannot be understood is None.
    """
    from pipeline.inference.assemble import assemble

    return assemble(posting, context)
