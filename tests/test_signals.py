"""The four reasons, as words of the posting."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.inference.scan import read
from pipeline.inference.signals import MOST_QUOTES, MOST_WORDS, signals

SPEAKS = [
    ("We ship to production every day.", "speed"),
    ("No bureaucracy, no politics.", "speed"),
    ("A flat hierarchy and fast iteration cycles.", "speed"),
    ("You will work directly with the founders.", "purpose"),
    ("Meaningful equity and real ownership.", "purpose"),
    ("Stack: Python, PyTorch, Kubernetes, AWS.", "tools"),
    ("This is a greenfield project.", "scope"),
    ("Take the product from zero to one.", "scope"),
    ("You'll build the ML function from the ground up.", "scope"),
]


@pytest.mark.parametrize(("words", "reason"), SPEAKS)
def test_a_reason_is_found_with_its_clause(words: str, reason: str) -> None:
    found = signals(read(words))
    assert reason in [signal.reason for signal in found]
    assert all(signal.quote in words for signal in found)


@pytest.mark.parametrize(
    "words",
    [
        "Experience building products from scratch.",
        "You have a track record of shipping fast.",
        "We maintain a mature platform for banks.",
        "Nice offices, free lunch.",
        "",
    ],
)
def test_requirements_and_plain_talk_are_no_reason(words: str) -> None:
    assert [s for s in signals(read(words)) if s.reason in ("speed", "scope", "purpose")] == []


def test_a_reason_is_quoted_at_most_three_times() -> None:
    words = "\n".join(f"Part {n} is a greenfield project." for n in range(9))
    assert len(signals(read(words))) == MOST_QUOTES


def test_a_long_clause_is_cut_around_what_speaks() -> None:
    words = "and so on " * 40 + "a greenfield project " + "and so on " * 40
    (found,) = signals(read(words))
    assert "greenfield" in found.quote
    assert len(found.quote.split()) <= MOST_WORDS


WORDS = "ship ;every day;greenfield;PyTorch, ;AWS;from scratch;full ownership; - "
PIECES = [*WORDS.split(";"), "\n", ". ", "\ud800", "\u202e", "İ", "👩‍🚀", "word " * 30, "x" * 300]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)))
def test_any_text_gives_short_quotes_from_it(words: str) -> None:
    for signal in signals(read(words)):
        assert signal.quote in words
        assert len(signal.quote.split()) <= MOST_WORDS
