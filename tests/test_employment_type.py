"""The kind of contract, from the source's field, the title or the text."""

from __future__ import annotations

import pytest

from pipeline.inference.employment_type import employment_type
from pipeline.inference.scan import read


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("FullTime", "full_time"),
        ("Full-time", "full_time"),
        ("FULL_TIME", "full_time"),
        ("permanent", "full_time"),
        ("Permanent employee", "full_time"),
        ("fulltime_permanent", "full_time"),
        ("PartTime", "part_time"),
        ("Intern", "internship"),
        ("internship", "internship"),
        ("CONTRACTOR", "contract"),
        ("Freelance", "contract"),
        ("Temporary", "temporary"),
        ("fixed-term", "temporary"),
        ("OTHER", None),
        ("", None),
        (None, None),
    ],
)
def test_the_words_of_sources_map_to_ours(raw: str | None, kind: str | None) -> None:
    assert employment_type(raw, None, None) == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("ML Engineer (Contract)", "contract"),
        ("Machine Learning Intern", "internship"),
        ("Part-time Designer", "part_time"),
        ("Contract Manager", None),
        ("Internal Tools Engineer", None),
        ("ML Engineer", None),
    ],
)
def test_a_title_tells_when_the_source_does_not(title: str, kind: str | None) -> None:
    assert employment_type(None, title, None) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Acme | ML Engineer | Berlin | Full-time", "full_time"),
        ("Acme | ML Engineer | Full-time or contract", "full_time"),
        ("Acme | Designer | Part-Time | Remote", "part_time"),
        ("Acme | Contract | Remote", "contract"),
        ("We review contract negotiation with AI.", None),
        ("An internal tool that helps people.", None),
        ("Nothing is said.", None),
    ],
)
def test_a_text_tells_when_neither_does(text: str, kind: str | None) -> None:
    assert employment_type(None, None, read(text)) == kind


def test_the_source_wins_over_title_and_text() -> None:
    assert employment_type("FullTime", "Contract Engineer", read("an internship")) == "full_time"
