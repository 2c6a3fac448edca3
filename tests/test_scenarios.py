"""One board over many days, as a user crawls it: how many roles are open after each."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline.queries import Generation
from tests.in_process import Run, in_process
from tests.small_web import RECORDED_AT, SmallWeb, ashby_board, ashby_job, ashby_url

pytestmark = pytest.mark.slow

inside = pytest.fixture(in_process)
FIRST = datetime.fromisoformat(RECORDED_AT)
CHALLENGE = "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>cf-chl</body></html>"


def listing(*numbers: int) -> str:
    """The board's answer when it lists these openings, each with words of its own."""
    return ashby_board(
        *(ashby_job(n, descriptionHtml=f"<p>Opening {n} has its own words.</p>") for n in numbers)
    )


def crawl(
    inside: Run, folder: Path, day: float, answer: str, status: int = 200, *, beside: bool = False
) -> tuple[int, dict[str, Any]]:
    """Exit code and report of a crawl `day` days after the first one, which finds the board like this, and
    another one with one role `beside` it."""
    web = SmallWeb(folder / f"web-{day}")
    web.board("acme", answer, status, "text/html" if answer.startswith("<") else "application/json")
    if beside:
        web.board("beside", ashby_board(ashby_job(99)))
    arguments = web.write()
    (web.folder / "recorded_at.txt").write_text((FIRST + timedelta(days=day)).isoformat())
    done = inside("crawl", *arguments, "--data", folder / "data", "--json")
    return done.returncode, json.loads(done.stdout)


def open_roles(inside: Run, folder: Path) -> int:
    """What `sixthhire list` counts."""
    asked = ("--all-stages", "--all-families", "--json", "--limit", "1")
    total: int = json.loads(inside("list", *asked, "--data", folder / "data").stdout)["total"]
    return total


FULL = listing(*range(1, 9))
STORY: Sequence[tuple[str, str, int, int, int]] = (
    # what the board does, its answer, its status, exit code, open roles afterwards
    ("lists eight roles", FULL, 200, 0, 8),
    ("lacks one", listing(*range(1, 8)), 200, 0, 8),
    ("lacks it again", listing(*range(1, 8)), 200, 0, 7),
    ("lacks more than half", listing(1, 2), 200, 0, 7),
    ("has them all again", listing(*range(1, 8)), 200, 0, 7),
    ("lacks more than half", listing(1, 2), 200, 0, 7),
    ("lacks them again", listing(1, 2), 200, 0, 2),
    ("lists all eight again", FULL, 200, 0, 8),
    ("is empty", ashby_board(), 200, 0, 8),
    ("has another shape", '{"roles": {"open": []}}', 200, 3, 8),
    ("is unknown", "Not Found", 404, 3, 8),
    ("answers with a challenge", CHALLENGE, 200, 3, 8),
    ("has had enough of us", "Too Many Requests", 429, 3, 8),
    ("is empty again", ashby_board(), 200, 0, 0),
    ("is empty for good", ashby_board(), 200, 0, 0),
    ("lists all eight again", FULL, 200, 0, 8),
)


def test_a_board_over_many_days(inside: Run, tmp_path: Path) -> None:
    for day, (what, answer, status, code, expected) in enumerate(STORY):
        done, _ = crawl(inside, tmp_path, day, answer, status, beside=True)
        assert (done, open_roles(inside, tmp_path) - 1) == (code, expected), f"day {day}: the board {what}"
    found = Generation.open(tmp_path / "data").export_rows()
    rows = {int(row["posting_id"][-2:]): row for row in found if row["board"] == "acme"}
    assert {row["first_seen_at"] for row in rows.values()} == {FIRST}, (
        "a role that comes back is the same role"
    )
    assert [rows[n]["reposts"] for n in range(1, 9)] == [1, 1, 2, 2, 2, 2, 2, 2]


def test_what_fails_is_told_by_the_board_and_nothing_is_published(inside: Run, tmp_path: Path) -> None:
    crawl(inside, tmp_path, 0, FULL)
    before = Generation.open(tmp_path / "data").info
    for day, status in ((1, 404), (2, 429), (3, 500)):
        code, said = crawl(inside, tmp_path, day, "no", status)
        assert (code != 0, said["build"]["published"]) == (True, False)
        assert str(status) in said["sources"][0]["errors"][0]
    assert Generation.open(tmp_path / "data").info == before


def test_the_same_answer_twice_within_a_day_still_closes_what_it_lacks(inside: Run, tmp_path: Path) -> None:
    for hours, expected in ((0, 8), (6, 8), (12, 7), (18, 7)):
        crawl(inside, tmp_path, hours / 24, listing(*range(1, 8)) if hours else FULL)
        assert open_roles(inside, tmp_path) == expected, f"after {hours} hours"


def test_a_clock_that_jumped_back_is_told(inside: Run, tmp_path: Path) -> None:
    crawl(inside, tmp_path, 9, FULL)
    web = SmallWeb(tmp_path / "web-back")
    web.board("acme", listing(1))
    arguments = web.write()
    done = inside("crawl", *arguments, "--data", tmp_path / "data")
    assert done.returncode == 3
    said = done.stderr
    assert "1 board had been read later than this" in said
    assert "has the clock of this machine jumped back?" in said
    assert open_roles(inside, tmp_path) == 8


@pytest.mark.real
def test_two_captures_of_one_real_board(inside: Run, tmp_path: Path, real: Path) -> None:
    captures = [real / "ats" / "ashby" / name for name in ("Lambda.json", "lambda-20251220.json")]
    earlier, later = ({job["id"] for job in json.loads(c.read_bytes())["jobs"]} for c in captures)
    assert (len(earlier - later), len(later - earlier), len(earlier & later)) == (30, 34, 58)

    def at(day: float, capture: Path) -> None:
        _replay_file(inside, tmp_path, day, capture)

    steps: list[tuple[Callable[[], None], int]] = [
        (lambda: at(0, captures[0]), 88),
        (lambda: at(53, captures[1]), 58 + 34 + 30),
        (lambda: at(53.25, captures[1]), 58 + 34),
        (lambda: at(53.5, captures[1]), 58 + 34),
    ]
    for number, (step, expected) in enumerate(steps):
        step()
        assert Generation.open(tmp_path / "data").info.roles_open == expected, f"step {number}"
    rows = {row["posting_id"]: row for row in Generation.open(tmp_path / "data").export_rows()}
    assert {p for p, row in rows.items() if row["status"] == "closed"} == earlier - later
    assert {rows[p]["first_seen_at"] for p in earlier} == {FIRST}


def _replay_file(inside: Run, folder: Path, day: float, capture: Path) -> None:
    web = SmallWeb(folder / f"web-{day}")
    web.board("lambda", "{}")
    arguments = web.write()
    shutil.copyfile(capture, web.folder / web.answers[0]["file"])
    (web.folder / "recorded_at.txt").write_text((FIRST + timedelta(days=day)).isoformat())
    assert web.answers[0]["url"] == ashby_url("lambda")
    done = inside("crawl", *arguments, "--data", folder / "data")
    assert done.returncode == 0, done.stderr
