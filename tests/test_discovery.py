"""Boards that find themselves: from posts and sites to the user's registry, through the command line."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from pipeline.build import build
from scrapers.crawl import Order, boards_of, crawl
from tests.discovery_web import DiscoveryWeb, usual_web
from tests.in_process import Run, in_process


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return in_process(capsys, monkeypatch)


def prepared(web: DiscoveryWeb, data: Path) -> Path:
    """A data folder in which the web's thread and directory have been crawled."""
    crawl(Order(data, ("hackernews", "yc_directory"), replay=web.write()))
    build(data)
    return data


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> tuple[DiscoveryWeb, Path]:
    """The usual web, and a data folder that has read its thread and directory; to be copied."""
    folder = tmp_path_factory.mktemp("usual")
    web = usual_web(folder / "web")
    return web, prepared(web, folder / "data")


@pytest.fixture
def usual(crawled: tuple[DiscoveryWeb, Path], tmp_path: Path) -> tuple[DiscoveryWeb, Path]:
    """The usual web, and a data folder of one's own."""
    web, data = crawled
    shutil.copytree(data, tmp_path / "data")
    return web, tmp_path / "data"


def discovered(inside: Run, web: DiscoveryWeb, data: Path, *more: str) -> dict[str, Any]:
    done = inside("boards", "discover", "--replay", web.folder, "--data", data, "--json", *more)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def states(found: dict[str, Any]) -> dict[str, str]:
    return {f"{one['source']}/{one['token']}": one["state"] for one in found["boards"]}


def test_a_board_is_added_when_its_owner_is_confirmed_and_waits_otherwise(
    inside: Run, usual: tuple[DiscoveryWeb, Path]
) -> None:
    web, data = usual
    found = discovered(inside, web, data)
    assert states(found) == {
        "ashby/kestrel-loom": "accepted",
        "ashby/big-fund": "candidate",
        "greenhouse/gonepond": "dead",
        "greenhouse/mossgate": "accepted",
        "lever/fernhollow": "accepted",
        "lever/left": "candidate",
        "lever/right": "candidate",
        "lever/bigbuyer": "candidate",
        "careers/ownpage.dev-jobs": "accepted",
    }
    why = {one["token"]: one["why"] for one in found["boards"]}
    assert "its address and 1 of its 2 openings name the company" in why["kestrel-loom"]
    assert "none or too few of its 3 openings name Otterstone" in why["big-fund"]
    assert "https://mossgate.dev/company/careers leads to it" in why["mossgate"]
    assert "https://jobs.fernhollow.dev/ leads to it" in why["fernhollow"]
    added = {board["token"]: (board["company"], board["homepage"]) for board in found["added"]}
    assert added == {
        "kestrel-loom": ("Kestrel Loom", "https://kestrelloom.dev"),
        "mossgate": ("Mossgate", "https://mossgate.dev"),
        "fernhollow": ("Fernhollow", "https://fernhollow.dev"),
        "ownpage.dev-jobs": ("Own Page", "https://ownpage.dev/jobs"),
    }
    assert {board.token for board in boards_of(Order(data))} >= set(added)
    done = inside("crawl", "careers", "--replay", web.folder, "--data", data, "--json")
    assert [one["postings"] for one in json.loads(done.stdout)["sources"]] == [2], done.stderr


def test_a_board_that_is_gone_is_dead_though_the_companys_own_page_leads_to_it(
    inside: Run, tmp_path: Path
) -> None:
    web = DiscoveryWeb(tmp_path / "web")
    for name in ("Gone", "There"):
        web.company(name, f"https://{name.lower()}.dev")
        link = f'<html><a href="https://jobs.lever.co/{name.lower()}">Jobs</a></html>'
        web.page(f"https://{name.lower()}.dev", link)
    web.page("https://api.lever.co/v0/postings/gone?mode=json", "Not Found", 404)
    web.page("https://api.lever.co/v0/postings/there?mode=json", "[]")
    data = prepared(web, tmp_path / "data")
    assert states(discovered(inside, web, data)) == {"lever/gone": "dead", "lever/there": "accepted"}
    assert own(inside, data) == ["lever/there"]


def test_candidates_are_listed_with_their_reason_and_decided_by_the_user(
    inside: Run, usual: tuple[DiscoveryWeb, Path]
) -> None:
    web, data = usual
    discovered(inside, web, data)
    listed = json.loads(inside("boards", "list", "--candidates", "--json", "--data", data).stdout)["boards"]
    assert [one["token"] for one in listed] == ["big-fund", "bigbuyer", "left", "right"]
    assert all(one["why"] and one["found_on"].startswith("https://") for one in listed)
    assert listed[0]["found_on"].startswith("https://news.ycombinator.com/item?id=")

    unknown = inside("boards", "confirm", "lever/left", "lever/nobody", "--data", data)
    assert unknown.returncode == 2
    assert "'lever/nobody' is no candidate" in unknown.stderr
    assert inside("boards", "confirm", "lever/left", "--data", data).returncode == 0
    assert inside("boards", "refuse", "lever/right", "--data", data).returncode == 0
    assert "lever/left" in own(inside, data)

    again = states(discovered(inside, web, data))
    assert again["lever/left"] == "known"
    assert "lever/right" not in again
    listed = json.loads(inside("boards", "list", "--candidates", "--json", "--data", data).stdout)["boards"]
    assert [one["token"] for one in listed] == ["big-fund", "bigbuyer"]


