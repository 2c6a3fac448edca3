"""The evidence of one role, gathered as its facts are concluded.

Invariant: a quote is a slice of the posting's text or title, or it is the source's own field and says so;
words that cannot be found again are not quoted.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from pipeline.inference.employer import Employer
from pipeline.inference.text import Count, Pay, Places, Stated, TitleFacts
from pipeline.roles import Basis, Evidence
from scrapers.items import JobPosting

T = TypeVar("T")


class Proof:
    """Collects evidence for one role; each method hands back the value it was given the proof of."""

    def __init__(self, text: str, title: str, observed_at: datetime) -> None:
        self._text = text
        self._title = title
        self._observed_at = observed_at
        self._rows: list[Evidence] = []

    def evidence(self) -> tuple[Evidence, ...]:
        """All of it, in the order in which it was found."""
        return tuple(self._rows)

    def _add(self, name: str, value: str, basis: Basis, quote: str | None, source: str) -> None:
        self._rows.append(
            Evidence.unchecked(
                {
                    "field": name,
                    "value": value,
                    "basis": basis,
                    "quote": quote,
                    "source": source,
                    "observed_at": self._observed_at,
                }
            )
        )

    def quote(self, name: str, value: str, words: str) -> None:
        """A value that words of the posting, or of its title, state."""
        if words in self._title:
            self._add(name, value, "stated", words, "title")
        elif words in self._text:
            self._add(name, value, "stated", words, "posting")

    def field(self, name: str, value: str, words: str | None) -> None:
        """A value that a field of the source states."""
        self._add(name, value, "from_source_field", words, "board field")

    def stated(self, name: str, found: Stated[T] | None) -> T | None:
        """The value of what words state."""
        if found is None:
            return None
        value = str(found.value).lower() if isinstance(found.value, bool) else str(found.value)
        self.quote(name, value, found.quote)
        return found.value

    def count(self, name: str, found: Stated[Count] | None) -> Count:
        """A head count; unknown at both ends when nothing states it."""
        if found is None:
            return Count(None, None)
        self.quote(name, span(found.value.low, found.value.high), found.quote)
        return found.value

    def pay(self, published: Pay | None, found: Stated[Pay] | None) -> Pay | None:
        """The source's own pay, else what words state; pay by the week has no column and is left out."""
        if published is not None and published.period != "week":
            self.field("salary", _pay_words(published), published.raw)
            return published
        if found is None or found.value.period == "week":
            return None
        self.quote("salary", _pay_words(found.value), found.quote)
        return found.value

    def modes(self, found: Stated[tuple[str, ...]] | None) -> tuple[str, ...]:
        """Work modes, from words or from the source's own field."""
        if found is None:
            return ()
        value = ", ".join(found.value)
        if found.quote and found.quote in self._text:
            self.quote("work_modes", value, found.quote)
        else:
            self.field("work_modes", value, found.quote or None)
        return tuple(found.value)

    def places(self, posting: JobPosting, where: Places) -> None:
        """Where the countries come from, when a field of the source names places."""
        if where.countries and (posting.locations or posting.countries):
            told = "; ".join((*posting.locations, *posting.countries))
            self.field("countries", ", ".join(where.countries), told[:300])

    def title_facts(self, work: TitleFacts) -> None:
        """What the title says of the work."""
        if work.family_quote:
            self.quote("role_family", work.role_family, work.family_quote)
        if work.seniority:
            self.quote("seniority", work.seniority, self._title)
        if work.founding_quote:
            self.quote("is_founding", "true", work.founding_quote)

    def first_hires(self, work: TitleFacts, is_first: bool, is_founding: bool) -> None:
        """What an ordinal makes of a role: the first hire of a function is a founding one."""
        if is_first and work.first_in_function:
            self.quote("first_in_function", "true", self._title)
        elif is_first:
            self._repeat("function_hire_number", "first_in_function")
        if is_founding and not work.is_founding:
            self._repeat("hire_number", "is_founding")
            self._repeat("function_hire_number", "is_founding")

    def _repeat(self, name: str, concluded: str) -> None:
        """The words behind one field as those behind another that follows from it."""
        for row in [row for row in self._rows if row.field == name and row.value == "1"]:
            self._rows.append(row.model_copy(update={"field": concluded, "value": "true"}))

    def employer(self, employer: Employer, yc_batch: str | None) -> None:
        """Name and domain that were read from the posting's words."""
        if employer.from_text and employer.name:
            self.quote("company_name", employer.name, employer.name)


def span(low: int | None, high: int | None) -> str:
    """ "7", "10-15", "50-" (no upper end), "-20" (no lower end)."""
    return str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"


def _pay_words(pay: Pay) -> str:
    ends = span(pay.min, pay.max)
    return " ".join(part for part in (ends, pay.currency, pay.period and f"a {pay.period}") if part)
