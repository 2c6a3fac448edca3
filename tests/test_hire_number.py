"""Which hire one would be: stated in words, or made out from a team size."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.inference.hire_number import hire_numbers
from pipeline.inference.scan import read

STATED = [
    ("You'd be employee #6.", "company", 6, 6),
    ("You will be our 5th hire.", "company", 5, 5),
    ("You'd be hire #1.", "company", 1, 1),
    ("Kilnworks | Full-Stack Engineer (First Hire) | Remote", "company", 1, 1),
    ("We are looking for our first hire outside the three co-founders.", "company", 1, 1),
    ("Join as one of the first 10 employees.", "company", 1, 10),
    ("You'll be among our first five hires.", "company", 1, 5),
    ("Be one of the first 10-15 people.", "company", 1, 15),
    ("You will be our first full-time employee.", "company", 1, 1),
    ("We're looking for hires #5-10 to join us as hires #5-10.", "company", 5, 10),
    ("We are hiring our first ML engineer.", "function", 1, 1),
    ("You are the first technical hire.", "function", 1, 1),
    ("You'll be our second engineering hire, working with our CTO.", "function", 2, 2),
    ("We are hiring a 2nd engineer to join our CTO.", "function", 2, 2),
    ("As our first design hire, you'll define how it looks.", "function", 1, 1),
    ("As Kilnworks’s first Product Designer, you draw.", "function", 1, 1),
    ("Kilnworks | Founding Engineer (#2) | Berlin", "function", 2, 2),
    ("You'd join as engineer #4.", "function", 4, 4),
    ("You would be the third engineer.", "function", 3, 3),
    ("Ready to be the first FT eng hire in the office.", "function", 1, 1),
    ("You'll be one of the first 5 engineers.", "function", 1, 5),
    ("We're hiring our first senior engineers.", "function", 1, None),
    ("You'll be the first hire on the data team.", "function", 1, 1),
]
UNSTATED = [
    "We're hiring a founding engineer.",
    "You'll be one of the first engineers.",
    "Join us as one of our first employees.",
    "You'll report to our first hire.",
    "Our first 40 engineers came from two schools.",
    "Alfred joined as an intern, becoming our first robot engineer.",
    "She was employee #5 at Bricks.",
    "I was one of the first 10 employees at Bricks.",
    "A backend-first full-stack engineer.",
    "We write code with AI first developer workflows.",
    "First-class engineers wanted.",
    "Our first product is a kiln.",
    "We're looking for a second-line support engineer.",
    "You have experience as the first ML engineer at a startup.",
    "This is our first US hire.",
    "The first round is with an engineer.",
    "For the first time engineers and designers sit together.",
    "We help you hire your first engineer.",
    "Engineer 2, Platform",
    "Ranked #1 by engineers.",
    "",
]


@pytest.mark.parametrize(("words", "scope", "low", "high"), STATED)
def test_a_stated_ordinal_of_the_person_hired_is_read(
    words: str, scope: str, low: int, high: int | None
) -> None:
    (found,) = hire_numbers(read(words), None)
    assert (found.value.scope, found.value.low, found.value.high) == (scope, low, high)
    assert found.quote in words


@pytest.mark.parametrize("words", UNSTATED)
def test_other_ordinals_and_founding_alone_say_nothing(words: str) -> None:
    assert hire_numbers(read(words), None) == ()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("First ML Engineer", ("function", 1, 1)),
        ("Founding Engineer (#2)", ("function", 2, 2)),
        ("Head of ML (first ML hire)", ("function", 1, 1)),
        ("Second Founding Engineer", ("function", 2, 2)),
        ("Founding Engineer", None),
        ("First Line Support Engineer", None),
        ("Machine Learning Engineer II", None),
    ],
)
def test_titles_count_too(title: str, expected: tuple[str, int, int] | None) -> None:
    found = hire_numbers(read("We make kilns."), title)
    assert [(f.value.scope, f.value.low, f.value.high) for f in found] == ([expected] if expected else [])
    assert all(f.quote in title for f in found)


def test_both_scopes_are_told_company_first() -> None:
    found = hire_numbers(read("You'd be our first ML engineer and employee #7."), None)
    assert [(f.value.scope, f.value.low) for f in found] == [("company", 7), ("function", 1)]


def test_the_title_wins_over_the_text() -> None:
    (found,) = hire_numbers(read("You would be the third engineer."), "First ML Engineer")
    assert found.value.low == 1


WORDS = (
    "our ;first ;2nd ;ML ;engineer;hire; #;12;one of the ;10 ;employees;(;);-;be ;was ;999;to ;founding ;’s "
)
PIECES = [*WORDS.split(";"), "\n", ". ", "\ud800", "\u202e", "İ", "👩‍🚀"]
hostile = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@settings(deadline=None)
@given(hostile, st.one_of(st.none(), hostile))
def test_any_text_gives_sound_ordinals_quoted_from_it_or_none(words: str, title: str | None) -> None:
    found = hire_numbers(read(words), title)
    assert len({f.value.scope for f in found}) == len(found)
    for stated in found:
        assert stated.quote in words or stated.quote in (title or "")
        assert stated.value.low is not None
        assert stated.value.low >= 1
        assert stated.value.high is None or stated.value.high >= stated.value.low
