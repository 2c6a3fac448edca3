"""What the recordings do not show: long chains of pages, and the readings of single values."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scrapers.reading import epoch, instant, number, web_url, words
from scrapers.spiders.yc_directory import short_batch
from tests.recorded import folder, replay

LEVER = "https://api.lever.co/v0/postings/acme?mode=json"


def page(first: int, size: int) -> list[dict[str, Any]]:
    ids = range(first, first + size)
    return [{"id": str(n), "text": f"Role {n}", "hostedUrl": f"https://jobs.lever.co/acme/{n}"} for n in ids]


def pages(*sizes: int) -> dict[str, Any]:
    """Lever's answers for pages of these sizes."""
    starts = [sum(sizes[:n]) for n in range(len(sizes))]
    return {f"{LEVER}&skip={s}" if s else LEVER: page(s, size) for s, size in zip(starts, sizes, strict=True)}


def test_a_page_of_exactly_a_hundred_is_followed_by_another(tmp_path: Path) -> None:
    board = replay(folder(tmp_path / "web", pages(100, 100, 0), "lever,acme,,,\n"), tmp_path, "lever").board(
        "acme"
    )
    assert (board.status, len(board.postings), len(board.answers)) == ("complete", 200, 3)


def test_a_missing_later_page_makes_a_board_partial(tmp_path: Path) -> None:
    board = replay(folder(tmp_path / "web", pages(100), "lever,acme,,,\n"), tmp_path, "lever").board("acme")
    assert (board.status, len(board.postings)) == ("partial", 100)
    assert board.error == "page 2: not recorded in the replay folder"


def test_a_posting_on_two_pages_lands_once(tmp_path: Path) -> None:
    answers = {LEVER: page(0, 100), f"{LEVER}&skip=100": page(98, 4)}
    board = replay(folder(tmp_path / "web", answers, "lever,acme,,,\n"), tmp_path, "lever").board("acme")
    assert (board.status, len(board.postings)) == ("complete", 102)


def test_a_board_without_end_is_read_in_part(tmp_path: Path) -> None:
    board = replay(folder(tmp_path / "web", pages(*[100] * 51), "lever,acme,,,\n"), tmp_path, "lever").board(
        "acme"
    )
    assert (board.status, board.error, len(board.answers)) == ("partial", "has more than 50 pages", 50)


def test_a_board_of_several_pages_is_never_asked_whether_it_changed(tmp_path: Path) -> None:
    path = folder(tmp_path / "web", pages(2), "lever,acme,,,\n", etag='"v1"')
    assert (
        replay(path, tmp_path, "lever", validators={LEVER: ('"v1"', None)}).board("acme").status == "complete"
    )


@pytest.mark.parametrize(
    ("batch", "short"),
    [
        ("Winter 2026", "W26"),
        ("Spring 2025", "X25"),
        ("Summer 2021", "S21"),
        ("Fall 2024", "F24"),
        ("W26", "W26"),
        ("IK12", "IK12"),
        ("Unspecified", None),
        ("Autumn 2024", None),
        ("", None),
        (None, None),
        (2026, None),
    ],
)
def test_a_batch_is_shortened(batch: Any, short: str | None) -> None:
    assert short_batch(batch) == short


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (1, 1.0),
        ("65000", 65000.0),
        (" 1.5 ", 1.5),
        (True, None),
        ("", None),
        ("nan", None),
        ("inf", None),
        ([], None),
    ],
)
def test_a_number_is_finite_and_no_truth_value(value: Any, found: float | None) -> None:
    assert number(value) == found


@pytest.mark.parametrize(
    "value", ["2026-09-01T10:00:00-04:00", "2026-09-01T14:00:00Z", "2026-09-01T14:00:00.000+00:00"]
)
def test_an_instant_needs_a_zone(value: str) -> None:
    assert instant(value) == datetime(2026, 9, 1, 14, tzinfo=UTC)
    assert instant(value[:19]) is None


def test_an_epoch_may_count_milliseconds_and_may_be_absurd() -> None:
    assert epoch(1788271200000, per_second=1000) == epoch(1788271200) == datetime(2026, 9, 1, 14, tzinfo=UTC)
    assert epoch(10**14) is None
    assert epoch("soon") is None


@pytest.mark.parametrize(
    "value", ["javascript:alert(1)", "https://", "https://[", "https://a b.example", "/jobs", None]
)
def test_a_link_that_leads_nowhere_on_the_web_is_dropped(value: Any) -> None:
    assert web_url(value) is None
    assert web_url(" https://acme.example/x ") == "https://acme.example/x"


def test_half_of_a_character_is_replaced() -> None:
    assert words(" cut \ud83d") == "cut \ufffd"
    assert words("whole \U0001f600") == "whole \U0001f600"
