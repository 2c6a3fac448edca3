"""Whatever is wrong with the world: one clear sentence on stderr, the right exit code, and nothing lost."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.shortlist import Shortlist
from tests.in_process import Run, in_process
from tests.small_web import SmallWeb, ashby_board, ashby_job

BAD_BOARDS: dict[str, tuple[str, int, str, str]] = {
    "gone": ("Not found", 404, "text/plain", "404"),
    "busy": ("slow down", 429, "text/plain", "429"),
    "broken": ("oops", 500, "text/plain", "500"),
    "page": ("<!doctype html><html><body>Hello</body></html>", 200, "text/html", "HTML"),
    "shape": (json.dumps({"jobs": {"a": 1}}), 200, "application/json", "unreadable"),
    "empty": ("", 200, "application/json", "empty body"),
}
"""Board -> how it answers, and a word that its sentence must hold."""


def sentences(done: subprocess.CompletedProcess[str]) -> list[str]:
    assert "Traceback" not in done.stderr
    return done.stderr.splitlines()


def open_roles(sixthhire: Run, data: Path) -> list[dict[str, Any]]:
    done = sixthhire("export", "--all", "--format", "jsonl", "--data", data)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return in_process(capsys, monkeypatch)


@pytest.fixture(scope="module")
def published(sixthhire: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one published board of two roles; copy it before changing it."""
    folder = tmp_path_factory.mktemp("published")
    web = SmallWeb(folder / "web")
    web.board("good", ashby_board(ashby_job(1), ashby_job(2, title="Machine Learning Engineer")))
    done = sixthhire("crawl", *web.write(), "--data", folder / "data")
    assert done.returncode == 0, done.stderr
    return folder / "data"


@pytest.fixture
def data(published: Path, tmp_path: Path) -> Path:
    """A data folder of one's own with two published roles."""
    import shutil

    return Path(shutil.copytree(published, tmp_path / "data"))


def test_boards_that_cannot_be_read_are_told_one_by_one_and_cost_nothing_else(
    inside: Run, tmp_path: Path
) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board(ashby_job(1)))
    for token, (body, status, kind, _) in BAD_BOARDS.items():
        web.board(token, body, status, kind)
    done = inside("crawl", *web.write(), "--data", tmp_path / "data")
    assert done.returncode == 3
    told = sentences(done)
    for token, (*_, word) in BAD_BOARDS.items():
        [sentence] = [line for line in told if f"ashby/{token} " in line]
        assert word in sentence
    assert [role["board"] for role in open_roles(inside, tmp_path / "data")] == ["good"]


@pytest.mark.parametrize("token", BAD_BOARDS, ids=list(BAD_BOARDS))
def test_a_board_that_fails_later_keeps_its_roles_open(
    inside: Run, data: Path, tmp_path: Path, token: str
) -> None:
    body, status, kind, word = BAD_BOARDS[token]
    web = SmallWeb(tmp_path / "web")
    web.board("good", body, status, kind)
    done = inside("crawl", *web.write(), "--data", data)
    assert done.returncode == 3
    assert any("ashby/good " in line and word in line for line in sentences(done))
    assert "Nothing was read at all" in done.stderr
    assert [role["status"] for role in open_roles(inside, data)] == ["open", "open"]


