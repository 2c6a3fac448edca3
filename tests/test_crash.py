"""kill -9 anywhere in a crawl, a build, a publication, a shortlist write: nothing acknowledged is lost."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from pipeline import generations, landing, search
from pipeline.queries import Generation
from pipeline.shortlist import Shortlist
from tests.in_process import Run, in_process
from tests.landed import board, land
from tests.small_web import RECORDED_AT, SmallWeb, ashby_board, ashby_job

pytestmark = pytest.mark.slow

inside = pytest.fixture(in_process)
KILLS = 50
BOARDS = 2
POSTINGS = 4
STEPS = 60
"""File-system steps of one turn, about."""


def write_web(folder: Path, number: int) -> None:
    """All boards on day `number`, each with one posting more than the day before."""
    web = SmallWeb(folder / str(number))
    for token in range(BOARDS):
        jobs = (ashby_job(1000 * token + i, title=f"Engineer {i}") for i in range(POSTINGS + number))
        web.board(f"t{token}", ashby_board(*jobs))
    web.write()
    at = datetime.fromisoformat(RECORDED_AT) + timedelta(hours=number)
    (web.folder / "recorded_at.txt").write_text(at.isoformat())


class Lives:
    """A program that lives turn after turn, and can be killed in any."""

    def __init__(self, tmp_path: Path) -> None:
        self.data, self.webs, self.acks = (tmp_path / name for name in ("data", "webs", "acks"))
        self.number = -1
        command = [sys.executable, "-m", "tests.life", str(self.data), str(self.webs), str(self.acks)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self._line() == "ready"

    def turn(self, *, step: int = 0, after: float | None = None) -> int:
        """Live one more turn; its exit code. It dies at a step on files, or after so many seconds."""
        self.number += 1
        write_web(self.webs, self.number)
        assert self.process.stdin
        self.process.stdin.write(f"{self.number} {step}\n")
        self.process.stdin.flush()
        child = int(self._line())
        if after is not None:
            time.sleep(after)
            with contextlib.suppress(ProcessLookupError):  # it had come to its end
                os.kill(child, signal.SIGKILL)
        return int(self._line())

    def finished(self, what: str) -> list[list[str]]:
        """What was acknowledged: the words after `what`, of each such line."""
        lines = (line.split(" ") for line in self.acks.read_text().splitlines())
        return [words[1:] for words in lines if words[0] == what]

    def end(self) -> None:
        self.process.communicate()

    def _line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().strip()


def check(lives: Lives, *, thoroughly: bool) -> None:
    """Everything that was acknowledged is there, and what serves is whole."""
    now = generations.current(lives.data)
    assert now.name >= max(name for (name,) in lives.finished("built"))
    if thoroughly:
        generations.check(now)
    con = generations.open_generation(now)
    ((rows,),) = con.execute("select count(*) from role").fetchall()
    read = {run for (run,) in con.execute("select run_id from landing_read").fetchall()}
    con.close()
    assert rows % BOARDS == 0, "a generation holds whole days"
    waiting = {path.parent.name for path in landing.waiting(lives.data)}
    assert {run for (run,) in lives.finished("landed")} <= read | waiting
    saved = Shortlist(lives.data)
    assert {role for (role,) in lives.finished("saved")} <= saved.role_ids()
    for role_id, web in lives.finished("noted")[-1:]:
        entry = saved.entry(role_id)
        assert entry
        assert int(entry.note.removeprefix("seen in ")) >= int(web)
    if thoroughly:
        saved.check()


def test_fifty_kills_at_random_moments_lose_nothing(tmp_path: Path) -> None:
    lives = Lives(tmp_path)
    chance = random.Random(6)
    assert lives.turn() == 0
    begun = time.monotonic()
    assert lives.turn() == 0
    usual = time.monotonic() - begun
    killed = 0
    for number in range(KILLS):
        if number % 2:
            ended = lives.turn(step=chance.randint(1, STEPS))
        else:
            ended = lives.turn(after=chance.uniform(0, usual))
        killed += ended == -signal.SIGKILL
        check(lives, thoroughly=number % 5 == 0)
    assert killed >= KILLS * 2 // 3
    assert lives.turn() == 0
    lives.end()
    check(lives, thoroughly=True)
    found = Generation.open(lives.data)
    assert found.info.roles_open == BOARDS * (POSTINGS + lives.number)
    assert not landing.waiting(lives.data)
    kept = [p for p in generations.folder(lives.data).iterdir() if not p.name.startswith(".build")]
    indexes = [p for p in kept if p.suffix == search.SUFFIX]
    assert len(kept) - len(indexes) <= generations.KEEP + 2, "CURRENT, and the generations that stay"
    assert {p.stem for p in indexes} <= {p.stem for p in kept if p.suffix == ".duckdb"}


@pytest.fixture
def crawled(inside: Run, tmp_path: Path) -> Path:
    """A data folder with one generation, and a web of the next day."""
    for number in (0, 1):
        write_web(tmp_path / "webs", number)
    done = inside("crawl", "--replay", tmp_path / "webs" / "0", "ashby", "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    return tmp_path


def limited(most: int, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command, where no file can grow beyond `most` bytes, as on a disk that is full."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        capture_output=True,
        text=True,
        preexec_fn=limit,
        check=False,
        timeout=120,
    )


@pytest.mark.parametrize("room", [2_000, 100_000, -1, 1], ids=["landing", "copy", "just less", "just more"])
def test_a_full_disk_is_told_and_costs_nothing(inside: Run, crawled: Path, room: int) -> None:
    data = crawled / "data"
    before = generations.current(data)
    size = before.stat().st_size
    most = room if room > 1 else size + room * 4096
    done = limited(most, "crawl", "--replay", crawled / "webs" / "1", "ashby", "--data", data)
    if done.returncode:
        assert done.returncode == 5, done.stderr
        assert "Traceback" not in done.stderr
        assert generations.current(data) == before
    assert not list(generations.folder(data).glob(".roles-*")), "nothing half-written stays"
    assert inside("db", "check", "--data", data).returncode == 0
    again = inside("crawl", "--replay", crawled / "webs" / "1", "ashby", "--data", data)
    assert again.returncode == 0, again.stderr
    assert Generation.open(data).info.roles_open == BOARDS * (POSTINGS + 1)


def test_a_shortlist_that_cannot_be_written_says_so_and_keeps_what_it_has(inside: Run, crawled: Path) -> None:
    data = crawled / "data"
    first, second = [row["role_id"] for row in Generation.open(data).export_rows()][:2]
    assert inside("shortlist", "add", first, "--data", data).returncode == 0
    done = limited(1_000, "shortlist", "add", second, "--data", data)
    assert done.returncode == 5, done.stderr
    assert "Traceback" not in done.stderr
    assert Shortlist(data).role_ids() == {first}


def test_two_builds_at_once_publish_what_was_landed_once(crawled: Path) -> None:
    data = crawled / "data"
    for day in (1, 2):
        land(data, board("abc", day + 30), at=day + 30)
    command = [sys.executable, "-m", "pipeline", "build", "--data", str(data)]
    both = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    said = [process.communicate(timeout=120)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted("Nothing new" in words for words in said) == [False, True]
    assert Generation.open(data).info.roles_open == BOARDS * POSTINGS + 3
