"""`sources`: what each source gives, on which terms, and when it was last read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import build
from scrapers.sources import crawlable
from tests.in_process import Run, in_process
from tests.landed import board, land
from tests.small_web import SmallWeb, ashby_board, ashby_job

ROBOTS = "https://api.ashbyhq.com/robots.txt"


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return in_process(capsys, monkeypatch)


def ashby(inside: Run, data: Path) -> dict[str, Any]:
    rows = json.loads(inside("sources", "--json", "--data", data).stdout)["sources"]
    found: dict[str, Any] = next(row for row in rows if row["source"] == "ashby")
    return found


def test_every_source_says_what_it_gives_its_terms_and_its_robots(inside: Run, tmp_path: Path) -> None:
    rows = json.loads(inside("sources", "--json", "--data", tmp_path).stdout)["sources"]
    assert [row["source"] for row in rows] == list(crawlable())
    assert all(row["gives"] and row["terms"] and row["robots"] and row["page"] for row in rows)
    assert {row["last_success_at"] for row in rows} == {None}
    shown = inside("sources", "--data", tmp_path).stdout
    assert "never" in shown
    assert "hackernews" in shown


def test_a_source_that_is_always_read_in_part_has_a_last_success(inside: Run, tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("half", ashby_board(ashby_job(1), {"id": "2"}))
    inside("crawl", *web.write(), "--data", tmp_path / "data")
    row = ashby(inside, tmp_path / "data")
    assert (row["last_status"], row["postings"]) == ("partial", 1)
    assert row["last_success_at"] == row["last_crawl_at"] is not None


def test_boards_that_robots_refused_are_counted(inside: Run, tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board(ashby_job(1)))
    web.board("closed", ashby_board(ashby_job(2)))
    web.answer(ROBOTS, "User-agent: *\nDisallow: /posting-api/job-board/closed", 200, "text/plain")
    assert inside("crawl", *web.write(), "--data", tmp_path / "data").returncode == 3
    assert ashby(inside, tmp_path / "data")["robots_refused"] == 1
    shown = " ".join(inside("sources", "--data", tmp_path / "data", COLUMNS="400").stdout.split())
    assert "asked before every crawl; refused 1 of 2 boards (2026-" in shown
    seen = ashby(inside, tmp_path / "data")["robots_seen"]
    assert (seen["of"], seen["refused"], seen["unreachable"]) == (2, 1, 0)


def test_a_robots_txt_that_refuses_nothing_or_cannot_be_had_is_told(inside: Run, tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board(ashby_job(1)))
    assert inside("crawl", *web.write(), "--data", tmp_path / "data").returncode == 0
    shown = " ".join(inside("sources", "--data", tmp_path / "data", COLUMNS="400").stdout.split())
    assert "refused none of 1 board (2026-" in shown
    error = "robots.txt of api.ashbyhq.com cannot be had (answered 503)"
    shut = board([], 0, token="shut", status="blocked").model_copy(update={"error": error})
    land(tmp_path / "other", board("a", 0), shut, at=0)
    build(tmp_path / "other")
    shown = " ".join(inside("sources", "--data", tmp_path / "other", COLUMNS="400").stdout.split())
    assert "refused none of 2 boards and could not be had for 1 of 2 boards" in shown


def test_a_source_that_gave_nothing_keeps_its_last_success(inside: Run, tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board(ashby_job(1)))
    inside("crawl", *web.write(), "--data", tmp_path / "data")
    before = ashby(inside, tmp_path / "data")
    gone = SmallWeb(tmp_path / "gone")
    gone.board("good", "", status=500)
    assert inside("crawl", *gone.write(), "--data", tmp_path / "data").returncode == 3
    assert ashby(inside, tmp_path / "data")["last_success_at"] == before["last_success_at"] is not None
