"""What became of a role, its company and its board, and what tells a ghost."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline import generations
from pipeline.build import build
from pipeline.history import board_days, board_runs, company_history, history, runs, standing
from pipeline.queries import Filters, Generation
from scrapers.items import PublishedPay
from tests.in_process import Run, in_process
from tests.landed import PARCELWISE, STATED, board, day, directory, land, posting

inside = pytest.fixture(in_process)
ROLE = "ashby/parcelwise/a"
EVERYTHING: dict[str, Any] = {"ml_only": False, "early_stage": False}
PAY = (PublishedPay(min=100_000, max=120_000, currency="USD", period="year"),)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A role that was reworded, retitled, paid, closed, opened again, at a company that grew."""
    data = tmp_path_factory.mktemp("lived")
    land(data, directory(PARCELWISE), board(["a", "b", "c"], 0), at=0)
    retitled = posting("a", "Senior Machine Learning Engineer", text=STATED)
    grown = PARCELWISE.model_copy(update={"team_size": 19})
    land(data, directory(grown, at=1), board([retitled, "b", "c"], 1), at=1)
    land(data, board([retitled.model_copy(update={"pay": PAY}), "b", "c"], 2), at=2)
    for number in (3, 4):
        land(data, board(["b", "c"], number), at=number)
    land(data, board([retitled.model_copy(update={"pay": PAY}), "b"], 5), at=5)
    land(data, board([], 5.5, status="blocked"), at=5.5)
    build(data)
    return data


def test_the_history_of_a_role_is_everything_that_happened_in_order(lived: Path) -> None:
    found = Generation.open(lived)
    role = found.role(ROLE)
    assert role
    events = history(found, role)
    mine = [
        (e["at"], e["what"])
        for e in events
        if e["what"] not in ("team_size", "funding_stage", "company_status")
    ]
    assert mine == [
        (day(0), "first_seen"),
        (day(1), "text"),
        (day(1), "title"),
        (day(2), "salary"),
        (day(4), "closed"),
        (day(5), "reopened"),
    ]
    title = next(e for e in events if e["what"] == "title")
    assert (title["before"], title["after"]) == (
        "Machine Learning Engineer",
        "Senior Machine Learning Engineer",
    )
    assert events == sorted(events, key=lambda e: e["at"])


def test_what_was_known_of_a_company_then_and_now(lived: Path) -> None:
    found = Generation.open(lived)
    facts = [
        (e["at"], e["what"], e["before"], e["after"], e["source"])
        for e in company_history(found, "parcelwise.example")
        if e["what"] != "company_status"
    ]
    assert facts == [
        (day(0), "team_size", None, "12", "yc_directory"),
        (day(1), "funding_stage", None, "seed", "posting"),
        (day(1), "team_size", None, "7", "posting"),
        (day(1), "team_size", "12", "19", "yc_directory"),
    ]
    assert company_history(found, "nobody") == []


def test_ghost_signals_are_facts(lived: Path) -> None:
    found = Generation.open(lived)
    assert standing(found, ROLE) == {
        "days_open": 5,
        "reposts": 1,
        "text_unchanged_since": day(1),
        "pay_stated": True,
    }
    still = standing(found, "ashby/parcelwise/b")
    assert still == {"days_open": 5, "reposts": 0, "text_unchanged_since": day(0), "pay_stated": False}
    assert standing(found, "ashby/parcelwise/nobody") is None


def test_a_role_stands_from_the_day_it_was_published_to_the_day_it_closed(tmp_path: Path) -> None:
    land(tmp_path, board([posting("a", published_at=day(-30)), "b"], 0), at=0)
    for number in (1, 2, 9):
        land(tmp_path, board("b", number), at=number)
    build(tmp_path)
    found = standing(Generation.open(tmp_path), ROLE)
    assert found
    assert found["days_open"] == 32


def test_how_many_roles_a_board_listed_on_each_day_it_was_read(lived: Path) -> None:
    days = board_days(Generation.open(lived), "ashby", "parcelwise")
    assert [(d["day"], d["postings"]) for d in days] == [
        ((day(n)).date(), count) for n, count in enumerate((3, 3, 3, 2, 2, 2))
    ]
    assert (days[0]["new"], days[1]["changed"], days[4]["closed"]) == (3, 1, 1)
    assert board_days(Generation.open(lived), "lever") == []


def test_every_run_is_recorded_by_source_and_by_board(lived: Path) -> None:
    found = Generation.open(lived)
    newest, *older = runs(found, "ashby")
    assert (newest["run_id"], newest["postings"]) == ("run-0005.50", 1)
    assert [(r["new"], r["changed"], r["closed"]) for r in older] == [
        (0, 0, 0),
        (0, 0, 1),
        (0, 0, 0),
        (0, 1, 0),
        (0, 1, 0),
        (3, 0, 0),
    ]
    readings = board_runs(found, "ashby", "parcelwise", limit=2)
    assert [(r["status"], r["requests"], r["bytes"], r["postings"]) for r in readings] == [
        ("blocked", 1, 100, 0),
        ("complete", 1, 100, 2),
    ]


