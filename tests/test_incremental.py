"""A board that is as last time costs a request, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.commands.crawling import new_order
from pipeline.incremental import known_answers
from pipeline.queries import Generation
from scrapers.crawl import Order
from tests.in_process import Run, in_process
from tests.local_board import Ask, LocalBoard, Reply, crawled
from tests.small_web import RECORDED_AT, SmallWeb, ashby_board, ashby_job, ashby_url

inside = pytest.fixture(in_process)
FIRST = datetime.fromisoformat(RECORDED_AT)


class Clock:
    """A small web whose clock moves on, with a server that tells an ETag or none."""

    def __init__(self, tmp_path: Path, inside: Run, etag: str = "v1") -> None:
        self.data, self.inside, self.etag = tmp_path / "data", inside, etag
        self.web = SmallWeb(tmp_path / "web")
        self.hour = 0.0

    def crawl(
        self, *jobs: dict[str, Any], hours: float = 0, company: str = "Acme", etag: str | None = None
    ) -> Any:
        """What a crawl says `hours` later, as JSON; the board's server answers with `jobs`."""
        self.hour += hours
        self.web.answers, self.web.boards = [], []
        self.web.board("acme", ashby_board(*jobs))
        self.web.boards[0]["company"] = company
        arguments = self.web.write()
        tag = self.etag if etag is None else etag
        index = self.web.folder / "index.csv"
        head, row = index.read_text().splitlines()
        index.write_text(f"{head},etag\n{row},{tag}\n")
        (self.web.folder / "recorded_at.txt").write_text((FIRST + timedelta(hours=self.hour)).isoformat())
        done = self.inside("crawl", *arguments, "--data", self.data, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def roles(self) -> dict[str, dict[str, Any]]:
        """Every role by the last digits of its id."""
        return {row["posting_id"][-1]: row for row in Generation.open(self.data).export_rows()}


@pytest.mark.parametrize("etag", ["v1", ""], ids=["etag", "equal body"])
def test_an_unchanged_board_is_not_read_again_and_its_roles_are_seen(
    tmp_path: Path, inside: Run, etag: str
) -> None:
    clock = Clock(tmp_path, inside, etag)
    first = clock.crawl(ashby_job(1), ashby_job(2))
    again = clock.crawl(ashby_job(1), ashby_job(2), hours=6)
    assert (first["sources"][0]["boards_unchanged"], again["sources"][0]["boards_unchanged"]) == (0, 1)
    assert (again["sources"][0]["postings"], again["build"]["published"]) == (0, True)
    seen = {row["last_seen_at"] for row in clock.roles().values()}
    assert seen == {FIRST + timedelta(hours=6)}
    health = {row["source"]: row for row in Generation.open(clock.data).health()}
    assert health["ashby"]["postings"] == 2, "an unchanged board lists what it listed"


def test_a_changed_board_is_read(tmp_path: Path, inside: Run) -> None:
    clock = Clock(tmp_path, inside)
    clock.crawl(ashby_job(1))
    again = clock.crawl(ashby_job(1), ashby_job(2), hours=6, etag="v2")
    assert (again["sources"][0]["boards_unchanged"], again["build"]["postings_new"]) == (0, 1)


def test_a_server_that_wrongly_says_unchanged_freezes_a_board_for_a_day_at_most(
    tmp_path: Path, inside: Run
) -> None:
    clock = Clock(tmp_path, inside)
    clock.crawl(ashby_job(1))
    for hours in (10, 10):
        assert clock.crawl(ashby_job(1), ashby_job(2), hours=hours)["sources"][0]["boards_unchanged"] == 1
    late = clock.crawl(ashby_job(1), ashby_job(2), hours=5)
    assert (late["sources"][0]["boards_unchanged"], late["build"]["postings_new"]) == (0, 1)


def test_another_name_in_the_registry_reads_the_board_anew(tmp_path: Path, inside: Run) -> None:
    clock = Clock(tmp_path, inside)
    clock.crawl(ashby_job(1))
    again = clock.crawl(ashby_job(1), hours=1, company="Acme Robotics")
    assert again["sources"][0]["boards_unchanged"] == 0
    assert clock.roles()["1"]["company_name"] == "Acme Robotics"


def test_a_board_read_in_part_is_read_in_full_the_next_time(tmp_path: Path, inside: Run) -> None:
    clock = Clock(tmp_path, inside)
    clock.crawl(ashby_job(1))
    broken = ashby_job(2, title="")
    clock.etag = "v2"
    with pytest.raises(AssertionError):
        clock.crawl(ashby_job(1), broken, hours=1)  # exit 3, of which this board is the reason
    clock.etag = "v1"
    assert clock.crawl(ashby_job(1), hours=1)["sources"][0]["boards_unchanged"] == 0


def test_a_reading_of_the_future_is_not_known(tmp_path: Path, inside: Run) -> None:
    clock = Clock(tmp_path, inside)
    clock.crawl(ashby_job(1), hours=9)
    order = Order(data=clock.data, replay=clock.web.folder)
    assert known_answers(order)
    (clock.web.folder / "recorded_at.txt").write_text(FIRST.isoformat())
    assert known_answers(order) == {}, "the clock has jumped back"


def test_an_order_carries_what_is_known(tmp_path: Path, inside: Run) -> None:
    clock = Clock(tmp_path, inside)
    clock.crawl(ashby_job(1))
    order = new_order(clock.data, ["ashby"], None, clock.web.folder, None, "1/1")
    etag, modified, body = order.validators[ashby_url("acme")]
    assert (etag, modified, len(body or "")) == ("v1", None, 64)
    assert known_answers(Order(data=tmp_path / "nothing", replay=clock.web.folder)) == {}


def test_a_server_is_asked_only_whether_anything_has_changed(tmp_path: Path) -> None:
    body = b'{"jobs": [{"id": "1", "title": "Engineer"}]}'

    def answer(board: LocalBoard) -> Reply:
        known = board.asked[-1].headers.get("If-None-Match")
        return Reply(304, b"") if known == '"v1"' else Reply(body=body, headers={"ETag": '"v1"'})

    with LocalBoard({"/acme": answer, "/plain": Reply(body=body)}) as server:
        first = crawled(tmp_path / "first", Ask(server.origin, ["acme", "plain"]))
        answers = [snapshot.answers[0] for snapshot in first.snapshots.values()]
        assert all(one.seconds is not None and one.seconds > 0 for one in answers), (
            "each reading has its time"
        )
        known = {one.url: (one.etag, one.last_modified, one.body_sha256) for one in answers}
        again = crawled(tmp_path / "again", Ask(server.origin, ["acme", "plain"], known=known))
    assert {snapshot.status for snapshot in first.snapshots.values()} == {"complete"}
    assert {snapshot.status for snapshot in again.snapshots.values()} == {"unchanged"}
    assert (again.report.status, again.report.boards_unchanged, again.report.postings) == ("ok", 2, 0)


@pytest.mark.slow
def test_an_unchanged_recrawl_costs_a_third_of_the_first_at_most(tmp_path: Path) -> None:
    measured = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_recrawl", "--boards", "40", "--json"],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    said = json.loads(measured.stdout)
    assert said["unchanged"] == said["boards"] == 40
    assert said["again_seconds"] * 3 <= said["first_seconds"], said
