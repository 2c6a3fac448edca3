"""A source's calls a day: counted before they are made, across processes, and told as a sentence."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from scrapers.errors import UsageError
from scrapers.manners import IS_ROBOTS
from scrapers.outcome import RefusedError
from scrapers.quota import DAY, Calls, CallsNotWritableError, DailyCalls, for_many_machines, used_up
from scrapers.sources import SOURCES, spider_of
from tests.conftest import Run
from tests.in_process import in_process
from tests.local_board import Ask, Crawl, LocalBoard, Reply

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
REMOTIVE = SOURCES["remotive"]


def calls(folder: Path, most: int = 4) -> Calls:
    return Calls(folder, "remotive", most)


def test_no_more_calls_are_let_out_in_a_day_than_a_source_allows(tmp_path: Path) -> None:
    hours = [0, 1, 2, 3, 4, 23, 23.9, 24, 24.5, 25, 26]
    taken = [hour for hour in hours if calls(tmp_path).take(NOW + timedelta(hours=hour))]
    assert taken == [0, 1, 2, 3, 24, 25, 26]


def test_the_next_call_is_possible_a_day_after_the_fourth_last(tmp_path: Path) -> None:
    for hour in (0, 1, 2):
        calls(tmp_path).take(NOW + timedelta(hours=hour))
    assert calls(tmp_path).next_at(NOW + timedelta(hours=3)) is None
    calls(tmp_path).take(NOW + timedelta(hours=3))
    assert calls(tmp_path).next_at(NOW + timedelta(hours=3)) == NOW + DAY


def take(folder: Path) -> bool:
    return Calls(folder, "remotive", 4).take(NOW)


def test_processes_side_by_side_share_the_calls(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        taken = list(pool.map(take, [tmp_path] * 24))
    assert taken.count(True) == 4


def test_a_damaged_file_counts_its_lines_as_calls(tmp_path: Path) -> None:
    path = calls(tmp_path).path
    path.write_bytes(b"\xff\xfe nonsense\n2026-11-02\n\n2026-99-99T00:00:00+00:00")
    os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    assert not calls(tmp_path).take(NOW + timedelta(hours=1))
    assert calls(tmp_path).take(NOW + timedelta(hours=25))


def test_a_clock_that_once_ran_years_ahead_closes_no_source_for_years(tmp_path: Path) -> None:
    for _ in range(4):
        calls(tmp_path).take(NOW + timedelta(days=1000))
    assert calls(tmp_path).take(NOW)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "calls").write_text("a file")
    with pytest.raises(CallsNotWritableError, match="cannot count calls in"):
        calls(tmp_path / "calls").take(NOW)


def test_a_source_without_a_limit_is_never_used_up(tmp_path: Path) -> None:
    assert used_up(SOURCES["remoteok"], tmp_path, NOW) is None
    assert list(tmp_path.iterdir()) == []


def test_every_request_counts_retries_too_and_what_is_beyond_is_not_sent(tmp_path: Path) -> None:
    failing, fine = [Reply(503, b""), Reply(503, b""), Reply()], Reply()
    with LocalBoard({"/robots.txt": Reply(404, b""), "/a": failing, "/b": fine, "/c": fine}) as board:
        landed = Crawl(tmp_path, {"remotive": Ask(board.origin, ("a", "b", "c"))}).landed()["remotive"]
    assert len(board.paths()) == 5, "robots.txt and four calls"
    status = sorted(snapshot.status for snapshot in landed.snapshots.values())
    assert status == ["blocked", "complete", "complete"]
    (blocked,) = [snapshot for snapshot in landed.snapshots.values() if snapshot.status == "blocked"]
    assert "remotive allows 4 calls in 24 hours and they are made" in (blocked.error or "")


def test_a_source_whose_calls_are_made_is_left_out_with_a_sentence_and_no_failure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: Run = in_process(capsys, monkeypatch)
    now = datetime.now(UTC)
    for hour in range(4):
        Calls(tmp_path / "calls", "remotive", 4).take(now - timedelta(hours=hour))
    done = inside("crawl", "remotive", "--data", tmp_path)
    assert done.returncode == 0, done.stderr
    told = "remotive allows 4 calls in 24 hours and they are made: it is left out until"
    assert f"{told} {now + timedelta(hours=21):%Y-%m-%d}" in " ".join(done.stderr.split())
    assert "remotive" not in done.stdout


def test_without_a_data_folder_nobody_could_count_so_nothing_is_asked() -> None:
    counter = DailyCalls.from_crawler(Crawler(spider_of("remotive")))
    counter.process_request(Request("https://remotive.com/robots.txt", meta={IS_ROBOTS: True}))
    with pytest.raises(RefusedError, match="counted in a data folder: run it with sixthhire crawl"):
        counter.process_request(Request("https://remotive.com/api/remote-jobs"))
    with pytest.raises(NotConfigured):
        DailyCalls.from_crawler(Crawler(spider_of("remoteok")))


def test_many_machines_leave_out_what_only_one_can_count() -> None:
    said: list[str] = []
    assert for_many_machines(["remoteok", "remotive"], said.append) == ["remoteok"]
    assert said == ["calls of remotive are counted on one machine: run `sixthhire crawl remotive` for them"]
    assert for_many_machines(["remoteok"], said.append) == ["remoteok"]
    with pytest.raises(UsageError, match="run `sixthhire crawl remotive` alone"):
        for_many_machines(["remotive"], said.append)


def test_a_replay_asks_nobody_and_counts_nothing(tmp_path: Path) -> None:
    from tests.recorded import folder, replay

    answer = {"jobs": [{"id": 1, "title": "ML Engineer", "url": "https://remotive.com/remote-jobs/1"}]}
    web = folder(tmp_path / "web", {"https://remotive.com/api/remote-jobs": answer})
    for _ in range(6):
        assert replay(web, tmp_path, "remotive").board("all").status == "complete"
    assert not (tmp_path / "calls").exists()