def test_show_says_how_long_a_role_has_stood_and_its_history_on_request(inside: Run, lived: Path) -> None:
    said = inside("show", ROLE, "--data", lived).stdout
    assert "5 days" in said
    assert "Reposted" in said
    assert "History" not in said
    said = inside("show", ROLE, "--history", "--data", lived).stdout
    assert f"{day(1):%Y-%m-%d}  title: Machine Learning Engineer → Senior Machine Learning Engineer" in said
    assert "team size: 12 → 19 (yc_directory)" in said
    as_json = json.loads(inside("show", ROLE, "--history", "--json", "--data", lived).stdout)
    assert as_json["history"][0]["what"] == "first_seen"
    assert as_json["standing"]["days_open"] == 5


def test_a_list_shows_an_opening_once_with_all_its_places(inside: Run, tmp_path: Path) -> None:
    words = "<p>We train models that sort parcels. " + "You own it from data to belt. " * 12
    cities = {"Berlin": "Germany", "Lisbon": "Portugal", "Oslo": "Norway"}
    ads = [posting(c, text=words, locations=(f"{c}, {land_}",)) for c, land_ in cities.items()]
    land(tmp_path, board([*ads, posting("other", "Data Scientist", locations=("Paris, France",))]))
    build(tmp_path)
    found = Generation.open(tmp_path)
    for filters in (Filters(**EVERYTHING), Filters(q="parcels", **EVERYTHING)):
        page = found.find_roles(filters)
        assert (page.total, len(page.rows), found.count(filters)) == (2, 2, 2)
        (group,) = (row for row in page.rows if row["group_id"])
        assert sorted(group["cities"]) == sorted(cities)
    assert found.find_roles(Filters(country=("NO",), **EVERYTHING)).total == 1, "any of its places finds it"
    assert found.find_roles(Filters(**EVERYTHING), limit=1, offset=1).total == 2
    assert len(list(found.export_rows())) == 4, "an export has every role"
    listed = inside("list", "--all-stages", "--all-families", "--data", tmp_path)
    assert "2 roles" in listed.stderr
    said = inside("show", "ashby/parcelwise/Oslo", "--data", tmp_path).stdout
    assert "Also posted" in said
    assert "https://jobs.example/Berlin" in said.replace("\n", "").replace(" ", "")


def test_counts_of_filters_count_an_opening_once(tmp_path: Path) -> None:
    words = "<p>We train models that sort parcels. " + "You own it from data to belt. " * 12
    ads = [posting(c, text=words, locations=(c,)) for c in ("Berlin", "Lisbon")]
    land(tmp_path, board([*ads, "other"]))
    build(tmp_path)
    found = Generation.open(tmp_path)
    assert found.count_unknown(Filters(**EVERYTHING))["salary"] == 2
    strict = Filters(salary_at_least=1, without_unknown=frozenset({"salary"}), **EVERYTHING)
    assert {r.name: r.would_show for r in found.relaxations(strict)}["salary"] == 2


def test_a_day_is_what_the_generation_calls_now(lived: Path) -> None:
    assert Generation.open(lived).info.as_of == (day(0) + timedelta(days=5)).isoformat()


def test_a_generation_from_before_there_was_a_history_is_built_upon(tmp_path: Path) -> None:
    land(tmp_path, board("ab"), at=0)
    build(tmp_path)
    con = duckdb.connect(str(generations.current(tmp_path)))
    con.execute("drop table posting_event")
    con.execute("alter table run_board drop column seconds")
    con.execute("delete from meta where key in ('content', 'lineage')")
    con.close()
    for number in (1, 2):
        land(tmp_path, board("a", number), at=number)
        build(tmp_path)
    found = Generation.open(tmp_path)
    role = found.role("ashby/parcelwise/b")
    assert role
    assert [e["what"] for e in history(found, role)] == ["first_seen", "closed"]
    assert len(board_runs(found, "ashby", "parcelwise")) == 3


def test_the_history_of_a_board_is_a_command(inside: Run, lived: Path) -> None:
    said = inside("boards", "history", "ashby/parcelwise", "--limit", "2", "--data", lived)
    assert (said.returncode, said.stdout.count("2026-09-0")) == (0, 2)
    assert "blocked" in said.stdout
    assert "It did not answer as a board." in said.stderr
    document = json.loads(inside("boards", "history", "ashby/parcelwise", "--json", "--data", lived).stdout)
    assert (len(document["readings"]), document["days"][0]["postings"]) == (7, 3)
    assert inside("boards", "history", "ashby/nobody", "--data", lived).returncode == 2
