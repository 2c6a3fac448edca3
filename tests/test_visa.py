"""Visa sponsorship offered, refused, or not spoken of."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.inference.scan import read
from pipeline.inference.visa import visa

OFFERED = [
    "Kilnworks | Berlin | Onsite | Visa Sponsorship | Full-time",
    "Kilnworks | Berlin | VISA | Full-time",
    "We sponsor visas.",
    "Visa sponsorship available.",
    "We are able to provide visa sponsorship.",
    "H1B transfer OK.",
    "Relocation & visa support.",
    "We are open to considering visa sponsorship on a case-by-case basis.",
    "Visa sponsorship: yes",
    "Must be authorized to work in the UK; we sponsor visas.",
]
REFUSED = [
    "No visa sponsorship at this time.",
    "We are not able to sponsor visas.",
    "We don't sponsor visas.",
    "Visa sponsorship is not provided.",
    "VISA: No",
    "Visa/relocation: No",
    "We're unable to support sponsorship.",
    "Candidates must be authorized to work in the US without sponsorship.",
    "US citizens only.",
    "US persons only due to export controls.",
    "EU citizenship required.",
    "We are unable to support international applications or sponsorship for this role.",
    "We cannot consider those requiring visa sponsorship.",
    "Only candidates legally eligible to work in Canada will be considered.",
    "- US work authorization",
    "You must be a U.S. citizen.",
    "You need the right to work in Germany.",
    "Applicants must be eligible to work in the Netherlands.",
]
SILENT = [
    "We process Visa and Mastercard payments.",
    "This employer participates in E-Verify; see the Right to Work posters.",
    "Without regard to race, national origin, citizenship, age or veteran status.",
    "Projects sponsored by executives.",
    "We sponsor PyCon.",
    "Engineering citizenship: you keep things tidy.",
    "Data is a first-class citizen.",
    "You are able to work independently.",
    "Help with relocation.",
    "Support leadership sponsorship activities across the company.",
    "Speaking engagements, grants, sponsorships and executive initiatives.",
    "Prepare petitions including H-1B and O-1.",
    "You complete the required employment eligibility verification form upon hire.",
    "Active visa with no travel restrictions.",
    "Employer-sponsored health insurance.",
    "Will you now or in the future require visa sponsorship?",
    "",
]


@pytest.mark.parametrize("words", OFFERED)
def test_sponsorship_that_is_offered_is_true(words: str) -> None:
    found = visa(read(words))
    assert found is not None
    assert found.value is True
    assert found.quote in words


@pytest.mark.parametrize("words", REFUSED)
def test_refusal_and_local_authorisation_only_are_false(words: str) -> None:
    found = visa(read(words))
    assert found is not None
    assert found.value is False
    assert found.quote in words


@pytest.mark.parametrize("words", SILENT)
def test_other_talk_of_visas_sponsors_and_citizens_says_nothing(words: str) -> None:
    assert visa(read(words)) is None


WORDS = "visa; sponsor;ship;no ;not ;available;US ;citizens; only;must be ;authorized to work;: ;|"
PIECES = [*WORDS.split(";"), "\n", ". ", "\ud800", "\u202e", "İ", "👩‍🚀"]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)))
def test_any_text_gives_an_answer_quoted_from_it_or_none(words: str) -> None:
    found = visa(read(words))
    assert found is None or found.quote in words
