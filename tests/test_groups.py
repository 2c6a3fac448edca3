"""Which roles are one opening, and what keeps two apart that look alike."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.groups import is_near
from scrapers.items import JobPosting
from tests.landed import board, built, land, posting

WORDS = "<p>Build the model that reads labels on parcels. " + "You own it from data to belt. " * 12 + "</p>"


def grouped(rows: dict[str, dict[str, Any]]) -> list[set[str]]:
    """The postings of each group."""
    groups: dict[str, set[str]] = {}
    for posting_id, row in rows.items():
        if row["group_id"]:
            groups.setdefault(row["group_id"], set()).add(posting_id)
    return list(groups.values())


def test_one_opening_in_five_cities_is_a_group_named_by_its_smallest_id(tmp_path: Path) -> None:
    cities = ("Berlin", "Lisbon", "Oslo", "Paris", "Rome")
    land(
        tmp_path,
        board([posting(c, f"ML Engineer, {c}", WORDS, locations=(c,), opening_id="7") for c in cities]),
    )
    rows = built(tmp_path)
    assert grouped(rows) == [set(cities)]
    assert {row["group_id"] for row in rows.values()} == {"ashby/parcelwise/Berlin"}


def test_the_same_opening_on_two_sources_is_a_group(tmp_path: Path) -> None:
    copy = WORDS.replace("parcels", "boxes").replace("<p>", "<div>Hello. ")
    land(
        tmp_path,
        board([posting("a", text=WORDS), "b"]),
        board([posting("c", text=copy)], source="lever", token="pw", company="Parcelwise Labs"),
    )
    assert grouped(built(tmp_path)) == [{"a", "c"}]


VETOES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another company": ({}, {"homepage": "https://sortbot.example", "token": "sortbot"}),
    "another title": ({"title": "Data Engineer"}, {}),
    "another level": ({"title": "Senior Machine Learning Engineer"}, {}),
    "another number of level": ({"title": "Machine Learning Engineer II"}, {}),
    "another team in the title": ({"title": "Machine Learning Engineer, Search"}, {}),
    "another team": ({"department": "Search"}, {}),
    "another requisition": ({"opening_id": "8"}, {}),
    "other words": ({"text": "<p>Build the arm that lifts parcels. " + "You own it. " * 20}, {}),
}


@pytest.mark.parametrize("veto", VETOES)
def test_what_differs_in_more_than_its_place_is_no_group(tmp_path: Path, veto: str) -> None:
    facts, home = VETOES[veto]
    first = posting("a", text=WORDS, department="Research", opening_id="7", locations=("Berlin",))
    second = posting(
        "b", **{"text": WORDS, "department": "Research", "opening_id": "7", "locations": ("Rome",), **facts}
    )
    if veto == "other words":
        first, second = (p.model_copy(update={"opening_id": None}) for p in (first, second))
    boards = [board([first]), board([second], **home)] if home else [board([first, second])]
    land(tmp_path, *boards)
    assert grouped(built(tmp_path)) == []


def test_a_third_role_does_not_tie_two_requisitions_together(tmp_path: Path) -> None:
    ads = [posting(i, text=WORDS, opening_id=i) for i in ("a", "b")]
    land(tmp_path, board(ads), board([posting("c", text=WORDS)], source="lever", token="pw"))
    (group,) = grouped(built(tmp_path))
    assert group == {"a", "c"}


def test_roles_of_one_post_are_not_each_others_copies(tmp_path: Path) -> None:
    words = (
        "Parcelwise | ML Engineer, Data Engineer | Berlin | ONSITE | https://parcelwise.example<p>We sort."
    )
    post = JobPosting(posting_id="7", url="https://news.example/7", description_html=words)
    thread: dict[str, Any] = {"source": "hackernews", "token": "1", "company": None, "homepage": None}
    land(tmp_path, board([post], **thread))
    assert {row["group_id"] for row in built(tmp_path).values()} == {None}


def test_near_means_a_few_words_in_a_hundred() -> None:
    text = " ".join(f"word{i}" for i in range(200))
    assert is_near(text, text.replace("word7 ", "berlin "))
    assert not is_near(text, " ".join(f"word{i}" for i in range(40, 240)))


def test_an_opening_in_five_cities_is_one_more_hire(tmp_path: Path) -> None:
    words = WORDS.replace("<p>", "<p>We are a team of 7 people. ")
    cities = ("Berlin", "Lisbon", "Oslo", "Paris", "Rome")
    ads = [posting(c, text=words, locations=(c,)) for c in cities]
    land(tmp_path, board([*ads, posting("other", "Designer")]))
    row = built(tmp_path)["Rome"]
    assert (row["hire_number_min"], row["hire_number_max"]) == (5, 8)
    assert "2 open roles" in next(e["value"] for e in row["evidence"] if e["field"] == "hire_number")


def test_a_stated_hire_number_holds_for_every_posting_of_the_opening(tmp_path: Path) -> None:
    stated = WORDS.replace("<p>", "<p>You will be our employee #6. ")
    land(tmp_path, board([posting("a", text=stated), posting("b", text=WORDS), posting("c", "Designer")]))
    rows = built(tmp_path)
    number = ("hire_number_min", "hire_number_max", "hire_number_basis")
    assert [rows["a"][n] for n in number] == [rows["b"][n] for n in number] == [6, 6, "stated"]
    assert rows["c"]["hire_number_basis"] is None
    shared = [e for e in rows["b"]["evidence"] if e["field"] == "hire_number"]
    assert [(e["value"], e["basis"], e["source"]) for e in shared] == [
        ("6", "stated", "posting ashby/parcelwise/a")
    ]


@pytest.mark.parametrize(
    ("team", "expected"),
    [(7, (5, 7)), (12, (10, 10)), (30, (1, 10)), (None, (1, 10))],
    ids=["overlap", "its end", "contradiction", "unknown"],
)
def test_one_of_the_first_ten_is_narrowed_by_a_team_size(
    tmp_path: Path, team: int | None, expected: tuple[int, int]
) -> None:
    words = "<p>You will be one of our first ten employees. We train models that sort parcels.</p>"
    known = f"<p>We are a team of {team} people.</p>" if team else ""
    land(tmp_path, board([posting("a", text=words + known)]))
    row = built(tmp_path)["a"]
    assert (row["hire_number_min"], row["hire_number_max"], row["hire_number_basis"]) == (*expected, "stated")
    shown = [e["value"] for e in row["evidence"] if e["field"] == "hire_number"]
    assert shown[0] == "1-10"
    narrowed = [value for value in shown if "narrowed by the team size" in value]
    assert len(narrowed) == (expected != (1, 10))
    assert any(value.startswith("team of") for value in shown) is (team is not None)
