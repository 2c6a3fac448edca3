"""Roles of feeds: postings of many employers on a board that shows its newest ones only."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.build import build
from pipeline.queries import Generation
from scrapers.items import BoardSnapshot, JobPosting, PublishedPay
from tests.landed import board, day, land, posting


def feed(*postings: JobPosting, at: float, source: str = "remoteok") -> BoardSnapshot:
    """What a feed showed on day `at`."""
    return board(postings, at, source=source, token="all", company=None, homepage=None)


def roles(data: Path) -> dict[str, dict[str, Any]]:
    build(data)
    return {row["posting_id"]: row for row in Generation.open(data).export_rows()}


def named(posting_id: str, company: str, **facts: Any) -> JobPosting:
    return posting(posting_id, company_name=company, **facts)


def test_the_roles_of_a_feed_belong_to_their_own_employers(tmp_path: Path) -> None:
    shown = feed(
        named("1", "Kestrel Loom", company_url="https://kestrelloom.example"),
        named("2", "Mossgauge"),
        named("3", "Mossgauge"),
        at=0,
    )
    land(tmp_path, shown, at=0)
    found = roles(tmp_path)
    assert {row["company_name"] for row in found.values()} == {"Kestrel Loom", "Mossgauge"}
    assert found["1"]["company_domain"] == "kestrelloom.example"
    assert found["2"]["company_key"] == found["3"]["company_key"] != found["1"]["company_key"]
    assert found["1"]["role_id"] == "remoteok/all/1"


def test_a_posting_that_left_a_feed_stays_open_and_ends_thirty_days_after_it_was_last_shown(
    tmp_path: Path,
) -> None:
    land(tmp_path, feed(named("1", "Kestrel Loom"), named("2", "Mossgauge"), at=0), at=0)
    for number in (1, 2, 29):
        land(tmp_path, feed(named("2", "Mossgauge"), at=number), at=number)
    assert {row["status"] for row in roles(tmp_path).values()} == {"open"}
    land(tmp_path, feed(named("2", "Mossgauge"), at=31), at=31)
    found = roles(tmp_path)
    assert (found["1"]["status"], found["1"]["closed_at"], found["1"]["last_seen_at"]) == (
        "closed",
        day(30),
        day(0),
    )
    assert found["2"]["status"] == "open"


def test_a_posting_that_a_feed_shows_again_is_open_again(tmp_path: Path) -> None:
    land(tmp_path, feed(named("1", "Kestrel Loom"), at=0), at=0)
    land(tmp_path, feed(named("2", "Mossgauge"), at=40), at=40)
    assert roles(tmp_path)["1"]["status"] == "closed"
    land(tmp_path, feed(named("1", "Kestrel Loom"), at=41), at=41)
    assert roles(tmp_path)["1"]["status"] == "open"


def test_the_last_day_that_a_feed_gives_ends_a_posting(tmp_path: Path) -> None:
    land(tmp_path, feed(named("1", "Kestrel Loom", valid_through=day(5)), at=0), at=0)
    land(tmp_path, feed(named("2", "Mossgauge"), at=6), at=6)
    found = roles(tmp_path)
    assert (found["1"]["status"], found["1"]["closed_at"]) == ("closed", day(5))


def test_a_feed_that_shows_nothing_any_more_ends_nothing_at_once(tmp_path: Path) -> None:
    land(tmp_path, feed(named("1", "Kestrel Loom"), at=0), at=0)
    for number in (1, 2, 3):
        land(tmp_path, feed(at=number), at=number)
    assert roles(tmp_path)["1"]["status"] == "open"


def test_a_board_of_an_employer_still_closes_what_it_lacks_twice(tmp_path: Path) -> None:
    land(tmp_path, board("ab", 0), at=0)
    for number in (1, 2):
        land(tmp_path, board("a", number), at=number)
    assert roles(tmp_path)["b"]["status"] == "closed"


@pytest.mark.parametrize(
    ("raw", "pay"),
    [
        ("$75k - $95k", (75_000, 95_000, "USD", "year")),
        ("$50-$75 /hour", (50, 75, "USD", "hour")),
        ("€50.000 - 60.000", (50_000, 60_000, "EUR", "year")),
        ("2 years of experience", (None, None, None, None)),
    ],
)
def test_pay_that_a_source_gives_as_text_in_its_own_field_is_read(
    tmp_path: Path, raw: str, pay: tuple[int | None, int | None, str | None, str | None]
) -> None:
    job = named("1", "Kestrel Loom", pay=(PublishedPay(raw=raw),))
    land(tmp_path, feed(job, at=0, source="remotive"), at=0)
    role = roles(tmp_path)["1"]
    assert tuple(role[f"salary_{part}"] for part in ("min", "max", "currency", "period")) == pay


def test_a_feed_that_shows_far_fewer_postings_is_published_all_the_same(tmp_path: Path) -> None:
    many = [named(str(number), f"Kestrel Loom {number}") for number in range(40)]
    for at in range(6):
        land(tmp_path, feed(*many, at=at), at=at)
        build(tmp_path)
    land(tmp_path, feed(*many[:4], at=6), at=6)
    assert build(tmp_path).published
    assert {row["status"] for row in roles(tmp_path).values()} == {"open"}
