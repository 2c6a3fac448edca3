"""The Role page and the Shortlist: evidence, links, notes, status, undo, what is gone."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from dashboard import data as screen_data
from dashboard import safe, words
from pipeline.calendar_file import calendar_file
from pipeline.mine import Mine
from pipeline.queries import Filters, Generation
from pipeline.questions import questions
from pipeline.shortlist import Shortlist
from tests.dashboard.pages import ROLE, SHORTLIST, Open, first_role, shown
from tests.hostile_roles import posting, publish


def test_a_role_shows_its_number_with_basis_and_the_words_behind_it(demo_data: Path, open_app: Open) -> None:
    row = next(
        role
        for role in Generation.open(demo_data).find_roles(Filters()).rows
        if role["hire_number_basis"] == "from_team_size"
    )
    app = open_app(demo_data, ROLE, id=row["role_id"])
    text = shown(app)
    assert safe.plain(row["title"]) in text
    assert f"Why hire {words.hire_number(row)}" in text
    assert "from team size" in text
    role = Generation.open(demo_data).role(row["role_id"])
    assert role is not None
    for item in role["evidence"]:
        said = item["quote"] or words.stated_value(item["value"])
        assert safe.html(said, 600).lower() in text.lower()
    assert role["description_html"] in text


def test_a_role_offers_only_web_links(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data, ROLE, id=first_role(demo_data)["role_id"])
    assert app.link_button
    assert all(link.url.startswith(("http://", "https://")) for link in app.link_button)


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://a.example/x?y=1", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https://a.example/\n", False),
        ('https://a.example/"onx=', False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(address: str | None, kept: bool) -> None:
    assert (safe.web_link(address) == address) is (kept or address is None)


def test_a_saved_role_keeps_note_and_status_from_its_page(own_data: Path, open_app: Open) -> None:
    role_id = first_role(own_data)["role_id"]
    app = open_app(own_data, ROLE, id=role_id)
    app.button(key="mine_save").click().run()
    app.selectbox(key=f"mine_status_{role_id}").set_value("applied").run()
    app.text_area(key=f"mine_note_{role_id}").set_value("Met Ada, $120k? *maybe*")
    app.form_submit_button[0].click().run()
    entry = Shortlist(own_data).entry(role_id)
    assert entry is not None
    assert (entry.status, entry.note) == ("applied", "Met Ada, $120k? *maybe*")


def test_an_unknown_role_gets_a_friendly_card(demo_data: Path, open_app: Open) -> None:
    assert "not in the data" in shown(open_app(demo_data, ROLE, id="ashby/gone/1"))
    assert "No role is named" in shown(open_app(demo_data, ROLE))


def test_a_saved_role_that_is_gone_is_remembered(own_data: Path, open_app: Open) -> None:
    gone = {
        "title": "First ML hire",
        "company_name": "Gone & Co",
        "company_key": "gone",
        "url": "https://g.example",
    }
    Shortlist(own_data).add("ashby/gone/1", gone)
    assert "First ML hire" in shown(open_app(own_data, ROLE, id="ashby/gone/1"))
    listed = shown(open_app(own_data, SHORTLIST))
    assert "First ML hire" in listed
    assert "No longer in the data" in listed


def test_a_closed_role_keeps_its_last_known_facts(tmp_path: Path, open_app: Open) -> None:
    begun = datetime(2026, 11, 1, tzinfo=UTC)
    publish(tmp_path, posting("1", "ML Engineer"), posting("2", "AI Engineer"), at=begun)
    publish(tmp_path, posting("2", "AI Engineer"), at=begun + timedelta(days=1))
    publish(tmp_path, posting("2", "AI Engineer"), at=begun + timedelta(days=2))
    app = open_app(tmp_path, ROLE, id="ashby/brambleworks/1")
    assert "ML Engineer" in app.title[0].value
    assert "no longer lists it" in app.warning[0].value
    assert not [link for link in app.link_button if "Apply" in link.label]


def test_the_shortlist_groups_by_status_and_changes_stay(own_data: Path, open_app: Open) -> None:
    rows = Generation.open(own_data).find_roles(Filters(), limit=3).rows
    kept = Shortlist(own_data)
    for row in rows:
        kept.add(row["role_id"], row)
    kept.set_status(rows[1]["role_id"], "interviewing")
    app = open_app(own_data, SHORTLIST)
    assert [heading.value for heading in app.header] == [
        *("Wishlist · 2", "Applied · 0", "Interviewing · 1", "Offer · 0", "Ended · 0", "Compare")
    ]
    app.selectbox(key=f"list_status_{rows[0]['role_id']}").set_value("ended").run()
    app.selectbox(key=f"list_reason_{rows[0]['role_id']}").set_value("withdrew").run()
    entry = kept.entry(rows[0]["role_id"])
    assert entry is not None
    assert (entry.status, entry.ended_reason) == ("ended", "withdrew")
    app.button(key=f"remove_{rows[2]['role_id']}").click().run()
    assert rows[2]["role_id"] not in kept.role_ids()
    app.button(key="undo").click().run()
    assert rows[2]["role_id"] in kept.role_ids()


def test_a_next_action_is_kept_shown_when_due_and_taken_along(own_data: Path, open_app: Open) -> None:
    row = first_role(own_data)
    role_id = row["role_id"]
    Shortlist(own_data).add(role_id, row)
    app = open_app(own_data, SHORTLIST)
    app.text_input(key=f"list_what_{role_id}").set_value("Write to Ada; ask, maybe")
    app.date_input(key=f"list_day_{role_id}").set_value(date(2026, 1, 31))
    app.form_submit_button[0].click().run()
    step = Mine(own_data).next_actions()[role_id]
    assert (step.due_on, step.what) == (date(2026, 1, 31), "Write to Ada; ask, maybe")
    assert "31 Jan 2026: Write to Ada" in app.info[0].value
    rows = list(csv.DictReader(io.StringIO(exported(own_data, "csv").decode())))
    assert (rows[0]["next_action"], rows[0]["next_action_on"]) == ("Write to Ada; ask, maybe", "2026-01-31")
    event = Calendar.from_ical(exported(own_data, "ics")).walk("VEVENT")[0]
    assert event.decoded("dtstart") == date(2026, 1, 31)
    assert event["summary"] == f"Write to Ada; ask, maybe: {row['title']} at {row['company_name']}"
    app.button(key=f"remove_{role_id}").click().run()
    assert Mine(own_data).next_actions() == {}
    app.button(key="undo").click().run()
    assert Mine(own_data).next_actions()[role_id] == step


def exported(data: Path, form: str) -> bytes:
    """The shortlist as the page would hand it out, the second time: an import twice makes no second event."""
    entries, steps = Shortlist(data).entries(), Mine(data).next_actions()
    if form == "ics":
        now = datetime(2026, 1, 1, tzinfo=UTC)
        assert calendar_file(entries, steps, now) == calendar_file(entries, steps, now)
    return screen_data.exported_shortlist(Generation.open(data), entries, form)


def test_up_to_four_saved_roles_stand_side_by_side(own_data: Path, open_app: Open) -> None:
    for row in Generation.open(own_data).find_roles(Filters(), limit=5).rows:
        Shortlist(own_data).add(row["role_id"], row)
    app = open_app(own_data, SHORTLIST)
    compare = app.multiselect(key="shortlist_compare")
    compare.set_value(compare.options[:4]).run()
    table = app.dataframe[0].value
    assert list(table.columns) == ["What", *compare.options[:4]]
    assert {"Hire number", "Team", "Stage", "Equity"} <= set(table["What"])


def test_one_role_leads_to_the_next_and_back(demo_data: Path, open_app: Open) -> None:
    first, second, third = Generation.open(demo_data).find_roles(Filters(), limit=3).rows
    app = open_app(demo_data, ROLE, id=second["role_id"])
    app.button(key="go_next").click().run()
    assert app.title[0].value == safe.plain(third["title"], 200)
    app.button(key="go_previous").click().run()
    app.button(key="go_previous").click().run()
    assert app.title[0].value == safe.plain(first["title"], 200)
    assert app.button(key="go_previous").disabled


def test_a_role_is_hidden_and_shown_again_on_its_page(own_data: Path, open_app: Open) -> None:
    row = first_role(own_data)
    app = open_app(own_data, ROLE, id=row["role_id"])
    app.button(key="role_hide").click().run()
    assert [hidden.role_id for hidden in Shortlist(own_data).hidden_roles()] == [row["role_id"]]
    assert app.button(key="role_hide").label == "Show again"
    app.button(key="role_hide").click().run()
    assert Shortlist(own_data).hidden_roles() == []


def test_equity_norms_stand_only_beside_a_stated_offer(demo_data: Path, open_app: Open) -> None:
    rows = Generation.open(demo_data).find_roles(Filters(), limit=500).rows
    early = next(row for row in rows if row["equity_max_pct"] and row["hire_number_min"] == 1)
    late = next(row for row in rows if row["equity_max_pct"] and row["hire_number_min"] > 5)
    silent = next(row for row in rows if row["equity_offered"] is None)
    assert "State of Seed" in shown(open_app(demo_data, ROLE, id=early["role_id"]))
    assert "beyond the fifth" in shown(open_app(demo_data, ROLE, id=late["role_id"]))
    text = shown(open_app(demo_data, ROLE, id=silent["role_id"]))
    assert "State of Seed" not in text
    assert "granted elsewhere" not in text


def test_questions_follow_from_what_is_open(demo_data: Path) -> None:
    found = Generation.open(demo_data)
    rows = [found.role(row["role_id"]) or {} for row in found.find_roles(Filters(early_stage=False)).rows]
    stated = next(row for row in rows if row["hire_number_basis"] == "stated")
    derived = next(row for row in rows if row["hire_number_basis"] == "from_team_size")
    nothing = next(row for row in rows if row["hire_number_basis"] is None)
    because = "the hire number is worked out, not stated"
    assert because in {one.because for one in questions(derived)}
    assert because not in {one.because for one in questions(stated)}
    assert "nothing tells how large the team is" in {one.because for one in questions(nothing)}
    assert not any("open for" in one.because for one in questions(stated, days_open=5))
    assert any("open for 90 days" in one.because for one in questions({**stated, "reposts": 0}, days_open=90))
    paid = next(row for row in rows if row["salary_min"])
    assert "no pay is stated" not in {one.because for one in questions(paid)}


def test_a_role_tells_its_company_over_time_and_its_source(demo_data: Path, open_app: Open) -> None:
    row = first_role(demo_data)
    app = open_app(demo_data, ROLE, id=row["role_id"])
    text = shown(app)
    assert "The company over time" in text
    assert "Open for" in text
    whole = Generation.open(demo_data).role(row["role_id"])
    assert whole is not None
    assert whole["attribution"] in text


def test_an_empty_shortlist_says_how_to_fill_it(demo_data: Path, open_app: Open) -> None:
    assert "Nothing saved yet" in shown(open_app(demo_data, SHORTLIST))


def test_the_shortlist_exports_every_entry_with_the_users_words(own_data: Path) -> None:
    kept = Shortlist(own_data)
    row = first_role(own_data)
    kept.add(row["role_id"], row)
    kept.add("ashby/gone/1", {"title": "=1+1", "company_name": "Gone", "company_key": "gone", "url": None})
    kept.set_note(row["role_id"], "call on Monday")
    found = Generation.open(own_data)
    rows = json.loads(screen_data.exported_shortlist(found, kept.entries(), "json"))
    assert {(r["role_id"], r["note"]) for r in rows} == {
        (row["role_id"], "call on Monday"),
        ("ashby/gone/1", ""),
    }
    for form in screen_data.EXPORTS:
        assert screen_data.exported_shortlist(found, kept.entries(), form)
    assert io.BytesIO(screen_data.exported_shortlist(found, kept.entries(), "csv")).readline()
