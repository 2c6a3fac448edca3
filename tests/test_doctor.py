"""`sixthhire doctor`: each thing that can be wrong is found, and the command that it names mends it."""

from __future__ import annotations

import json
import shlex
import shutil
import sqlite3
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pipeline import doctor
from pipeline.doctor import Finding, examine
from pipeline.shortlist import Shortlist
from scrapers.items import Board
from scrapers.own_boards import OwnBoards
from tests.in_process import Run, in_process
from tests.small_web import RECORDED_AT, SmallWeb, ashby_board, ashby_job
from tests.test_bad_input import _without_root_rights

pytestmark = pytest.mark.slow

SOON = datetime.fromisoformat(RECORDED_AT) + timedelta(hours=3)
"""When what the small web says is fresh."""


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SIXTHHIRE_CONTACT", "me@seeker.example")
    return in_process(capsys, monkeypatch)


def crawl(inside: Run, data: Path, *jobs: int, gone: str = "", options: tuple[str, ...] = ()) -> int:
    """Crawl the board `good` of so many jobs, and the board `gone`, which answers 404."""
    number = len(list(data.parent.glob("web*")))
    web = SmallWeb(data.parent / f"web{number}")
    web.board("good", ashby_board(*map(ashby_job, jobs)))
    if gone:
        web.board(gone, "Not found", 404)
    asked = web.write()
    later = datetime.fromisoformat(RECORDED_AT) + timedelta(minutes=5 * number)
    (web.folder / "recorded_at.txt").write_text(later.isoformat())
    return int(inside("crawl", *asked, *options, "--data", data).returncode)


