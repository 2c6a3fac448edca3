"""Companies followed, next actions, weights and visits: kept in the user's file, over old ones."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.mine import Mine, NextAction
from pipeline.shortlist import Shortlist
from pipeline.user_file import ShortlistFileError

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    mine = Mine(tmp_path)
    assert mine.followed() == []
    assert mine.next_actions() == {}
    assert mine.weights() == {"speed": 1, "purpose": 1, "tools": 1, "scope": 1}
    assert mine.hints_wanted()
    assert list(tmp_path.iterdir()) == []


def test_a_company_is_followed_once_and_let_go(tmp_path: Path) -> None:
    mine = Mine(tmp_path)
    mine.follow("moth.example", "Moth")
    mine.follow("moth.example", "Another name")
    assert [(one.company_key, one.company_name) for one in mine.followed()] == [("moth.example", "Moth")]
    assert mine.unfollow("moth.example") is True
    assert mine.unfollow("moth.example") is False


def test_next_actions_come_in_the_order_of_their_days_and_can_be_cleared(tmp_path: Path) -> None:
    mine = Mine(tmp_path)
    mine.set_next_action("b", None, "some day")
    mine.set_next_action("a", date(2026, 12, 1), "call; bring questions")
    assert list(mine.next_actions().values()) == [
        NextAction("a", date(2026, 12, 1), "call; bring questions"),
        NextAction("b", None, "some day"),
    ]
    mine.set_next_action("b", None, "  ")
    assert list(mine.next_actions()) == ["a"]


def test_a_visit_knows_what_the_one_before_had_seen(tmp_path: Path) -> None:
    mine = Mine(tmp_path)
    assert mine.visit("2026-11-22", MONDAY) is None
    assert mine.visit("2026-11-23", MONDAY + timedelta(hours=1)) is None
    assert mine.visit("2026-11-24", MONDAY + timedelta(hours=5)) == "2026-11-23"
    assert mine.visit("2026-11-25", MONDAY + timedelta(hours=6)) == "2026-11-23"


def test_weights_that_are_no_weights_are_not_believed(tmp_path: Path) -> None:
    mine = Mine(tmp_path)
    mine.set_weights({"speed": 3, "tools": 99})
    assert mine.weights() == {"speed": 3, "purpose": 1, "tools": 1, "scope": 1}


def test_a_file_of_the_version_before_keeps_its_entries(tmp_path: Path) -> None:
    Shortlist(tmp_path).add("ashby/moth/1", {"title": "ML Engineer"})
    with sqlite3.connect(tmp_path / "user.sqlite") as db:
        tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in set(tables) - {"entry", "hidden_role", "hidden_company"}:
            db.execute(f"DROP TABLE {table}")
        db.execute("PRAGMA user_version = 1")
    Mine(tmp_path).follow("moth.example", "Moth")
    assert [entry.title for entry in Shortlist(tmp_path).entries()] == ["ML Engineer"]


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "user.sqlite").write_bytes(b"no database" * 1000)
    with pytest.raises(ShortlistFileError, match="damaged"):
        Mine(tmp_path).followed()
