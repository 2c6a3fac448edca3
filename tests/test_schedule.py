"""Crawling again and again: paces, one keeper, catching up, heartbeats, and recipes for other schedulers."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from pipeline.recipes import Recipe, cron, github, systemd
from pipeline.schedule import DAY, Pace, Starts, due, due_at, tolerance
from tests.in_process import Run, in_process
from tests.small_web import SmallWeb, ashby_board, ashby_job

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def inside(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return in_process(capfd, monkeypatch)


@pytest.fixture
def heartbeat() -> Iterator[HTTPServer]:
    server = HTTPServer()
    server.start()
    server.expect_request("/alive").respond_with_data("ok")
    yield server
    server.stop()


def web_of(folder: Path, *, is_up: bool = True) -> list[str]:
    web = SmallWeb(folder / "web")
    web.board("good", ashby_board(ashby_job(1)) if is_up else "down", 200 if is_up else 503)
    return [str(option) for option in web.write()]


def test_a_source_is_due_once_its_time_has_passed_however_long_ago() -> None:
    pace = Pace(6 * HOUR, {"hackernews": HOUR})
    begun = {"ashby": NOW - 5 * HOUR, "lever": NOW - 9 * DAY, "hackernews": NOW - HOUR}
    assert due(["ashby", "lever", "hackernews", "gem"], pace, begun, NOW) == ["lever", "hackernews", "gem"]
    assert due_at("ashby", pace, begun, NOW) == NOW + HOUR


def test_a_source_is_never_read_more_often_than_its_terms_allow() -> None:
    for pace in (Pace(HOUR), Pace(HOUR, {"remotive": timedelta(minutes=15)})):
        assert pace.of("remotive") == 6 * HOUR
        assert pace.of("ashby") == HOUR
    assert Pace(HOUR).of("yc_directory") == DAY
    assert Pace(HOUR, {"yc_directory": 2 * HOUR}).of("yc_directory") == 2 * HOUR


def test_a_clock_that_was_ahead_delays_nothing_for_longer_than_the_pace() -> None:
    assert due_at("ashby", Pace(HOUR), {"ashby": NOW + 400 * DAY}, NOW) == NOW + HOUR


def test_what_another_scheduler_starts_a_little_early_is_due_but_not_much_earlier() -> None:
    pace = Pace(6 * HOUR, jitter=timedelta(minutes=10))
    early = tolerance(pace)
    assert due(["ashby"], pace, {"ashby": NOW - 6 * HOUR + timedelta(minutes=11)}, NOW, early) == ["ashby"]
    assert due(["ashby"], pace, {"ashby": NOW - 4 * HOUR}, NOW, early) == []


def test_a_file_of_starts_that_cannot_be_read_counts_as_never(tmp_path: Path) -> None:
    starts = Starts(tmp_path)
    assert starts.read() == {}
    starts.note(["ashby"], NOW)
    starts.note(["lever"], NOW + HOUR)
    assert starts.read() == {"ashby": NOW, "lever": NOW + HOUR}
    for damage in ("", "{", "[]", '{"begun": {"ashby": 5}}', '{"begun": {"ashby": "2026-11-24"}}'):
        starts.path.write_text(damage)
        assert starts.read() == {}


def test_once_reads_what_is_due_and_then_nothing_is(inside: Run, tmp_path: Path) -> None:
    options = [*web_of(tmp_path), "--jitter", "0", "--data", str(tmp_path / "data")]
    done = inside("schedule", "ashby", "--once", *options)
    assert done.returncode == 0, done.stderr
    assert re.search(r"crawl of 1 source: done, \d+ s\.", done.stderr)
    assert inside("list", "--jsonl", "--data", tmp_path / "data").stdout.count("\n") == 1
    again = inside("schedule", "ashby", "--once", *options)
    assert (again.returncode, "Nothing is due" in again.stderr) == (0, True)
    Starts(tmp_path / "data").note(["ashby"], datetime.now(UTC) - 9 * DAY)
    assert "crawl of 1 source" in inside("schedule", "ashby", "--once", *options).stderr


def test_the_heartbeat_is_asked_after_a_crawl_and_silent_after_an_outage(
    inside: Run, tmp_path: Path, heartbeat: HTTPServer
) -> None:
    options = ["--once", "--jitter", "0", "--heartbeat", heartbeat.url_for("/alive")]
    up = inside("schedule", "ashby", *web_of(tmp_path / "up"), *options, "--data", tmp_path / "a")
    assert (up.returncode, len(heartbeat.log)) == (0, 1), up.stderr
    down = inside(
        "schedule", "ashby", *web_of(tmp_path / "down", is_up=False), *options, "--data", tmp_path / "b"
    )
    assert (down.returncode, len(heartbeat.log)) == (4, 1)
    assert "Nothing was read at all" in down.stderr
    assert "nothing was published" in down.stderr


def test_a_heartbeat_that_nobody_hears_spoils_nothing(inside: Run, tmp_path: Path) -> None:
    silent = ["--heartbeat", "http://127.0.0.1:9/alive"]
    done = inside(
        *("schedule", "ashby", "--once", "--jitter", "0", "--data", tmp_path / "data"),
        *silent,
        *web_of(tmp_path),
    )
    assert done.returncode == 0
    assert "The heartbeat was not heard" in done.stderr


def test_one_keeper_a_data_folder_and_a_signal_ends_it_with_its_crawl(inside: Run, tmp_path: Path) -> None:
    data, options = tmp_path / "data", [*web_of(tmp_path), "--jitter", "0", "--data", str(tmp_path / "data")]
    command = [sys.executable, "-m", "pipeline", "schedule", "ashby", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stderr is not None
            assert "crawl of 1 source: done" in running.stderr.readline()
            assert "The next crawl begins" in running.stderr.readline()
            second = inside("schedule", "ashby", "--once", *options)
            assert second.returncode == 5
            assert f"Process {running.pid}, running since" in second.stderr
            assert second.stderr.count("\n") == 1
        finally:
            running.send_signal(signal.SIGTERM)
        _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert errors.startswith("Interrupted:")
    assert not (data / ".schedule.pid").exists()
    assert "Nothing is due" in inside("schedule", "ashby", "--once", *options).stderr


def test_a_signal_during_its_crawl_ends_both(tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web")
    for number in range(600):
        web.board(f"board{number}", ashby_board(ashby_job(number)))
    data = tmp_path / "data"
    command = [sys.executable, "-m", "pipeline", "schedule", *map(str, web.write()), "--jitter", "0"]
    with subprocess.Popen([*command, "--data", str(data)], stderr=subprocess.PIPE, text=True) as running:
        while not list(data.glob("landing/*/.*.part")):
            assert running.poll() is None
            time.sleep(0.01)
        running.send_signal(signal.SIGTERM)
        _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert errors.count("Interrupted:") == errors.count("\n") == 1
    assert not list(data.glob("landing/*/*"))


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--every", "soon"], "6h"),
        (["--every", "1m"], "0:15:00"),
        (["--every", "９h"], "--every"),
        (["--every", "9999w"], "28 days"),
        (["--pace", "hackernews"], "SOURCE=TIME"),
        (["--pace", "linkedin=6h"], "linkedin"),
        (["--heartbeat", "file:///etc/passwd"], "http"),
        (["--print", "windows"], "cron, systemd, github"),
    ],
    ids=lambda value: "_".join(value).strip("-").replace("/", "") if isinstance(value, list) else None,
)
def test_what_does_not_fit_is_told_before_anything_starts(
    inside: Run, tmp_path: Path, options: list[str], word: str
) -> None:
    done = inside("schedule", *options, "--data", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert word in done.stderr
    assert done.stderr.count("\n") == 1


def recipe_of(data: Path, every: timedelta = 6 * HOUR) -> Recipe:
    command = [sys.executable, "-P", "-m", "pipeline"]
    options = ["ashby", "--every", f"{every // timedelta(minutes=1)}m"]
    return Recipe(command, options, every, timedelta(minutes=10), data, {"SIXTHHIRE_CONTACT": "5% $of 'us'"})


def test_the_cron_line_runs_as_cron_would_run_it(tmp_path: Path) -> None:
    data = tmp_path / "da ta%100"
    recipe = recipe_of(data)
    options = [*recipe.options, *web_of(tmp_path)]
    printed = cron(Recipe(recipe.command, options, recipe.every, timedelta(0), data, recipe.environment))
    [line] = [line for line in printed.splitlines() if not line.startswith("#")]
    when, command = " ".join(line.split()[:5]), " ".join(line.split(" ")[5:])
    assert re.fullmatch(r"\d+ \*/6 \* \* \*", when)
    assert not re.search(r"(?<!\\)%", command), "cron would end the command there"
    done = subprocess.run(
        ["/bin/sh", "-c", command.replace("\\%", "%")],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/bin"},
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (data / "generations" / "CURRENT").is_file()


@pytest.mark.parametrize(
    ("hours", "when", "calendar"),
    [
        (0.5, r"\*/30 \* \* \* \*", r"\*:0/30"),
        (1, r"\d+ \* \* \* \*", r"\*-\*-\* \*:\d\d:00"),
        (5, r"\d+ \* \* \* \*", r"\*-\*-\* \*:\d\d:00"),
        (12, r"\d+ \*/12 \* \* \*", r"\*-\*-\* 00/12:\d\d:00"),
        (24, r"\d+ 6 \* \* \*", r"\*-\*-\* 06:\d\d:00"),
    ],
    ids=str,
)
def test_a_recipe_runs_as_often_as_is_asked_or_looks_hourly(
    tmp_path: Path, hours: float, when: str, calendar: str
) -> None:
    recipe = recipe_of(tmp_path, hours * HOUR)
    assert re.search(rf"^{when} ", cron(recipe), re.MULTILINE)
    assert re.search(rf'cron: "{when}"', github(recipe))
    [found] = re.findall(r"^OnCalendar=(.*)$", systemd(recipe), re.MULTILINE)
    assert re.fullmatch(calendar, found)
    if shutil.which("systemd-analyze"):
        assert (
            subprocess.run(
                ["systemd-analyze", "calendar", found], capture_output=True, check=False
            ).returncode
            == 0
        )


def test_the_systemd_recipe_installs_units_that_systemd_accepts(tmp_path: Path) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "systemctl").write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n')
    (tools / "systemctl").chmod(0o755)
    env = {"PATH": f"{tools}:{os.environ['PATH']}", "XDG_CONFIG_HOME": str(tmp_path / "con fig")}
    script = systemd(recipe_of(tmp_path / "da ta%100 $x"))
    subprocess.run(["/bin/sh"], input=script, text=True, check=True, env=env)
    assert (tmp_path / "asked").read_text().splitlines()[-1] == "--user enable --now sixthhire.timer"
    units = tmp_path / "con fig" / "systemd" / "user"
    service = (units / "sixthhire.service").read_text()
    assert "SuccessExitStatus=3\n" in service
    assert '"--data" "' in service
    assert "da ta%%100 $$x" in service
    if shutil.which("systemd-analyze"):
        units = units.rename(tmp_path / "units")
        verified = subprocess.run(
            ["systemd-analyze", "--user", "verify", *map(str, sorted(units.iterdir()))],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
        )
        assert "sixthhire" not in verified.stderr, verified.stderr


def test_the_github_recipe_is_a_workflow_whose_step_tells_an_outage_from_a_warning(tmp_path: Path) -> None:
    yaml = pytest.importorskip("yaml")
    job = yaml.safe_load(github(recipe_of(tmp_path)))["jobs"]["crawl"]
    steps = [step["run"] for step in job["steps"] if "run" in step]
    [crawl] = [step for step in steps if "schedule --once" in step]
    for code, ends in ((0, 0), (3, 0), (4, 4), (5, 5)):
        fake = f"sixthhire() {{ return {code}; }}\n"
        done = subprocess.run(["bash", "-e", "-c", fake + crawl], capture_output=True, text=True, check=False)
        assert done.returncode == ends
        assert ("::warning::" in done.stdout) == (code == 3)


@pytest.mark.parametrize("kind", ["cron", "systemd", "github"])
def test_a_recipe_is_printed_for_this_very_installation(inside: Run, tmp_path: Path, kind: str) -> None:
    done = inside(
        "schedule", "--print", kind, "--every", "12h", "--pace", "hackernews=1h", "--data", tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "--pace=hackernews=1h" in done.stdout
    assert "--once" in done.stdout
    if kind != "github":
        assert str(tmp_path) in done.stdout
        assert shlex.quote(str(Path(sys.executable).parent))[:-1] in done.stdout
    assert list(tmp_path.iterdir()) == []
    assert json.dumps(done.stdout)
