"""What each filter lets through, alone, with unknown values and without."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.queries import FILTERS_WITH_UNKNOWN, Filters, Generation
from tests.varied import ALL, EVERYTHING, ids, publish_varied


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the varied generation."""
    data = tmp_path_factory.mktemp("varied")
    publish_varied(data)
    return data


@pytest.fixture(scope="module")
def found(data: Path) -> Generation:
    return Generation.open(data)


def test_the_default_shows_open_early_stage_machine_learning_roles(found: Generation) -> None:
    shown = found.find_roles(Filters())
    assert {row["posting_id"] for row in shown.rows} == {"rich", "founding", "mid"}
    assert shown.total == 3


FILTERED: dict[str, tuple[dict[str, Any], set[str]]] = {
    "nothing": ({}, ALL),
    "open": ({"status": "open"}, ALL - {"gone"}),
    "closed": ({"status": "closed"}, {"gone"}),
    "ml": ({"ml_only": True}, ALL - {"designer"}),
    "early stage": ({"early_stage": True}, {"rich", "founding", "designer", "mid"}),
    "small teams": ({"team_size_max": 10}, ALL - {"big", "mid"}),
    "small teams, known": (
        {"team_size_max": 10, "without_unknown": {"team_size"}},
        {"rich", "founding", "designer"},
    ),
    "large teams": ({"team_size_min": 41, "without_unknown": {"team_size"}}, {"big"}),
    "any known team": ({"without_unknown": {"team_size"}}, {"rich", "founding", "designer", "big", "mid"}),
    "seed": ({"stage": ("seed", "series_a")}, ALL),
    "seed, known": (
        {"stage": ("seed", "series_a"), "without_unknown": {"stage"}},
        {"rich", "founding", "designer"},
    ),
    "another stage": ({"stage": ("public",)}, ALL - {"rich", "founding", "designer"}),
    "first hires": ({"hire_number_max": 4, "without_unknown": {"hire_number"}}, {"founding"}),
    "stated hires": ({"hire_number_stated": True}, {"founding"}),
    "founding": ({"founding": True}, {"founding"}),
    "family": ({"family": ("ml_engineer",)}, ALL - {"designer"}),
    "seniority": ({"seniority": ("senior",), "without_unknown": {"seniority"}}, {"rich"}),
    "seniority or unknown": ({"seniority": ("junior",)}, ALL - {"rich"}),
    "remote": ({"work_mode": ("remote",), "without_unknown": {"work_mode"}}, {"rich"}),
    "remote or unknown": ({"work_mode": ("remote", "hybrid")}, ALL - {"founding"}),
    "in Germany": ({"country": ("DE",), "without_unknown": {"country"}}, {"founding"}),
    "in Germany or unknown": ({"country": ("DE",)}, ALL - {"rich"}),
    "paid": ({"salary_at_least": 190_000, "without_unknown": {"salary"}}, {"rich"}),
    "paid by the hour": ({"salary_at_least": 160_000, "without_unknown": {"salary"}}, {"rich", "mid"}),
    "paid in euros": (
        {"salary_at_least": 100_000, "salary_currency": "EUR", "without_unknown": {"salary"}},
        {"founding"},
    ),
    "paid or unknown": ({"salary_at_least": 190_000}, ALL - {"founding", "mid"}),
    "equity": ({"equity": True}, {"rich"}),
    "visa": ({"visa": True}, {"founding"}),
    "source": ({"source": ("lever",)}, {"mid"}),
    "company": ({"company_key": "late.example"}, {"gone", "new"}),
    "first seen": ({"first_seen_days": 1}, {"new"}),
    "a word of the text": ({"q": "ROBOTS"}, {"rich"}),
    "a word of the title": ({"q": "DESIGN"}, {"designer"}),
    "a word of the company": ({"q": "seedling engineer"}, {"rich", "founding"}),
    "without a word": ({"q": "seedling -robots"}, {"founding", "designer"}),
    "a phrase": ({"q": '"sort parcels" robots'}, {"rich"}),
    "no wildcard": ({"q": "%"}, set()),
    "no SQL": ({"q": "'; drop table role; --"}, set()),
}


@pytest.mark.parametrize("case", FILTERED)
def test_a_filter_lets_through_what_matches_and_what_is_unknown_unless_told(
    found: Generation, case: str
) -> None:
    asked, expected = FILTERED[case]
    assert set(ids(found, **asked)) == expected
    assert found.count(Filters(**{**EVERYTHING, **asked})) == len(expected)


def test_unknown_counts_are_of_roles_that_pass_every_other_filter(found: Generation) -> None:
    filters = Filters(**{**EVERYTHING, "ml_only": True, "stage": ("public",), "team_size_max": 10})
    unknown = found.count_unknown(filters)
    assert tuple(unknown) == FILTERS_WITH_UNKNOWN
    assert unknown["stage"] == len({"rich", "founding", "silent", "gone", "new"} - {"rich", "founding"})
    assert unknown["team_size"] == len({"silent", "gone", "new"})
    assert unknown["family"] == unknown["first_seen"] == 0
    strict = filters.model_copy(update={"without_unknown": frozenset({"stage", "team_size"})})
    assert found.count_unknown(strict)["stage"] == 0
    assert found.find_roles(strict).total == 0


def test_relaxations_name_the_filters_that_hide_the_most(found: Generation) -> None:
    asked = {
        **EVERYTHING,
        "ml_only": True,
        "founding": True,
        "country": ("US",),
        "without_unknown": {"country"},
    }
    filters = Filters(**asked)
    assert found.find_roles(filters).total == 0
    relaxed = {r.name: r.would_show for r in found.relaxations(filters)}
    assert relaxed == {"founding": 1, "country": 1}
    for name, would_show in relaxed.items():
        without = {**asked, "without_unknown": set(asked["without_unknown"]) - {name}}
        del without[name]
        assert found.find_roles(Filters(**without)).total == would_show
    assert found.relaxations(Filters(**EVERYTHING)) == []
