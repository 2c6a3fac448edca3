"""When a role ends, and when it only seems to."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import build
from pipeline.queries import Generation
from scrapers.items import BoardStatus, JobPosting, Rejected
from tests.landed import board, day, land, posting, roles


def thread_post(offered: str, **facts: Any) -> JobPosting:
    """A post of a monthly thread that offers these roles."""
    words = f"Parcelwise | {offered} | Berlin | ONSITE | https://parcelwise.example<p>We sort parcels."
    return JobPosting(posting_id="7", url="https://news.example/7", description_html=words, **facts)


class Days:
    """One board, read once a day by a run of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.today = -1

    def read(self, ids: Iterable[JobPosting | str], status: BoardStatus = "complete", **facts: Any) -> Days:
        """Read the board the next day."""
        self.today += 1
        land(self.data, board(ids, self.today, status=status, **facts), at=self.today)
        return self

    def open(self) -> set[str]:
        """Which postings are open now."""
        return {row["posting_id"] for row in self.roles().values() if row["status"] == "open"}

    def roles(self) -> dict[str, dict[str, Any]]:
        """Every role there is, after building what was read."""
        build(self.data)
        return {row["posting_id"]: row for row in Generation.open(self.data).export_rows()}


@pytest.fixture
def days(tmp_path: Path) -> Days:
    return Days(tmp_path)


def test_a_role_closes_after_two_complete_reads_without_it(days: Days) -> None:
    assert days.read("abc").open() == set("abc")
    assert days.read("ab").open() == set("abc")
    assert days.read("ab").open() == set("ab")
    closed = days.roles()["c"]
    assert (closed["status"], closed["closed_at"], closed["last_seen_at"]) == ("closed", day(2), day(0))


def test_a_role_that_comes_back_in_between_starts_anew(days: Days) -> None:
    days.read("abc")
    days.read("ab")
    days.read("abc")
    assert days.read("ab").open() == set("abc")
    assert days.roles()["c"]["reposts"] == 0


def test_two_reads_of_one_run_count_once(tmp_path: Path) -> None:
    land(tmp_path, board("abc"), at=0)
    land(tmp_path, board("ab", 1), run="second", shard="1-of-2", at=1)
    land(tmp_path, board("ab", 1.1), run="second", shard="2-of-2", at=1.1)
    assert build(tmp_path).roles_open == 3
    land(tmp_path, board("ab", 2), run="third", at=2)
    assert build(tmp_path).roles_open == 2


def test_only_a_complete_answer_closes(days: Days) -> None:
    days.read("abc")
    statuses: tuple[BoardStatus, ...] = ("unchanged", "partial", "unknown", "moved", "blocked", "malformed")
    for status in sorted(statuses * 3):
        days.read("a" if status == "partial" else "", status)
    assert days.open() == set("abc")


def test_an_answer_that_is_not_complete_neither_counts_nor_forgives(days: Days) -> None:
    days.read("abc")
    days.read("ab")
    assert days.read("", "blocked").open() == set("abc")
    assert days.read("ab").open() == set("ab")


def test_one_empty_answer_closes_nothing_not_even_what_was_missing_before(days: Days) -> None:
    days.read("abc")
    days.read("ab")
    assert days.read("").open() == set("abc")
    assert days.read("ab").open() == set("ab"), "the next full answer is the second one without c"


def test_a_second_empty_answer_closes_all(days: Days) -> None:
    days.read("abc")
    assert days.read("").open() == set("abc")
    assert days.read("").open() == set()


def test_an_empty_board_may_stay_empty(days: Days) -> None:
    days.read("")
    assert days.read("").open() == set()
    assert days.read("a").open() == set("a")


def test_half_of_a_board_gone_at_once_waits_for_a_second_complete_answer(days: Days) -> None:
    days.read("abcdefgh")
    days.read("abcdefg")
    assert days.read("abc").open() == set("abcdefgh"), "h is missing twice, but this answer is doubtful"
    assert days.read("abc").open() == set("abc")


def test_a_small_board_may_lose_most_of_its_roles(days: Days) -> None:
    days.read("abcde")
    days.read("abcd")
    assert days.read("a").open() == set("abcd")


