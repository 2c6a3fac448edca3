"""Companies: the list, one of them with its history, following and hiding."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from dashboard import words
from pipeline import companies
from pipeline.build import build
from pipeline.companies import Asked
from pipeline.mine import Mine
from pipeline.queries import Generation
from pipeline.shortlist import Shortlist
from tests import landed
from tests.dashboard.pages import COMPANIES, SHORTLIST, Open, shown
from tests.hostile_roles import posting, publish

DAY = datetime(2026, 11, 20, tzinfo=UTC)


def test_the_list_shows_size_and_stage_with_source_and_date(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data, COMPANIES)
    table = app.dataframe[0].value
    rows = companies.companies(Generation.open(demo_data), Asked())
    assert list(table["company"]) == [row["company_name"] for row in rows]
    assert table["team"][0] == f"{words.team_size(rows[0])} · {words.as_of(rows[0], 'team_size')}"
    assert list(table["ml"]) == sorted(table["ml"], reverse=True)
    assert app.dataframe[0].proto.alt


def test_what_is_asked_for_narrows_the_list(demo_data: Path) -> None:
    found = Generation.open(demo_data)
    everyone = companies.companies(found, Asked(hiring_ml=False, early_stage=False))
    hiring = companies.companies(found, Asked(early_stage=False))
    early = companies.companies(found, Asked(hiring_ml=False))
    assert everyone[0]["total"] == len(everyone) > len(hiring) > 0
    assert all(row["open_ml_roles"] for row in hiring)
    assert all(row["funding_stage"] not in ("public", "series_c") for row in early)
    small = companies.companies(found, Asked(), order="team_size")
    sizes = [row["team_size_max"] or row["team_size_min"] for row in small]
    known = [size for size in sizes if size]
    assert sizes[: len(known)] == sorted(known)
    name = everyone[-1]["company_name"]
    assert companies.companies(found, Asked(q=f" {name.upper()} ", hiring_ml=False, early_stage=False))
    assert companies.companies(found, Asked(q="%")) == []
    assert companies.companies(found, Asked(only=())) == []
    keys = tuple(row["company_key"] for row in everyone)
    assert companies.companies(found, Asked(without=keys, hiring_ml=False, early_stage=False)) == []


def test_a_company_is_followed_hidden_and_shown_again(own_data: Path, open_app: Open) -> None:
    key = companies.companies(Generation.open(own_data), Asked())[0]["company_key"]
    app = open_app(own_data, COMPANIES, c=key)
    app.button(key="company_follow").click().run()
    assert [one.company_key for one in Mine(own_data).followed()] == [key]
    assert "Following" in app.button(key="company_follow").label
    app.button(key="company_follow").click().run()
    assert Mine(own_data).followed() == []
    app.button(key="company_hide").click().run()
    assert [one.company_key for one in Shortlist(own_data).hidden_companies()] == [key]
    assert app.button(key="company_show").label
    app.button(key="undo").click().run()
    assert Shortlist(own_data).hidden_companies() == []


def test_followed_and_hidden_companies_can_be_asked_for(own_data: Path, open_app: Open) -> None:
    rows = companies.companies(Generation.open(own_data), Asked())
    Mine(own_data).follow(rows[3]["company_key"], rows[3]["company_name"])
    Shortlist(own_data).hide_company(rows[0]["company_key"], rows[0]["company_name"])
    app = open_app(own_data, COMPANIES)
    assert len(app.dataframe[0].value) == len(rows) - 1
    assert "1 company hidden" in shown(app)
    app.pills(key="companies_which").set_value(["Followed"]).run()
    assert list(app.dataframe[0].value["company"]) == [rows[3]["company_name"]]
    assert list(app.dataframe[0].value["follow"]) == ["★"]
    app.pills(key="companies_which").set_value(["Hiring for ML", "Early stage", "With hidden"]).run()
    assert len(app.dataframe[0].value) == len(rows)
    app.text_input(key="companies_q").set_value("nosuchname").run()
    assert "No company matches" in shown(app)


def test_a_companys_history_tells_each_size_with_its_day_and_its_closed_roles(
    tmp_path: Path, open_app: Open
) -> None:
    for day, people in enumerate((6, 9, 9)):
        text = f"<p>We are a team of {people} people.</p>"
        gone = [posting("2", "AI Engineer")] if day == 0 else []
        publish(tmp_path, posting("1", "ML Engineer", text), *gone, at=DAY + timedelta(days=day))
    found = Generation.open(tmp_path)
    key = "brambleworks.dev"
    facts = companies.facts_over_time(found, key)
    assert [(size["low"], size["observed_at"]) for size in companies.sizes(facts)] == [
        (6, DAY),
        (9, DAY + timedelta(days=1)),
    ]
    app = open_app(tmp_path, COMPANIES, c=key)
    said = app.dataframe[0].value
    assert list(said["Value"]) == ["6", "9"]
    assert list(said["First read"]) == ["20 Nov 2026", "21 Nov 2026"]
    assert {"Open roles · 1", "Closed roles · 1"} <= {heading.value for heading in app.header}


def test_an_unknown_company_gets_a_friendly_card(demo_data: Path, open_app: Open) -> None:
    assert "not in the data" in shown(open_app(demo_data, COMPANIES, c="no such"))


def test_a_company_and_the_shortlist_credit_the_source_whose_terms_want_it(
    tmp_path: Path, open_app: Open
) -> None:
    job = landed.posting("1", company_name="Kestrel Loom", company_url="https://kestrelloom.example")
    feed = landed.board([job], 0, source="remotive", token="all", company=None, homepage=None)
    landed.land(tmp_path, feed, landed.board("a", 0), at=0)
    build(tmp_path)
    [role] = Generation.open(tmp_path).roles_by_id(["remotive/all/1"]).values()
    credited = "Source: Remotive"
    assert credited in shown(open_app(tmp_path, COMPANIES, c=role["company_key"])).replace("\\", "")
    Shortlist(tmp_path).add(role["role_id"], role)
    assert credited in shown(open_app(tmp_path, SHORTLIST)).replace("\\", "")
