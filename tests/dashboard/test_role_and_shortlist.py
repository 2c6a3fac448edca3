"""The Role page and the Shortlist: evidence, links, notes, status, undo, what is gone."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dashboard import data as screen_data
from dashboard import safe, words
from pipeline.queries import Filters, Generation
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
    assert [heading.value for heading in app.subheader] == ["Wishlist · 2", "Interviewing · 1"]
    app.selectbox(key=f"list_status_{rows[0]['role_id']}").set_value("ended").run()
    app.selectbox(key=f"list_reason_{rows[0]['role_id']}").set_value("withdrew").run()
    entry = kept.entry(rows[0]["role_id"])
    assert entry is not None
    assert (entry.status, entry.ended_reason) == ("ended", "withdrew")
    app.button(key=f"remove_{rows[2]['role_id']}").click().run()
    assert rows[2]["role_id"] not in kept.role_ids()
    app.button(key="undo").click().run()
    assert rows[2]["role_id"] in kept.role_ids()


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
