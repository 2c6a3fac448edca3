"""Crawl health and Settings: what was read, what failed, what is old; what can be brought back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline import crawl_history
from pipeline.build import build
from pipeline.mine import Mine
from pipeline.queries import Generation
from pipeline.shortlist import Shortlist
from tests import landed
from tests.dashboard.pages import HEALTH, MARKET, ROLE, SETTINGS, SHORTLIST, Open, first_role, shown
from tests.hostile_roles import posting, publish


def test_a_source_is_shown_with_its_last_run_and_its_errors(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data, HEALTH)
    sources, errors, boards = (app.dataframe[place].value for place in range(3))
    health = Generation.open(demo_data).health()
    assert list(sources["Postings"]) == [row["postings"] for row in health]
    assert "◐ in part" in set(sources["Last time"])
    assert set(sources["Median before"]) == {"first run"}
    assert len(errors) == sum(len(row["errors"]) for row in health)
    assert all(status not in ("complete", "unchanged") for status in boards["How it went"])
    assert all(table.proto.alt for table in app.dataframe)


def test_a_run_that_gives_far_less_than_the_median_is_an_alarm(tmp_path: Path, open_app: Open) -> None:
    many = [str(n) for n in range(8)]
    for number in range(3):
        landed.land(tmp_path, landed.board(many, number), at=number)
        build(tmp_path)
    assert not open_app(tmp_path, HEALTH).warning
    landed.land(tmp_path, landed.board(many[:2], 3), at=3)
    build(tmp_path)
    seen = crawl_history.against_before(Generation.open(tmp_path))["ashby"]
    assert (seen["postings"], seen["median"], seen["recent"]) == (2, 8, [8, 8, 8, 2])
    assert "median of 8" in open_app(tmp_path, HEALTH).warning[0].value


def test_the_timeline_tells_what_each_run_found_and_closed(tmp_path: Path, open_app: Open) -> None:
    for number, listed in enumerate((["1", "2"], ["2"], ["2"])):
        landed.land(tmp_path, landed.board(listed, number), at=number)
        build(tmp_path)
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
    assert "Hidden · 2" in [heading.value for heading in app.subheader]
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
