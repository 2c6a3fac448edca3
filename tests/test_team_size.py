"""Head counts of the company and of its engineering team, and the counts that are neither."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.inference.numbers import count, number, ordinal
from pipeline.inference.scan import read
from pipeline.inference.team_size import engineering_team_size, team_size
from pipeline.inference.text import Count

COMPANY = [
    ("We're a team of 7 and we ship every day.", 7, 7),
    ("Team of six, high ownership, no fluff.", 6, 6),
    ("We are ~200 people across the world.", 200, 200),
    ("We're a small (15 ppl), fast-moving team.", 15, 15),
    ("Octavia is a seed-stage startup (6 people) building kilns.", 6, 6),
    ("We are a 30-person team spread over four cities.", 30, 30),
    ("Kilnworks is a <50 person Series A start-up.", None, 50),
    ("70+ person team, ARR growing 2x.", 70, None),
    ("The company is between 50-75 people today.", 50, 75),
    ("About us: 10-15 people, all remote.", 10, 15),
    ("Our team has grown from 50 to 150 over the last two years.", 150, 150),
    ("We grew from 5 to 60 people last year.", 60, 60),
    ("We have since grown to 35 team members.", 35, 35),
    ("Company size: 11", 11, 11),
    ("We employ over 300 people in Oslo.", 300, None),
    ("We're a small team under 20 people.", None, 20),
    ("You will join our small team of three.", 3, 3),
    ("A bootstrapped company with a globally distributed team of around 60 people.", 60, 60),
    ("Made by a 1,500-strong team of makers.", 1500, 1500),
    ("We are a team of a dozen.", 12, 12),
    ("Team of 5 scaling to 10.", 5, 5),
    ("You're joining a small team: 12 engineers, 40 people total", 40, 40),
    ("With over 250 people based in Perth, we are of a good size.", 250, None),
    ("We're 12, all remote.", 12, 12),
    ("Employees: 40", 40, 40),
    ("A 60-plus person company.", 60, None),
    ("We are 5 to 10 people.", 5, 10),
    ("Kilnworks now has 400+ employees and an office.", 400, None),
    ("At the moment our team is 20 plus people.", 20, None),
    ("30-ish people, one office.", 30, 30),
    ("We are a team of 25 engineers, designers and operators.", 25, 25),
    ("We are currently about 80 people, with 30 of them in engineering.", 80, 80),
]
ENGINEERING = [
    ("We're a team of four engineers in Lyon.", 4, 4),
    ("You will join our engineering team of 11.", 11, 11),
    ("Our 7-person engineering team owns it all.", 7, 7),
    ("We are now an 8-engineer team.", 8, 8),
    ("The tech team grew from a small core to ~12 engineers.", 12, 12),
    ("Small team (currently <10 engineers), high ownership.", None, 10),
    ("We are a startup with ~15 engineers (~30 total staff).", 15, 15),
    ("Team: ~25 engineers. Strong culture of debate.", 25, 25),
    ("I'm one of two founding engineers.", 2, 2),
    ("We're 6 engineers. You'd have real input.", 6, 6),
    ("Kilnworks currently has 9 engineers.", 9, 9),
    ("Our 14 engineers sit in one room.", 14, 14),
    ("We are 3 founders and 4 engineers.", 4, 4),
    ("A small team of engineers (5).", 5, 5),
    ("Engineering team size: 8", 8, 8),
    ("Our engineering team (currently 4) is remote.", 4, 4),
    ("Our eng team consists of 12.", 12, 12),
]
NEITHER = [
    "We will double to 20 people by the end of the year.",
    "We're growing to a team of 30.",
    "We plan to be 40 people next year.",
    "We're hiring 5 engineers.",
    "We are looking for two backend engineers.",
    "Used by 10,000 developers every day.",
    "Our platform reaches 50 million people a month.",
    "You will manage a team of 8.",
    "As its manager, you will lead a team of vision engineers & data engineers (5 people), in our data arm.",
    "You join the vision function (15+ people) in our data department (50+ people).",
    "Experience leading a team of 5-10 engineers.",
    "We help companies with 50 employees and more.",
    "Previously you worked at a 20-person startup.",
    "You'd join the payments team of 6.",
    "Our data team of 4 keeps the lights on.",
    "In Paris we are a team of 3 doing research.",
    "We talk to 40 people a week.",
    "We raised $12M from 30 investors.",
    "5+ years of full-time work.",
    "A 6,000-person conference.",
    "Small 3-person (including you) team.",
    "Our 2 products have 300 customers.",
    "Sales team of 12.",
    "We are 10 years old.",
    "Come to the gym, 4 people at a time.",
    "Team of experts since 2014.",
    "For mid-sized organizations (250-1,000 employees).",
    "A pricing page visit from a 5-person startup.",
    "A team of more than 80 nationalities.",
    "We have dozens of teams.",
    "Joined by a few hundred employees.",
    "We are half a dozen people.",
    "Our six Employee Resource Groups meet monthly.",
    "Employees may join the company’s 401(k) plan.",
    "We're 100% remote.",
    "We're 10 minutes from the station.",
    "We are at ~100,000 pumps.",
    "Technical leadership for a team of five cloud engineers.",
    "",
]


@pytest.mark.parametrize(("words", "low", "high"), COMPANY)
def test_a_head_count_of_the_whole_company_is_its_team_size(
    words: str, low: int | None, high: int | None
) -> None:
    found = team_size(read(words))
    assert found is not None
    assert found.value == Count(low, high)
    assert found.quote in words


@pytest.mark.parametrize(("words", "low", "high"), ENGINEERING)
def test_a_head_count_of_engineers_is_the_engineering_team_size(
    words: str, low: int | None, high: int | None
) -> None:
    found = engineering_team_size(read(words))
    assert found is not None
    assert found.value == Count(low, high)
    assert found.quote in words


@pytest.mark.parametrize(("words", "low", "high"), [case for case in ENGINEERING if "staff" not in case[0]])
def test_an_engineering_team_is_not_taken_for_the_company(words: str, low: int, high: int) -> None:
    assert team_size(read(words)) is None


@pytest.mark.parametrize("words", NEITHER)
def test_plans_users_other_teams_and_openings_are_no_team_size(words: str) -> None:
    assert team_size(read(words)) is None
    assert engineering_team_size(read(words)) is None


def test_company_and_engineers_are_told_apart_in_one_sentence() -> None:
    text = read("We are a small team (10 engineering, 25 overall).")
    company, engineers = team_size(text), engineering_team_size(text)
    assert company is not None
    assert engineers is not None
    assert (company.value, engineers.value) == (Count(25, 25), Count(10, 10))


def test_a_count_is_read_only_where_the_first_pass_found_one() -> None:
    text = read("We're a team of 7.")
    assert text.hits
    assert team_size(type(text)(text.value, frozenset())) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("about 30", Count(30, 30)),
        ("10-15", Count(10, 15)),
        ("50+", Count(50, None)),
        ("under 20", Count(None, 20)),
        ("1,500", Count(1500, 1500)),
        ("twenty-five", Count(25, 25)),
        ("two dozen", Count(24, 24)),
        ("0", None),
        ("15-10", None),
        ("99999999", None),
        ("many", None),
    ],
)
def test_counts_keep_their_qualifier(words: str, expected: Count | None) -> None:
    assert count(words) == expected


@pytest.mark.parametrize(("words", "expected"), [("third", 3), ("6th", 6), ("21st", 21), ("th", None)])
def test_ordinals_are_read_in_words_and_digits(words: str, expected: int | None) -> None:
    assert ordinal(words) == expected


WORDS = (
    "team; of ;we're ;people; engineers;~;<;10;5-;0;1,000;99999999999;"
    "+;(;); to ;grew ;from ;company size: ; -person ;twenty-"
)
PIECES = [*WORDS.split(";"), "\n", ". ", "\ud800", "\u202e", "İ", "👩‍🚀"]
hostile = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@settings(deadline=None)
@given(hostile)
def test_any_text_gives_a_sound_count_quoted_from_it_or_none(words: str) -> None:
    for rule in (team_size, engineering_team_size):
        found = rule(read(words))
        if found is not None:
            low, high = found.value.low, found.value.high
            assert found.quote in words
            assert (low or 1) >= 1
            assert low is None or high is None or low <= high
            assert (low, high) != (None, None)


@settings(deadline=None)
@given(st.text())
def test_no_text_is_too_strange_to_be_a_number(words: str) -> None:
    number(words)
    ordinal(words)
    count(words)