@pytest.fixture(scope="module")
def published(sixthhire: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with data of two generations, and the webs they were read from; copy it before using it."""
    folder = tmp_path_factory.mktemp("published")
    assert crawl(sixthhire, folder / "data", 1) == 0
    assert crawl(sixthhire, folder / "data", 1, 2) == 0
    return folder


@pytest.fixture
def data(published: Path, tmp_path: Path) -> Path:
    """A data folder of one's own with two generations."""
    shutil.copytree(published, tmp_path, dirs_exist_ok=True)
    return tmp_path / "data"


def mends(data: Path, now: datetime = SOON) -> list[Finding]:
    return [one for one in examine(data, now) if one.state == "mend"]


def current(data: Path) -> Path:
    return data / "generations" / (data / "generations" / "CURRENT").read_text().strip()


def test_the_demo_is_healthy(inside: Run, demo_data: Path) -> None:
    done = inside("doctor", "--data", demo_data)
    assert done.returncode == 0, done.stdout
    assert "All is well." in done.stderr
    document = json.loads(inside("doctor", "--json", "--data", demo_data).stdout)
    assert document["schema_version"] == 1
    assert document["healthy"] is True
    assert {tuple(one) for one in document["findings"]} == {("name", "state", "said", "mend")}
    assert inside("doctor", "--quiet", "--data", demo_data).stderr == ""


def test_a_fresh_folder_is_healthy_and_an_old_one_stale(inside: Run, data: Path) -> None:
    assert mends(data) == []
    [stale] = mends(data, SOON + timedelta(days=9))
    assert (stale.name, stale.mend) == ("age", "sixthhire crawl")
    assert "read 9 days ago" in stale.said
    done = inside("doctor", "--data", data)
    assert done.returncode == (3 if datetime.now(UTC) - SOON > timedelta(days=2) else 0)
    assert "do: sixthhire crawl" in done.stdout


def test_nothing_yet_says_to_crawl_and_makes_nothing(inside: Run, tmp_path: Path) -> None:
    done = inside("doctor", "--data", tmp_path / "none")
    assert done.returncode == 3
    assert "do: sixthhire crawl" in done.stdout
    assert not (tmp_path / "none").exists()


def test_a_source_that_failed_is_named_with_its_error(inside: Run, tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board(ashby_job(1)))
    web.boards.append({"source": "lever", "token": "away", "company": "Away", "homepage": ""})
    assert inside("crawl", *web.write(), "lever", "--data", tmp_path / "data").returncode == 3
    [failed] = mends(tmp_path / "data")
    assert (failed.name, failed.mend) == ("source", "sixthhire crawl lever")
    assert "never read in full" in failed.said
    assert "lever/away" in failed.said


def test_a_board_of_yours_that_is_gone_twice_is_named_and_others_are_only_advice(
    inside: Run, data: Path
) -> None:
    assert crawl(inside, data, 1, gone="away") == 3
    assert mends(data) == [], "once is no reason"
    assert crawl(inside, data, 1, gone="away") == 3
    assert mends(data) == []
    [advice] = [one for one in examine(data, SOON) if one.name == "board"]
    assert (advice.state, "ashby/away" in advice.said) == ("advice", True)
    OwnBoards(data).add([Board(source="ashby", token="away")])
    [mine] = mends(data)
    assert mine.mend == "sixthhire boards remove ashby/away"
    assert inside(*shlex.split(mine.mend)[1:], "--data", data).returncode == 0
    assert mends(data) == []


def test_a_source_that_fell_under_half_of_its_median_is_named(inside: Run, data: Path) -> None:
    crawl(inside, data, *range(40))
    crawl(inside, data, *range(40))
    crawl(inside, data, *range(40))
    assert mends(data) == []
    crawl(inside, data, *range(9))
    found = mends(data)
    assert {one.name for one in found} <= {"fall", "landing"}, "published, or kept back by a gate"
    assert found


def test_a_damaged_generation_is_rolled_back(sixthhire: Run, data: Path) -> None:
    current(data).write_bytes(b"garbage" * 10_000)
    [damaged] = found_outside(sixthhire, data)
    assert damaged["name"] == "generation"
    assert damaged["mend"] == "sixthhire db rollback"
    assert sixthhire("db", "rollback", "--data", data).returncode == 0
    assert found_outside(sixthhire, data) == []


def found_outside(sixthhire: Run, data: Path) -> list[dict[str, Any]]:
    """What a process of its own finds to mend, but for the age: one that read a file keeps it open."""
    findings = json.loads(sixthhire("doctor", "--json", "--data", data).stdout)["findings"]
    return [one for one in findings if one["state"] == "mend" and one["name"] != "age"]


def test_the_only_generation_damaged_is_moved_away(sixthhire: Run, data: Path) -> None:
    for path in (data / "generations").glob("roles-*.duckdb"):
        if path != current(data):
            path.unlink()
    current(data).write_bytes(b"garbage" * 10_000)
    [damaged] = found_outside(sixthhire, data)
    move, crawl_again = damaged["mend"].split(" && ")
    subprocess.run(move, shell=True, check=True)
    assert crawl_again == "sixthhire crawl"
    [empty] = found_outside(sixthhire, data)
    assert empty["mend"] == "sixthhire crawl"


def test_a_generation_of_a_newer_version_says_to_update(sixthhire: Run, data: Path) -> None:
    import duckdb

    with duckdb.connect(str(current(data))) as db:
        db.execute("update meta set value = '999' where key = 'schema_version'")
    [newer] = found_outside(sixthhire, data)
    assert "999" in newer["said"]
    assert "pip install" in newer["mend"]


@pytest.mark.parametrize("with_backup", [True, False], ids=["backup", "none"])
def test_a_damaged_shortlist_is_restored_or_moved_away(inside: Run, data: Path, with_backup: bool) -> None:
    Shortlist(data).add("ashby/good/1", {"title": "ML Engineer"})
    if with_backup:
        assert inside("db", "backup", "--data", data).returncode == 0
    for path in data.glob("user.sqlite*"):
        path.unlink()
    (data / "user.sqlite").write_text("a poem, no database " * 200)
    [damaged] = mends(data)
    assert damaged.name == "shortlist"
    subprocess.run(str(damaged.mend), shell=True, check=True)
    assert mends(data) == []
    assert Shortlist(data).role_ids() == ({"ashby/good/1"} if with_backup else set())


def test_a_shortlist_that_another_program_holds_is_told(data: Path) -> None:
    Shortlist(data).add("ashby/good/1", {"title": "ML Engineer"})
    holder = sqlite3.connect(data / "user.sqlite", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    [held] = mends(data)
    holder.execute("ROLLBACK")
    holder.close()
    assert (held.name, "fuser" in str(held.mend)) == ("shortlist", True)
    assert mends(data) == []


def test_what_waits_to_be_published_is_built(inside: Run, data: Path) -> None:
    assert crawl(inside, data, 1, 2, 3, options=("--no-build",)) == 0
    [waiting] = mends(data)
    assert waiting.mend == "sixthhire build"
    assert inside("build", "--data", data).returncode == 0
    assert mends(data) == []


def test_crawls_that_read_nothing_are_an_outage(inside: Run, data: Path, tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web-down")
    web.board("good", "down", 503)
    assert inside("crawl", *web.write(), "--data", data).returncode == 3
    [outage] = mends(data)
    assert (outage.name, outage.mend) == ("landing", "sixthhire crawl")
    assert "is this machine online?" in outage.said
    assert crawl(inside, data, 1, 2) == 0
    assert mends(data) == []


def test_a_file_set_aside_is_advice(inside: Run, data: Path) -> None:
    (data / "landing" / "run").mkdir(parents=True)
    (data / "landing" / "run" / "1-of-1.jsonl").write_text('{"kind": "board", "bo')
    assert inside("build", "--data", data).returncode == 3
    assert mends(data) == []
    [aside] = [one for one in examine(data, SOON) if one.name == "landing"]
    subprocess.run(str(aside.mend), shell=True, check=True)
    assert [one for one in examine(data, SOON) if one.name == "landing"] == []


def test_a_full_disk_is_told_before_it_fails_a_build(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOM", shutil.disk_usage(data).total + 1)
    [full] = mends(data)
    assert full.name == "disk"


def test_a_folder_that_cannot_be_written_is_told(data: Path) -> None:
    with _without_root_rights():
        found = mends(data)
    assert {one.name for one in found} >= {"folder"}
    assert any(str(one.mend).startswith("chmod") for one in found)


def test_a_missing_contact_and_library_are_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIXTHHIRE_CONTACT", "me@seeker.example")
    assert [one for one in examine(data, SOON) if one.name == "contact"] == []
    monkeypatch.delenv("SIXTHHIRE_CONTACT")
    [contact] = [one for one in examine(data, SOON) if one.name == "contact"]
    assert (contact.state, str(contact.mend).startswith("export ")) == ("advice", True)


@pytest.mark.parametrize(
    ("installed", "state"), [("2.0.0", "advice"), ("2.0.1", "ok"), ("1.5.5", "ok"), ("3.0.0", "ok")]
)
def test_a_duckdb_that_may_abort_is_told(
    data: Path, monkeypatch: pytest.MonkeyPatch, installed: str, state: str
) -> None:
    monkeypatch.setattr(doctor, "version", lambda _: installed)
    [found] = [one for one in examine(data, SOON) if one.name == "duckdb"]
    assert found.state == state
