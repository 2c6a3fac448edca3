"""Which hire numbers a team size leaves open, by the macros that every build uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import sql

Range = tuple[int, int | None]
Team = tuple[int | None, int | None]
Rule = Callable[[Team, int], Range]


@pytest.fixture(scope="module")
def rule() -> Iterator[Rule]:
    """The range for a team (low, high) and a number of openings."""
    con = duckdb.connect()
    sql.run(con, "hire_number")
    ask = "select first_hire($low::integer), last_hire($low::integer, $high::integer, $openings::integer)"

    def found(team: Team, openings: int) -> Range:
        values = {"low": team[0], "high": team[1], "openings": openings}
        ((first, last),) = con.execute(ask, values).fetchall()
        return first, last

    yield found
    con.close()


@pytest.mark.parametrize(
    ("team", "openings", "expected"),
    [
        ((7, 7), 1, (5, 7)),
        ((7, 7), 4, (5, 10)),
        ((2, 2), 1, (1, 2)),
        ((1, 1), 1, (1, 1)),
        ((50, None), 4, (48, None)),
        ((None, 20), 2, (1, 21)),
        ((3, 3), 0, (1, 3)),
    ],
)
def test_a_team_size_leaves_a_range_of_hire_numbers(
    rule: Rule, team: Team, openings: int, expected: Range
) -> None:
    assert rule(team, openings) == expected


def in_order(team: Team) -> Team:
    low, high = team
    return (min(low, high), max(low, high)) if low and high else team


ends = st.one_of(st.none(), st.integers(1, 5000))
teams = st.tuples(ends, ends).map(in_order)
openings = st.integers(0, 300)


def contains(wide: Range, narrow: Range) -> bool:
    high_fits = wide[1] is None or (narrow[1] is not None and narrow[1] <= wide[1])
    return wide[0] <= narrow[0] and high_fits


@settings(deadline=None)
@given(teams, openings)
def test_a_hire_number_never_falls_below_one_and_its_ends_are_in_order(
    rule: Rule, team: Team, openings: int
) -> None:
    low, high = rule(team, openings)
    assert low >= 1
    assert high is None or high >= low


@settings(deadline=None)
@given(teams, openings, st.booleans(), st.booleans())
def test_not_knowing_an_end_of_the_team_never_narrows_the_range(
    rule: Rule, team: Team, openings: int, forget_low: bool, forget_high: bool
) -> None:
    less = (None if forget_low else team[0], None if forget_high else team[1])
    assert contains(rule(less, openings), rule(team, openings))


@settings(deadline=None)
@given(st.integers(1, 3), st.integers(0, 500), st.integers(1, 50), st.data())
def test_the_range_holds_the_number_a_truthful_posting_would_state(
    rule: Rule, founders: int, hired: int, openings: int, data: st.DataObject
) -> None:
    stated = hired + data.draw(st.integers(1, openings))
    team = founders + hired
    low, high = rule((team, team), openings)
    assert high is not None
    assert low <= stated <= high
