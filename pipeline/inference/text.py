"""Text as the inference modules read it.

Invariant: a quote is a slice of `Text.value`: whatever a module concludes, its words can be found there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Text:
    """A posting's plain text, blocks on lines of their own, with the patterns a first pass found.

    `hits` holds the names of the triggers (see `scan.py`) that match somewhere in `value`. A module runs its
    own expressions only when one of its triggers is there, so that most cost nothing on most postings.
    """

    value: str
    hits: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A value and the exact words that state it (a slice of the text, at most about 25 words)."""

    value: T
    quote: str


@dataclass(frozen=True, slots=True)
class Count:
    """A head count or an ordinal, both ends inclusive; None is open ("50+" has no high)."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class HireOrdinal:
    """Which hire one would be. `scope` company: among all; function: among engineers, ML people..."""

    low: int | None
    high: int | None
    scope: str


@dataclass(frozen=True, slots=True)
class Pay:
    """Base pay in whole units of `currency` (ISO 4217, None when only a figure is stated) a `period`."""

    min: int | None
    max: int | None
    currency: str | None
    period: str | None
    raw: str


@dataclass(frozen=True, slots=True)
class Equity:
    """Equity on offer; percentages only where stated. `offered` False: the text rules it out."""

    offered: bool
    min_pct: float | None = None
    max_pct: float | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Where one may work: `countries` ISO 3166-1 alpha-2, `regions` as in `pipeline.roles.Region`."""

    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What a job title (and, where the title is generic, its text) says of the work."""

    role_family: str
    seniority: str | None
    is_founding: bool
    first_in_function: bool
    family_quote: str | None = None
    """Words of the title or the text that the family rests on; None for `other`."""
    founding_quote: str | None = None

    @property
    def is_ml(self) -> bool:
        """True for every family but `other`."""
        return self.role_family != "other"


@dataclass(frozen=True, slots=True)
class Signal:
    """One of the four reasons (speed, purpose, tools, scope), as words of the posting that speak for it."""

    reason: str
    quote: str


@dataclass(frozen=True, slots=True)
class ThreadRole:
    """One role that a forum post offers, with the passage about it alone (else the whole post)."""

    title: str
    passage: str


@dataclass(frozen=True, slots=True)
class ThreadPost:
    """A hiring post of a forum, taken apart. `roles` is empty when the post offers no job."""

    company_name: str | None
    company_domain: str | None
    yc_batch: str | None
    header: str
    """The line (or first sentence) that names company, roles, places."""
    roles: tuple[ThreadRole, ...]
