"""SIGINT and SIGTERM at any moment of any command: 130, one sentence, nothing half-written."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.interrupts import SENTENCE
from pipeline.shortlist import Shortlist
from tests.conftest import Run
from tests.listening import wait_until_it_listens
from tests.small_web import SmallWeb, ashby_board, ashby_job

pytestmark = pytest.mark.slow

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def interrupted(
    arguments: list[str | Path], when: Callable[[], bool], *signals: signal.Signals, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run a command, send it the signals as soon as `when` holds, and give what became of it."""
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NO_COLOR": "1", **env},
    ) as running:
        wait_until_it_listens(running)
        deadline = time.monotonic() + 60
        while not when() and running.poll() is None:
            assert time.monotonic() < deadline, "the moment to interrupt never came"
            time.sleep(0.002)
        assert running.poll() is None, running.communicate()
        for number in signals:
            running.send_signal(number)
        try:
            said, errors = running.communicate(timeout=30)
        finally:
            running.kill()
    return subprocess.CompletedProcess(command, running.returncode, said, errors)


def once_passed(seconds: float) -> Callable[[], bool]:
    """A moment so many seconds after it is first asked for, which is when the command listens."""
    begun: list[float] = []

    def is_past() -> bool:
        begun.append(time.monotonic())
        return begun[-1] - begun[0] >= seconds

    return is_past


def assert_told(done: subprocess.CompletedProcess[str]) -> None:
    assert (done.returncode, done.stderr.splitlines()[-1:]) == (130, [SENTENCE]), done.stderr
    for noise in ("Traceback", "Error", "asyncio", "twisted", "Aborted", "Exception"):
        assert noise not in done.stderr


@pytest.fixture(scope="module")
def large(sixthhire: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose landing takes a while to build; copy it before using it."""
    folder = tmp_path_factory.mktemp("large")
    web = SmallWeb(folder / "web")
    text = "<p>We are a team of 7 with seed funding. " + "You train models in PyTorch. " * 40 + "</p>"
    for board in range(100):
        jobs = (ashby_job(board * 100 + job, descriptionHtml=text) for job in range(40))
        web.board(f"board{board}", ashby_board(*jobs))
    done = sixthhire("crawl", *web.write(), "--no-build", "--data", folder / "data")
    assert done.returncode == 0, done.stderr
    return folder / "data"


@pytest.mark.parametrize("number", SIGNALS, ids=lambda n: n.name)
def test_while_a_build_concludes(large: Path, tmp_path: Path, number: signal.Signals) -> None:
    data = Path(shutil.copytree(large, tmp_path / "data"))
    home = data / "generations"
    done = interrupted(["build", "--data", data], lambda: bool(list(home.glob(".roles-*"))), number)
    assert_told(done)
    assert [
        path.name for path in home.iterdir() if path.name.startswith(("roles", ".roles", "CURRENT"))
    ] == []
    assert len(list(data.glob("landing/*/*.jsonl"))) == 1


@pytest.mark.parametrize("number", SIGNALS, ids=lambda n: n.name)
def test_while_spiders_run(tmp_path: Path, number: signal.Signals) -> None:
    web = SmallWeb(tmp_path / "web")
    for board in range(1500):
        web.board(f"board{board}", ashby_board(ashby_job(board)))
    landing = tmp_path / "data" / "landing"
    done = interrupted(
        ["crawl", *web.write(), "--data", tmp_path / "data"],
        lambda: bool(list(landing.glob("*/.*.part"))),
        number,
    )
    assert_told(done)
    assert not list(landing.glob("*/*"))


@pytest.mark.parametrize("after", [0.0, 0.2, 0.4, 0.7, 1.0, 1.4], ids=str)
def test_at_any_moment_of_a_crawl(large: Path, tmp_path: Path, after: float) -> None:
    data = Path(shutil.copytree(large, tmp_path / "data"))
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board(*(ashby_job(number) for number in range(500))))
    done = interrupted(
        ["crawl", *web.write(), "--data", data],
        once_passed(after),
        signal.SIGTERM,
        SIXTHHIRE_CONTACT="",
    )
    assert_told(done)
    assert not list(data.glob("landing/*/.*"))
    assert not list(data.glob("generations/.roles-*"))


def test_while_an_export_writes_a_file_the_old_one_stays(demo_data: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        full = threading.Event()
        threading.Timer(3, full.set).start()  # by then the pipe, which nobody empties, holds no more
        arguments: list[str | Path] = [
            "export",
            "--all",
            "-o",
            pipe,
            "--format",
            "jsonl",
            "--data",
            demo_data,
        ]
        assert_told(interrupted(arguments, full.is_set, signal.SIGTERM))
    finally:
        os.close(reader)


def test_two_signals_at_once_are_one(large: Path, tmp_path: Path) -> None:
    data = Path(shutil.copytree(large, tmp_path / "data"))
    home = data / "generations"
    done = interrupted(["build", "--data", data], lambda: bool(list(home.glob(".roles-*"))), *SIGNALS)
    assert_told(done)
    assert not list(home.glob(".roles-*"))


def test_while_the_shortlist_waits_for_another_program(demo_data: Path, tmp_path: Path) -> None:
    import sqlite3

    Shortlist(tmp_path).add("ashby/a/1", {"title": "ML Engineer"})
    holder = sqlite3.connect(tmp_path / "user.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        done = interrupted(
            ["shortlist", "note", "ashby/a/1", "x", "--data", tmp_path],
            once_passed(2),
            signal.SIGINT,
        )
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert_told(done)
