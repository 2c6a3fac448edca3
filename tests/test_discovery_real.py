"""Discovery on captured real answers: how many boards it finds there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import build
from scrapers.boards import board_in
from scrapers.crawl import Order, crawl
from tests.in_process import Run, in_process

pytestmark = [pytest.mark.real, pytest.mark.slow]
FLOOR = 180


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return in_process(capsys, monkeypatch)


def test_the_posts_of_four_threads_lead_to_at_least_180_boards(
    inside: Run, real: Path, tmp_path: Path
) -> None:
    crawl(Order(tmp_path, ("hackernews",), replay=real, arguments={"threads": "4"}))
    build(tmp_path)
    done = inside("boards", "discover", "--replay", real, "--limit", "100", "--json", "--data", tmp_path)
    found: list[dict[str, Any]] = json.loads(done.stdout)["boards"]
    boards = {(one["source"], one["token"].lower()) for one in found}
    assert len(boards) == len(found) >= FLOOR
    assert all(one["source"] and one["token"] and one["found_on"] for one in found)
    assert sum(one["company"] is not None for one in found) >= 0.95 * len(found)
    waiting = [one for one in found if one["state"] == "candidate"]
    assert all(one["why"] for one in waiting)
    assert len(waiting) > 50, "boards that are not recorded cannot be confirmed"


def test_the_captured_careers_page_leads_to_its_board(inside: Run, real: Path, tmp_path: Path) -> None:
    url = "https://lambda.ai/careers"
    done = inside("boards", "add", url, "--replay", real, "--data", tmp_path, "--json")
    assert done.returncode == 0, done.stderr
    added = json.loads(done.stdout)["board"]
    assert board_in(f"https://jobs.ashbyhq.com/{added['token']}") is not None
    assert (added["source"], added["token"], added["homepage"]) == ("ashby", "lambda", "https://lambda.ai")