def own(inside: Run, data: Path) -> list[str]:
    rows = json.loads(inside("boards", "list", "--json", "--data", data).stdout)["boards"]
    return [f"{row['source']}/{row['token']}" for row in rows if row["registry"] == "own"]


def test_what_was_looked_at_is_not_asked_again_for_thirty_days(
    inside: Run, usual: tuple[DiscoveryWeb, Path]
) -> None:
    web, data = usual
    first = discovered(inside, web, data)
    assert first["looked_at"] == 9
    second = discovered(inside, web, data)
    assert second["looked_at"] == 5, "boards found on sites, and sites of companies whose board says nothing"
    assert discovered(inside, web, data)["looked_at"] == 0

    with sqlite3.connect(data / "discovery.sqlite") as db:
        db.execute("UPDATE look SET until = '2026-01-01T00:00:00Z'")
    assert discovered(inside, web, data)["looked_at"] > 0


def test_a_limit_leaves_the_rest_for_another_time(inside: Run, usual: tuple[DiscoveryWeb, Path]) -> None:
    web, data = usual
    first = discovered(inside, web, data, "--limit", "2")
    assert (first["looked_at"], first["left"]) == (2, 7)
    rest = discovered(inside, web, data)
    assert rest["left"] == 0
    assert rest["looked_at"] == 8, "the seven, and the site of the company whose board does not name it"


def test_no_more_than_four_pages_of_a_site_are_asked_for_and_none_of_another(
    inside: Run, tmp_path: Path
) -> None:
    web = DiscoveryWeb(tmp_path / "web")
    web.company("Maze", "https://maze.dev")
    for n in range(9):
        links = f'<a href="/jobs/{n + 1}">Jobs</a><a href="https://other.dev/jobs">Jobs elsewhere</a>'
        web.page("https://maze.dev" if n == 0 else f"https://maze.dev/jobs/{n}", f"<html>{links}</html>")
    data = prepared(web, tmp_path / "data")
    assert discovered(inside, web, data)["boards"] == []
    with sqlite3.connect(data / "discovery.sqlite") as db:
        [(item,)] = db.execute("SELECT item FROM look").fetchall()
    assert [page["url"] for page in json.loads(item)["pages"]] == [
        "https://maze.dev",
        "https://maze.dev/jobs/1",
        "https://maze.dev/jobs/2",
        "https://maze.dev/jobs/3",
    ]


def test_a_discovery_that_was_killed_goes_on_where_it_was(inside: Run, tmp_path: Path) -> None:
    web = DiscoveryWeb(tmp_path / "web")
    for n in range(150):
        web.company(f"Company {n}", f"https://company{n}.dev")
        web.page(
            f"https://company{n}.dev", f'<html><a href="https://jobs.lever.co/company{n}">Jobs</a></html>'
        )
        web.page(f"https://api.lever.co/v0/postings/company{n}?mode=json", "[]")
    data = prepared(web, tmp_path / "data")
    command = [sys.executable, "-m", "pipeline", "boards", "discover", "--replay", web.folder, "--data", data]
    with subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ},
    ) as child:
        until = time.monotonic() + 30
        while looks(data) < 10 and time.monotonic() < until:
            time.sleep(0.02)
        child.send_signal(signal.SIGKILL)
        assert child.wait() == -signal.SIGKILL
    assert 10 <= looks(data) < 300
    boards = looks(data, "linked%")
    found = discovered(inside, web, data)
    assert found["looked_at"] == 150 - boards  # a site whose board was not looked at leaves the board
    assert len(found["added"]) == 150


def looks(data: Path, key: str = "%") -> int:
    file = data / "discovery.sqlite"
    if not file.exists():
        return 0
    with sqlite3.connect(file) as db:
        try:
            return int(db.execute("SELECT count(*) FROM look WHERE key LIKE ?", (key,)).fetchone()[0])
        except sqlite3.OperationalError:
            return 0


def test_without_roles_one_is_told_to_crawl_first(inside: Run, tmp_path: Path) -> None:
    done = inside("boards", "discover", "--data", tmp_path)
    assert done.returncode != 0
    assert "sixthhire crawl" in done.stderr


def test_the_samples_companies_are_not_looked_for_on_the_web(inside: Run, demo_data: Path) -> None:
    done = inside("boards", "discover", "--data", demo_data)
    assert done.returncode == 2
    assert "whose companies are invented" in done.stderr


@pytest.mark.parametrize(
    ("spoil", "word"),
    [
        (lambda file: file.write_bytes(b"no database at all, no database at all" * 50), "is damaged"),
        (lambda file: sqlite3.connect(file).execute("PRAGMA user_version = 99").close(), "newer version"),
    ],
    ids=["damaged", "newer"],
)
def test_a_file_that_cannot_be_read_is_told_in_one_sentence(
    inside: Run, tmp_path: Path, spoil: Any, word: str
) -> None:
    web = DiscoveryWeb(tmp_path / "web")
    web.company("Maze", "https://maze.dev")
    data = prepared(web, tmp_path / "data")
    spoil(data / "discovery.sqlite")
    done = inside("boards", "discover", "--replay", web.folder, "--data", data)
    assert done.returncode == 5
    assert word in done.stderr
    assert len(done.stderr.splitlines()) == 1