def test_a_malformed_posting_costs_only_itself(inside: Run, tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("mixed", ashby_board(ashby_job(1), {"id": 5, "title": ["?"]}, ashby_job(3)))
    done = inside("crawl", *web.write(), "--data", tmp_path / "data", "--json")
    assert done.returncode == 3
    [source] = json.loads(done.stdout)["sources"]
    assert (source["postings"], source["rejected"]) == (2, 1)
    assert len(open_roles(inside, tmp_path / "data")) == 2


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["crawl", "linkedin"], "no source called 'linkedin'"),
        (["crawl", "--shard", "5/4"], "shard"),
        (["crawl", "-a", "threads"], "NAME=VALUE"),
        (["crawl", "hackernews", "-a", "threads=many"], "threads"),
        (["crawl", "hackernews", "-a", "colour=red"], "colour"),
        (["crawl", "ashby", "--replay", "nowhere"], "nowhere"),
        (["crawl", "ashby", "--boards", "nowhere.csv"], "nowhere.csv"),
        (["list", "--team", "many"], "--team"),
        (["list", "--team", "9,3"], "--team"),
        (["list", "--stage", "series_z"], "series_a"),
        (["list", "--since", "yesterday"], "7d"),
        (["list", "--sort", "worst"], "newest"),
        (["list", "--columns", "titel"], "title"),
        (["list", "--no-such-option"], "--no-such-option"),
        (["export", "--format", "pdf"], "csv"),
        (["export", "--all", "--stage", "seed"], "--all"),
        (["boards", "list", "linkedin"], "no source called"),
        (["shortlist", "status", "a/b/c", "maybe"], "wishlist"),
        (["shortlist", "remove", "a/b/c"], "not on the shortlist"),
        (["frobnicate"], "frobnicate"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(value).replace("/", "_"),
)
def test_what_does_not_fit_is_a_usage_error_in_one_sentence(
    inside: Run, tmp_path: Path, arguments: list[str], word: str
) -> None:
    done = inside(*arguments, SIXTHHIRE_DATA=str(tmp_path / "data"))
    assert done.returncode == 2
    [sentence] = sentences(done)
    assert word in sentence
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("source,token,company\nashby,good,Good\n", "homepage"),
        ("source,token,company,homepage\nashby,good,Good,\nashby,good,Again,\n", "line 3"),
        ("source,token,company,homepage\nlinkedin,good,Good,\n", "linkedin"),
        ("source,token,company,homepage\nashby,../../etc,Good,\n", "line 2"),
        ("", "column"),
    ],
    ids=["missing column", "duplicate row", "unknown source", "bad token", "empty file"],
)
def test_a_wrong_boards_file_is_refused_before_anything_is_read(
    inside: Run, data: Path, tmp_path: Path, text: str, word: str
) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board())
    web.write()
    (tmp_path / "bad.csv").write_text(text)
    done = inside("crawl", "--replay", web.folder, "--boards", tmp_path / "bad.csv", "--data", data)
    assert done.returncode == 2
    [sentence] = sentences(done)
    assert word in sentence
    assert "bad.csv" in sentence
    assert len(open_roles(inside, data)) == 2


