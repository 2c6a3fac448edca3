"""Which company a role belongs to, and whose word on it counts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.build import build
from pipeline.companies import Asked, companies
from pipeline.queries import Generation
from scrapers.items import CompanyProfile, JobPosting
from tests.landed import PARCELWISE, STATED, board, built, day, directory, land, posting, profile


def evidence(row: dict[str, Any], field: str) -> list[tuple[str, str, str]]:
    """Value, basis and source of each piece of evidence for a field."""
    return [(e["value"], e["basis"], e["source"]) for e in row["evidence"] if e["field"] == field]


def test_a_directorys_new_number_counts_from_the_day_it_was_read(tmp_path: Path) -> None:
    land(tmp_path, directory(PARCELWISE), board("a"))
    build(tmp_path)
    land(tmp_path, directory(PARCELWISE.model_copy(update={"team_size": 15}), at=3), at=3)
    row = built(tmp_path)["a"]
    assert (row["team_size_min"], row["team_size_max"], row["team_size_as_of"]) == (15, 15, day(3))
    assert row["hire_number_min"] == 13
    assert evidence(row, "team_size") == [("15", "from_directory", "yc_directory")]


def test_what_the_posting_states_wins_and_the_directory_is_still_shown(tmp_path: Path) -> None:
    land(tmp_path, directory(PARCELWISE), board([posting("a", text=STATED, published_at=day(-3))]))
    row = built(tmp_path)["a"]
    assert (row["team_size_min"], row["team_size_max"], row["team_size_source"]) == (7, 7, "posting")
    assert row["team_size_as_of"] == day(-3)
    assert ("7", "stated", "posting") in evidence(row, "team_size")
    assert ("12", "from_directory", "yc_directory") in evidence(row, "team_size")


def test_the_newest_word_of_the_same_company_fills_in(tmp_path: Path) -> None:
    older = posting("old", text=STATED.replace("of 7", "of 5"), published_at=day(-20))
    newer = posting("new", text=STATED, published_at=day(-2))
    land(tmp_path, directory(PARCELWISE), board([older, newer, "silent"]))
    rows = built(tmp_path)
    silent = rows["silent"]
    assert (silent["team_size_min"], silent["team_size_source"]) == (7, "posting")
    assert (silent["team_size_as_of"], silent["funding_stage"]) == (day(-2), "seed")
    assert silent["funding_stage_source"] == "posting"
    assert ("7", "stated", "posting ashby/parcelwise/new") in evidence(silent, "team_size")
    assert rows["old"]["team_size_min"] == 5, "a role's own word stands"


@pytest.mark.parametrize(
    ("status", "stated", "stage", "source"),
    [
        ("Public", False, "public", "yc_directory"),
        ("Acquired", False, "acquired", "yc_directory"),
        ("Public", True, "seed", "posting"),
        ("Active", False, None, None),
    ],
)
def test_a_directorys_status_is_a_stage_only_where_nothing_is_stated(
    tmp_path: Path, status: str, stated: bool, stage: str | None, source: str | None
) -> None:
    known = PARCELWISE.model_copy(update={"company_status": status})
    land(tmp_path, directory(known), board([posting("a", text=STATED if stated else "")]))
    row = built(tmp_path)["a"]
    assert (row["funding_stage"], row["funding_stage_source"]) == (stage, source)


JOINS: dict[str, tuple[CompanyProfile, dict[str, Any], str | None]] = {
    "by domain": (PARCELWISE, {}, "domain"),
    "by domain, under another name": (
        profile("Sortbot", homepage="https://parcelwise.example"),
        {},
        "domain",
    ),
    "by domain, though inactive": (
        profile("Parcelwise", homepage="https://parcelwise.example", company_status="Inactive"),
        {},
        "domain",
    ),
    "by slug": (profile("Parcelwise AI", slug="parcel-wise"), {"homepage": None}, "slug"),
    "by name": (profile("Parcelwise", slug="pw"), {"homepage": None}, "name"),
    "by former name": (
        profile("Sortbot", former_names=("Parcelwise, Inc.",)),
        {"homepage": None},
        "former name",
    ),
    "not across two domains": (profile("Parcelwise", homepage="https://parcelwise.test"), {}, None),
    "not by slug under another name": (
        profile("Sortbot", slug="parcelwise"),
        {"homepage": None},
        None,
    ),
    "not by the name of a dead company": (
        profile("Parcelwise", slug="pw", company_status="Inactive"),
        {"homepage": None},
        None,
    ),
    "not by the slug of a dead company": (
        profile("Parcelwise", company_status="Inactive"),
        {"homepage": None},
        None,
    ),
    "not by the name of a company that was bought": (
        profile("Parcelwise", slug="pw", company_status="Acquired"),
        {"homepage": None},
        None,
    ),
}


@pytest.mark.parametrize("case", JOINS)
def test_a_company_joins_its_directory_profile(tmp_path: Path, case: str) -> None:
    known, facts, joined_by = JOINS[case]
    known = known.model_copy(update={"team_size": 12, "yc_batch": "W26"})
    land(tmp_path, directory(known, profile("Unrelated", team_size=99)), board("a", **facts))
    row = built(tmp_path)["a"]
    shown = evidence(row, "company_name")
    if joined_by is None:
        assert (row["team_size_min"], row["yc_batch"]) == (None, None)
        assert not [e for e in row["evidence"] if e["basis"] == "from_directory"]
        return
    assert (row["team_size_min"], row["yc_batch"]) == (12, "W26")
    assert shown[0][1:] == ("from_directory", "yc_directory")
    assert f"joined by {joined_by}" in shown[0][0]


def test_a_name_that_two_companies_have_joins_neither(tmp_path: Path) -> None:
    two = directory(
        profile("Parcelwise", slug="pw-1", team_size=3),
        profile("Sortbot", former_names=("Parcelwise",), team_size=4),
    )
    land(tmp_path, two, board("a", homepage=None))
    assert built(tmp_path)["a"]["team_size_min"] is None


def test_a_domain_that_two_living_companies_have_joins_neither(tmp_path: Path) -> None:
    site = "https://parcelwise.example"
    two = directory(profile("One", homepage=site, team_size=3), profile("Two", homepage=site, team_size=4))
    land(tmp_path, two, board("a"))
    assert built(tmp_path)["a"]["team_size_min"] is None


def test_two_boards_of_one_domain_are_one_company(tmp_path: Path) -> None:
    land(tmp_path, board("a"), board("b", source="lever", token="pw", company="Parcelwise Labs"))
    rows = built(tmp_path)
    assert rows["a"]["company_key"] == rows["b"]["company_key"] == "parcelwise.example"
    assert len(companies(Generation.open(tmp_path), Asked(hiring_ml=False, early_stage=False))) == 1


def test_two_boards_without_a_domain_are_two_companies(tmp_path: Path) -> None:
    land(tmp_path, board("a", homepage=None), board("b", source="lever", homepage=None))
    rows = built(tmp_path)
    assert (rows["a"]["company_key"], rows["b"]["company_key"]) == ("ashby/parcelwise", "lever/parcelwise")


@pytest.mark.parametrize(
    ("batch", "joins"),
    [("", False), (" (YC W26)", True), (" (YC S21)", False)],
    ids=["none", "same", "another"],
)
def test_a_short_name_joins_only_with_the_same_batch(tmp_path: Path, batch: str, joins: bool) -> None:
    words = f"Coast{batch} | Machine Learning Engineer | Berlin | ONSITE<p>We map the sea floor."
    post = JobPosting(posting_id="7", url="https://news.example/7", description_html=words)
    thread: dict[str, Any] = {"source": "hackernews", "token": "1", "company": None, "homepage": None}
    land(tmp_path, directory(profile("Coast", team_size=35, yc_batch="W26")), board([post], **thread))
    row = built(tmp_path)["7"]
    assert row["company_name"] == "Coast"
    assert (row["team_size_min"] == 35) is joins


def test_a_short_slug_joins_nothing_by_itself(tmp_path: Path) -> None:
    land(
        tmp_path,
        directory(profile("Flex", team_size=8)),
        board("a", token="flex", company="Flex", homepage=None),
    )
    assert built(tmp_path)["a"]["team_size_min"] is None


@pytest.mark.parametrize(("batch", "joins"), [("", False), (" (YC W26)", True)], ids=["none", "same"])
def test_a_company_on_a_new_domain_joins_by_name_only_when_it_states_its_batch(
    tmp_path: Path, batch: str, joins: bool
) -> None:
    words = f"Parcelwise{batch} | Machine Learning Engineer | https://parcelwise.test | Berlin | ONSITE"
    post = JobPosting(posting_id="7", url="https://news.example/7", description_html=words)
    thread: dict[str, Any] = {"source": "hackernews", "token": "1", "company": None, "homepage": None}
    land(tmp_path, directory(PARCELWISE), board([post], **thread))
    row = built(tmp_path)["7"]
    assert row["company_domain"] == "parcelwise.test"
    assert (row["team_size_min"] == 12) is joins


@pytest.mark.parametrize(("batch", "joins"), [("W26", True), ("S21", False)])
def test_one_domain_does_not_join_two_batches(tmp_path: Path, batch: str, joins: bool) -> None:
    words = (
        f"Parcelwise (YC {batch}) | Machine Learning Engineer | https://parcelwise.example | Berlin | ONSITE"
    )
    post = JobPosting(posting_id="7", url="https://news.example/7", description_html=words)
    thread: dict[str, Any] = {"source": "hackernews", "token": "1", "company": None, "homepage": None}
    land(tmp_path, directory(PARCELWISE), board("a"), board([post], **thread))
    rows = built(tmp_path)
    assert rows["7"]["company_key"] == rows["a"]["company_key"] == "parcelwise.example"
    for row in rows.values():
        assert (row["team_size_min"] == 12) is joins, (
            "a company whose posting states another batch is another"
        )
    assert (batch, "stated", "posting") in evidence(rows["7"], "yc_batch")
    assert (batch, "stated", "posting hackernews/1/7") in evidence(rows["a"], "yc_batch")


@pytest.mark.parametrize(("openings", "used"), [(6, True), (7, False)])
def test_a_directorys_size_far_below_the_open_roles_is_not_used(
    tmp_path: Path, openings: int, used: bool
) -> None:
    known = PARCELWISE.model_copy(update={"team_size": 3})
    land(tmp_path, directory(known), board([str(i) for i in range(openings)]))
    row = built(tmp_path)["0"]
    assert (row["team_size_min"], row["hire_number_basis"]) == (
        (3, "from_team_size") if used else (None, None)
    )
    shown = "3" if used else "3, not used: far below the 7 roles that the company has open"
    assert (shown, "from_directory", "yc_directory") in evidence(row, "team_size")