def test_new_roles_do_not_hide_that_the_old_ones_vanished(days: Days) -> None:
    days.read("abcdef")
    days.read("abcde")
    assert days.read("uvwxyz").open() == set("abcdefuvwxyz")
    assert days.read("uvwxyz").open() == set("uvwxyz")


def test_a_relisted_role_is_the_same_role_with_one_repost(days: Days) -> None:
    days.read("abc")
    days.read("ab")
    days.read("ab")
    assert days.read("abc").open() == set("abc")
    back = days.roles()["c"]
    assert (back["first_seen_at"], back["last_seen_at"], back["closed_at"], back["reposts"]) == (
        day(0),
        day(3),
        None,
        1,
    )


def test_a_role_whose_last_day_is_past_closes_though_it_is_listed(days: Days) -> None:
    assert days.read(["a", posting("b", valid_through=day(0.5))]).open() == set("ab")
    assert days.read(["a", posting("b", valid_through=day(0.5))]).open() == set("a")
    assert days.roles()["b"]["closed_at"] == day(0.5)
    assert days.read(["a", posting("b", valid_through=day(9))]).open() == set("ab"), "prolonged"


def test_a_thread_older_than_sixty_days_is_over(tmp_path: Path) -> None:
    post = thread_post("Machine Learning Engineer", published_at=day(0))
    thread: dict[str, Any] = {"source": "hackernews", "token": "1", "company": None, "homepage": None}
    land(tmp_path, board([post], 59, **thread), at=59)
    assert build(tmp_path).roles_open == 1
    land(tmp_path, board([post], 61, **thread), at=61)
    assert build(tmp_path).roles_open == 0


def test_a_posting_that_could_not_be_read_is_still_listed(days: Days) -> None:
    days.read("abc")
    for _ in range(3):
        days.read("ab", rejected=[Rejected(posting_id="c", reason="it has no URL")])
    assert days.open() == set("abc")
    assert days.roles()["c"]["last_seen_at"] == day(3)


def test_a_listed_thing_without_an_id_may_be_any_posting(days: Days) -> None:
    days.read("abc")
    for _ in range(3):
        days.read("ab", rejected=[Rejected(reason="it is no object")])
    assert days.open() == set("abc")


def test_unchanged_means_that_all_is_seen_again(days: Days) -> None:
    days.read("abc")
    days.read("ab")
    days.read("", "unchanged")
    seen = {posting_id: row["last_seen_at"] for posting_id, row in days.roles().items()}
    assert seen == {"a": day(2), "b": day(2), "c": day(0)}


def test_a_snapshot_older_than_the_last_one_changes_nothing(tmp_path: Path) -> None:
    land(tmp_path, board("ab", 5), at=5)
    build(tmp_path)
    land(tmp_path, board([posting("a", title="Old title"), "z"], 1), at=1)
    assert build(tmp_path).boards_older == 1, "it is told"
    rows = {row["posting_id"]: row for row in Generation.open(tmp_path).export_rows()}
    assert set(rows) == {"a", "b"}
    assert (rows["a"]["title"], rows["a"]["last_seen_at"]) == ("Machine Learning Engineer", day(5))


def test_a_role_that_its_post_no_longer_offers_ends_and_the_post_goes_on(tmp_path: Path) -> None:
    thread: dict[str, Any] = {"source": "hackernews", "token": "1", "company": None, "homepage": None}
    land(tmp_path, board([thread_post("Machine Learning Engineer, Backend Engineer")], 0, **thread), at=0)
    build(tmp_path)
    land(tmp_path, board([thread_post("Machine Learning Engineer")], 1, **thread), at=1)
    build(tmp_path)
    status = {row["title"]: row["status"] for row in Generation.open(tmp_path).export_rows()}
    assert status == {"Machine Learning Engineer": "open", "Backend Engineer": "closed"}


def test_one_post_with_a_wrong_date_does_not_close_its_thread(tmp_path: Path) -> None:
    ids = ("1", "2", "3")
    posts = [
        JobPosting(
            posting_id=number,
            url=f"https://news.example/{number}",
            description_html="Parcelwise | Machine Learning Engineer | Berlin",
            published_at=day(-9000 if number == "1" else -3),
        )
        for number in ids
    ]
    land(tmp_path, board(posts, source="hackernews", token="77", company=None, homepage=None))
    build(tmp_path)
    assert {row["status"] for row in roles(tmp_path).values()} == {"open"}