@pytest.mark.parametrize(
    "command", [["crawl", "ashby"], ["demo"], ["shortlist", "add", "a/b/c"]], ids=" ".join
)
def test_a_data_folder_that_cannot_be_made_is_named(inside: Run, tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = inside(*command, "--data", tmp_path / "file" / "data")
    assert done.returncode == 5
    assert str(tmp_path / "file" / "data") in sentences(done)[-1]


def test_a_data_folder_without_write_permission_is_named(inside: Run, tmp_path: Path) -> None:
    inside("crawl", "linkedin", "--data", tmp_path / "other")  # imports what another user may not read
    (tmp_path / "data").mkdir(mode=0o500)
    with _without_root_rights():
        done = inside("crawl", "ashby", "--data", tmp_path / "data")
    assert done.returncode == 5
    [sentence] = sentences(done)
    assert str(tmp_path / "data") in sentence
    assert "Permission denied" in sentence


@contextmanager
def _without_root_rights() -> Iterator[None]:
    """Root may write anywhere; whoever runs the tests as root tries this as nobody."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.mark.parametrize("command", ["list", "show a/b/c", "export --all", "db info", "db check"], ids=str)
def test_without_a_generation_the_sentence_says_what_to_run(
    inside: Run, tmp_path: Path, command: str
) -> None:
    done = inside(*command.split(), "--data", tmp_path)
    assert done.returncode == 5
    [sentence] = sentences(done)
    assert "sixthhire crawl" in sentence
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damage", ["cut", "garbage", "missing", "pointer"], ids=str)
def test_a_corrupt_generation_is_named_and_the_shortlist_survives(
    sixthhire: Run, data: Path, damage: str
) -> None:
    Shortlist(data).add("ashby/good/1", {"title": "ML Engineer"})
    pointer = data / "generations" / "CURRENT"
    current = data / "generations" / pointer.read_text().strip()
    if damage == "cut":
        current.write_bytes(current.read_bytes()[:20_000])
    elif damage == "garbage":
        current.write_bytes(b"not a database" * 10_000)
    elif damage == "missing":
        current.unlink()
    else:
        pointer.write_text("../../etc/passwd")
    done = sixthhire("crawl" if damage == "cut" else "list", "--data", data)
    assert done.returncode == 5
    assert "damaged" in sentences(done)[-1]
    assert Shortlist(data).role_ids() == {"ashby/good/1"}


def test_after_a_corrupt_generation_a_rollback_brings_the_one_before(
    sixthhire: Run, data: Path, tmp_path: Path
) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board(ashby_job(1), ashby_job(2), ashby_job(3)))
    assert sixthhire("crawl", *web.write(), "--data", data).returncode == 0
    assert len(open_roles(sixthhire, data)) == 3
    pointer = data / "generations" / "CURRENT"
    (data / "generations" / pointer.read_text().strip()).write_bytes(b"garbage" * 10_000)
    done = sixthhire("db", "rollback", "--data", data)
    assert done.returncode == 0, done.stderr
    assert len(open_roles(sixthhire, data)) == 2
    done = sixthhire("db", "rollback", "--data", data)
    assert done.returncode == 5
    assert "no earlier generation" in done.stderr


def test_a_generation_newer_than_the_code_is_refused_and_left_alone(
    sixthhire: Run, data: Path, tmp_path: Path
) -> None:
    import duckdb

    current = data / "generations" / (data / "generations" / "CURRENT").read_text().strip()
    with duckdb.connect(str(current)) as db:
        db.execute("update meta set value = '999' where key = 'schema_version'")
    before = current.read_bytes()
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board())
    for command in (["db", "check"], ["crawl", *web.write()]):
        done = sixthhire(*command, "--data", data)
        assert done.returncode == 5, command
        assert "999" in sentences(done)[-1]
    assert current.read_bytes() == before


def test_a_shortlist_newer_than_the_code_is_refused_and_left_alone(inside: Run, tmp_path: Path) -> None:
    Shortlist(tmp_path).add("ashby/good/1", {"title": "ML Engineer"})
    db = sqlite3.connect(tmp_path / "user.sqlite")
    db.execute("PRAGMA user_version = 999")
    db.close()
    done = inside("shortlist", "list", "--data", tmp_path)
    assert done.returncode == 5
    assert "999" in sentences(done)[-1]


def test_real_roles_and_the_sample_never_mix(
    inside: Run, data: Path, demo_data: Path, tmp_path: Path
) -> None:
    done = inside("demo", "--data", data)
    assert done.returncode == 2
    assert "holds real roles" in sentences(done)[-1]
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board())
    done = inside("crawl", *web.write(), "--data", demo_data)
    assert done.returncode == 2
    assert "holds the sample" in sentences(done)[-1]


def test_a_landing_file_cut_short_is_put_aside_and_told(inside: Run, data: Path) -> None:
    (data / "landing" / "run").mkdir(parents=True)
    (data / "landing" / "run" / "1-of-1.jsonl").write_text('{"kind": "board", "bo')
    done = inside("build", "--data", data)
    assert done.returncode == 3
    assert "1-of-1.jsonl" in done.stderr
    assert len(open_roles(inside, data)) == 2


def test_a_bug_is_one_sentence_and_its_traceback_only_on_request(sixthhire: Run, data: Path) -> None:
    import duckdb

    current = data / "generations" / (data / "generations" / "CURRENT").read_text().strip()
    with duckdb.connect(str(current)) as db:
        for (name,) in db.execute("select view_name from duckdb_views() where not internal").fetchall():
            db.execute(f'drop view "{name}"')
        for (name,) in db.execute(
            "select table_name from duckdb_tables() where table_name <> 'meta'"
        ).fetchall():
            db.execute(f'drop table "{name}" cascade')
    done = sixthhire("list", "--data", data)
    assert done.returncode in (1, 5)
    assert len(sentences(done)) == 1
    if done.returncode == 1:
        assert "SIXTHHIRE_DEBUG=1" in done.stderr
        assert "Traceback" in sixthhire("list", "--data", data, SIXTHHIRE_DEBUG="1").stderr
