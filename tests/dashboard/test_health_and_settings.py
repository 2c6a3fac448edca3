"""Crawl health and Settings: what was read, what failed, what is old; what can be brought back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard import data as screen_data
from pipeline import crawl_history
from pipeline.build import build
from pipeline.mine import Mine
from pipeline.queries import Filters, Generation
from pipeline.searches import Searches
from pipeline.shortlist import Shortlist
from scrapers.items import CrawlReport, SourceReport
from tests import landed
from tests.dashboard.pages import HEALTH, MARKET, ROLE, SETTINGS, SHORTLIST, Open, first_role, matching, shown
from tests.hostile_roles import posting, publish


def test_a_source_is_shown_with_its_last_run_and_its_errors(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data, HEALTH)
    sources, errors, boards = (app.dataframe[place].value for place in range(3))
    health = Generation.open(demo_data).health()
    assert list(sources["Postings"]) == [row["postings"] for row in health]
    assert "◐ in part" in set(sources["Last time"])
    assert set(sources["Median before"]) == {"first run"}
    assert len(errors) == sum(len(row["errors"]) for row in health)
    unread = [
        one for one in Generation.open(demo_data).boards() if one["status"] not in ("complete", "unchanged")
    ]
    assert set(boards["Board"]) == {f"{one['source']}/{one['board']}" for one in unread}
    assert all(table.proto.alt for table in app.dataframe)


def crawl(data: Path, listed: list[str], number: int) -> None:
    """A crawl on day `number` that read one board in full, and the build of it."""
    path = landed.land(data, landed.board(listed, number), at=number)
    part = SourceReport(source="ashby", status="ok", boards=1, postings=len(listed), requests=1)
    *snapshots, last = path.read_text(encoding="utf-8").splitlines()
    report = CrawlReport.model_validate_json(last).model_copy(update={"sources": (part,)})
    path.write_text("".join(f"{line}\n" for line in (*snapshots, report.model_dump_json())), encoding="utf-8")
    build(data)


def test_a_run_that_gives_far_less_than_the_median_is_an_alarm(tmp_path: Path, open_app: Open) -> None:
    many = [str(n) for n in range(8)]
    for number in range(3):
        crawl(tmp_path, many, number)
    assert not open_app(tmp_path, HEALTH).warning
    crawl(tmp_path, many[:2], 3)
    seen = crawl_history.against_before(Generation.open(tmp_path))["ashby"]
    assert (seen["postings"], seen["median"], seen["recent"]) == (2, 8, [8, 8, 8, 2])
    assert "median of 8" in open_app(tmp_path, HEALTH).warning[0].value


def test_the_timeline_tells_what_each_run_found_and_closed(tmp_path: Path, open_app: Open) -> None:
    for number, listed in enumerate((["1", "2"], ["2"], ["2"])):
        crawl(tmp_path, listed, number)
    table = open_app(tmp_path, HEALTH).dataframe[-1].value
    assert list(table["Postings"]) == [1, 1, 2]
    assert list(table["New"]) == [0, 0, 2]
    assert list(table["Closed"]) == [1, 0, 0]


def test_what_a_source_says_and_nobody_understands_is_counted(tmp_path: Path) -> None:
    publish(
        tmp_path,
        posting("1", "ML Engineer", locations=("Zzyzx Quadrant 7",)),
        posting("2", "ML Engineer II", locations=("Berlin, Germany",)),
    )
    row = crawl_history.understood(Generation.open(tmp_path))[0]
    assert (row["place_said"], row["place_not_understood"], row["place"]) == (2, 1, 1)


def test_old_data_is_named_on_every_page(tmp_path: Path, open_app: Open) -> None:
    publish(tmp_path, posting("1", "ML Engineer"), at=datetime.now(UTC) - timedelta(hours=49))
    for page in (None, ROLE, SHORTLIST, MARKET, HEALTH, SETTINGS):
        assert "Old data" in shown(open_app(tmp_path, page))


def test_fresh_data_carries_no_banner(tmp_path: Path, open_app: Open) -> None:
    publish(tmp_path, posting("1", "ML Engineer"), at=datetime.now(UTC) - timedelta(hours=47))
    assert "Old data" not in shown(open_app(tmp_path))


def test_what_is_hidden_is_listed_and_comes_back(own_data: Path, open_app: Open) -> None:
    row, kept = first_role(own_data), Shortlist(own_data)
    kept.hide_role(row["role_id"], row)
    kept.hide_company("moth & co", "Moth <b>&</b> Co")
    app = open_app(own_data, SETTINGS)
    assert "Hidden · 2" in [heading.value for heading in app.header]
    assert "Moth &lt;b&gt;" in shown(app)
    app.button(key=f"show_role_{row['role_id']}").click().run()
    app.button(key="show_company_moth & co").click().run()
    assert kept.hidden_roles() == []
    assert kept.hidden_companies() == []


def test_weights_are_kept(own_data: Path, open_app: Open) -> None:
    app = open_app(own_data, SETTINGS)
    app.segmented_control(key="weight_scope").set_value("Much").run()
    assert Mine(own_data).weights() == {"speed": 1, "purpose": 1, "tools": 1, "scope": 3}
    assert open_app(own_data, SETTINGS).segmented_control(key="weight_scope").value == "Much"


def test_settings_name_the_data_folder_and_the_versions(demo_data: Path, open_app: Open) -> None:
    table = open_app(demo_data, SETTINGS).dataframe[0].value
    facts = dict(zip(table["What"], table["Value"], strict=True))
    assert facts["Data folder"] == str(demo_data)
    assert {"Sixth Hire", "Streamlit", "DuckDB", "Scrapy"} <= facts.keys()


def test_a_search_is_saved_from_the_list_and_asked_again_from_settings(
    own_data: Path, open_app: Open
) -> None:
    app = open_app(own_data, roles_stage=["Seed"], roles_team=["1", "20"], roles_stage_unknown="false")
    wanted = matching(app)
    app.text_input(key="search_name").set_value("small & seeded")
    app.form_submit_button[0].click().run()
    (saved,) = Searches(own_data).all()
    asked = Filters(stage=("seed",), team_size_max=20, without_unknown=frozenset({"stage"}))
    assert (saved.name, saved.filters) == ("small & seeded", asked)
    app = open_app(own_data, SETTINGS)
    assert "small &amp; seeded" in shown(app)
    assert f"{wanted} roles for the next digest" in shown(app)
    app.button(key="search_show_small & seeded").click().run()
    assert matching(app) == wanted
    app = open_app(own_data, SETTINGS)
    app.button(key="search_remove_small & seeded").click().run()
    assert Searches(own_data).all() == []


def test_every_filter_of_a_search_comes_back_to_its_widget(own_data: Path, open_app: Open) -> None:
    asked = Filters(
        q="python",
        ml_only=False,
        early_stage=False,
        status="all",
        stage=("seed", "series_a"),
        team_size_min=5,
        team_size_max=50,
        hire_number_max=10,
        family=("ml_engineer",),
        seniority=("senior",),
        skill=("PyTorch",),
        work_mode=("remote",),
        country=("US",),
        source=("ashby",),
        founding=True,
        first_in_function=True,
        equity=True,
        visa=True,
        hire_number_stated=True,
        salary_at_least=100_000,
        salary_currency="EUR",
        first_seen_days=30,
        without_unknown=frozenset({"stage", "hire_number", "salary"}),
    )
    Searches(own_data).save("all of it", asked)
    app = open_app(own_data, SETTINGS)
    app.button(key="search_show_all of it").click().run()
    app.text_input(key="search_name").set_value("again")
    app.form_submit_button[0].click().run()
    assert [saved.filters for saved in Searches(own_data).all()] == [asked, asked]


def test_the_feed_tells_what_the_searches_have_found_and_remembers_nothing(own_data: Path) -> None:
    Searches(own_data).save("all", Filters())
    found, saved = Generation.open(own_data), Searches(own_data).all()
    with pytest.MonkeyPatch.context() as env:
        env.setenv("SIXTHHIRE_DATA", str(own_data))
        feed = screen_data.feed(found, saved)
        assert screen_data.waiting(found, saved) == {"all": found.count(Filters())}
    assert feed.count(b"<entry>") == found.count(Filters())
    assert Searches(own_data).told_by("all") == set()
