"""What is told apart before a role is put together: its words, its company, its opening.

Invariant: what a whole posting says of the company is read once for all its roles.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pipeline.inference.employer import Employer
from pipeline.inference.funding_stage import funding_stage
from pipeline.inference.language import language
from pipeline.inference.signals import signals
from pipeline.inference.team_size import engineering_team_size, team_size
from pipeline.inference.text import Count, Pay, Places, Signal, Stated, Text
from scrapers.items import JobPosting


@dataclass(frozen=True, slots=True)
class Words:
    """The texts that one role may be read from, nearest first; the last is what the whole posting shares."""

    title: str
    scopes: tuple[Text, ...]

    def nearest(self, rule: Any) -> Any:
        """The first scope's answer that is not None."""
        return next((found for scope in self.scopes if (found := rule(scope)) is not None), None)


@dataclass(frozen=True, slots=True)
class Company:
    """What a whole posting says of the company, read once for all its roles."""

    text: Text
    team: Stated[Count] | None
    engineers: Stated[Count] | None
    stage: Stated[str] | None
    reasons: tuple[Signal, ...]
    language: str | None

    @classmethod
    def of(cls, posting: JobPosting, text: Text) -> Company:
        """Read it from the posting's text."""
        return cls(
            text=text,
            team=team_size(text),
            engineers=engineering_team_size(text),
            stage=funding_stage(text),
            reasons=signals(text),
            language=_language(posting, text),
        )


@dataclass(frozen=True, slots=True)
class Opening:
    """What is told apart before a role is put together."""

    words: Words
    company: Company
    employer: Employer
    where: Places
    modes: Stated[tuple[str, ...]] | None
    pay: Pay | None
    role_id: str
    yc_batch: str | None = None


def _language(posting: JobPosting, text: Text) -> str | None:
    told = (posting.language or "").split("-")[0].split("_")[0].lower()
    if len(told) == 2 and told.isalpha():
        return told
    return language(text.value) if text.value else None
