"""What a person meets on the command line: ids to copy, names that agree, damage told where it is."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from pathlib import Path
from typing import Any

import pytest

from pipeline.shortlist import Shortlist
from pipeline.tables import quoted
from pipeline.user_file import ShortlistFileError
from tests.in_process import Run, in_process
from tests.small_web import SmallWeb, ashby_board, ashby_job

FILTERS_BY_FLAG = ("team", "stage", "hire", "family", "seniority", "mode", "country", "pay", "since")


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return in_process(capsys, monkeypatch)


@pytest.fixture
def own(demo_data: Path, tmp_path: Path) -> Path:
    """A copy of the demo's data, to write to."""
    return Path(shutil.copytree(demo_data, tmp_path / "own"))


def rows_of(inside: Run, *arguments: str | Path) -> list[dict[str, Any]]:
    done = inside(*arguments, "--jsonl")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("width", ["60", "80", "100", "120", "200"], ids=str)
def test_a_role_id_is_never_folded(inside: Run, own: Path, width: str) -> None:
    everything: list[str | Path] = ["--all-families", "--all-stages", "--limit", "60", "--data", own]
    ids = [role["role_id"] for role in rows_of(inside, "list", *everything)]
    for role_id in ids[:3]:
        inside("shortlist", "add", role_id, "--note", "a long note " * 9, "--data", own)
    listed = inside("list", *everything, COLUMNS=width).stdout
    assert [role_id for role_id in ids if role_id not in listed] == []
    saved = inside("shortlist", "list", "--data", own, COLUMNS=width).stdout
    assert [role_id for role_id in ids[:3] if role_id not in saved] == []
    assert ids[0] in inside("show", ids[0], "--data", own, COLUMNS=width).stdout
    chosen = inside("list", "--columns", "role_id", *everything, COLUMNS=width).stdout
    assert [role_id for role_id in ids if role_id not in chosen] == []


def test_the_beginning_of_an_id_is_enough_where_no_other_begins_so(inside: Run, own: Path) -> None:
    rows = rows_of(inside, "list", "--all-families", "--all-stages", "--limit", "999", "--data", own)
    ids = sorted(row["role_id"] for row in rows)
    whole = next(role_id for role_id in ids if role_id.startswith("ashby/"))
    shown = json.loads(inside("show", whole[:-3], "--json", "--data", own).stdout)
    assert shown["role_id"] == whole
    assert inside("shortlist", "add", whole[:-3], "--data", own).returncode == 0
    assert inside("shortlist", "note", "ash", "call them", "--data", own).returncode == 0
    assert inside("shortlist", "status", "ash", "applied", "--data", own).returncode == 0
    [saved] = rows_of(inside, "shortlist", "list", "--data", own)
    assert (saved["role_id"], saved["note"], saved["status"]) == (whole, "call them", "applied")
    assert inside("shortlist", "remove", "ash", "--data", own).returncode == 0


@pytest.mark.parametrize("command", [["show"], ["shortlist", "add"]], ids=" ".join)
def test_a_beginning_that_several_ids_have_names_them(inside: Run, own: Path, command: list[str]) -> None:
    done = inside(*command, "lever/", "--data", own)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is the beginning of several ids: lever/" in done.stderr
    assert done.stderr.count("\n") == 1
    assert rows_of(inside, "shortlist", "list", "--data", own) == []


def test_an_id_that_is_the_beginning_of_another_is_itself(inside: Run, tmp_path: Path) -> None:
    for role_id in ("hackernews/1/2", "hackernews/1/2#2", "hackernews/1/23"):
        Shortlist(tmp_path).add(role_id, {"title": role_id})
    assert inside("shortlist", "remove", "hackernews/1/2", "--data", tmp_path).returncode == 0
    assert Shortlist(tmp_path).role_ids() == {"hackernews/1/2#2", "hackernews/1/23"}
    done = inside("shortlist", "remove", "hackernews/1/2", "--data", tmp_path)
    assert done.returncode == 2
    assert "hackernews/1/2#2, hackernews/1/23" in done.stderr


@pytest.mark.parametrize("command", [["list"], ["shortlist", "list"], ["boards", "list"]], ids=" ".join)
def test_both_forms_of_json_at_once_are_a_usage_error(
    inside: Run, demo_data: Path, command: list[str]
) -> None:
    done = inside(*command, "--json", "--jsonl", "--data", demo_data)
    assert (done.returncode, done.stdout) == (2, "")
    assert "exclude each other" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["crawl", "--shard", "１/２"], "shard"),
        (["list", "--team", "１,５"], "--team"),
        (["list", "--since", "７d"], "--since"),
        (["list", "--pay", "1", "--currency", "XYZ"], "ISO 4217"),
        (["list", "--without-unknown", "colour"], "team, stage, hire"),
    ],
    ids=["shard", "team", "since", "currency", "without"],
)
def test_what_only_looks_right_is_refused_in_one_sentence(
    inside: Run, tmp_path: Path, arguments: list[str], word: str
) -> None:
    done = inside(*arguments, SIXTHHIRE_DATA=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert word in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("flag", FILTERS_BY_FLAG)
def test_unknown_values_are_left_out_under_the_name_of_the_flag(
    inside: Run, demo_data: Path, flag: str
) -> None:
    everything: list[str | Path] = ["--all-families", "--all-stages", "--limit", "999", "--data", demo_data]
    helped = inside("list", "--help", COLUMNS="200").stdout
    assert f"--{flag}" in helped
    rows = rows_of(inside, "list", "--without-unknown", flag, *everything)
    assert len(rows) <= len(rows_of(inside, "list", *everything))
    column = {
        "team": "team_size_min",
        "stage": "funding_stage",
        "hire": "hire_number_min",
        "pay": "salary_currency",
    }
    assert all(row[column[flag]] is not None for row in rows if flag in column)


def test_instants_in_json_end_in_z(inside: Run, demo_data: Path) -> None:
    head = json.loads(inside("list", "--json", "--limit", "1", "--data", demo_data).stdout)
    info = json.loads(inside("db", "info", "--json", "--data", demo_data).stdout)["current"]
    for instant in (head["as_of"], info["as_of"], info["created_at"]):
        assert instant.endswith("Z")
        assert "+" not in instant


def test_an_empty_list_names_the_options_that_would_widen_it(inside: Run, demo_data: Path) -> None:
    done = inside("list", "--team", "1,1", "--without-unknown", "team", "--data", demo_data)
    assert "without --team" in done.stderr


TEXT = "We build looms. You would be our sixth hire, working on models and more.\nApply now"


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("We build looms.", '"We build looms."'),
        ("You would be our sixth hire", '"You would be our sixth hire…"'),
        ("our sixth hire, working", '"…our sixth hire, working…"'),
        ("on models and more.", '"…on models and more."'),
        ("Apply now", '"Apply now"'),
        ("Founding Engineer", '"Founding Engineer"'),
    ],
    ids=["whole", "no_end", "neither", "no_beginning", "a_line", "not_of_the_text"],
)
def test_a_quote_cut_within_a_sentence_says_so(quote: str, shown: str) -> None:
    assert quoted(quote, TEXT) == shown


def test_a_role_can_be_saved_with_a_status(inside: Run, own: Path) -> None:
    [role] = rows_of(inside, "list", "--limit", "1", "--data", own)
    wrong = inside("shortlist", "add", role["role_id"], "--status", "maybe", "--data", own)
    assert wrong.returncode == 2
    assert "wishlist, applied, interviewing, offer, ended" in wrong.stderr
    assert rows_of(inside, "shortlist", "list", "--data", own) == []
    ended = ["--status", "ended", "--reason", "rejected"]
    assert inside("shortlist", "add", role["role_id"], *ended, "--data", own).returncode == 0
    assert inside("shortlist", "add", role["role_id"], "--status", "offer", "--data", own).returncode == 0
    [saved] = rows_of(inside, "shortlist", "list", "--data", own)
    assert (saved["status"], saved["ended_reason"]) == ("offer", None)
    for command in ("add", "status"):
        helped = " ".join(inside("shortlist", command, "--help", COLUMNS="200").stdout.split())
        for status in ("wishlist", "applied", "interviewing", "offer", "ended"):
            assert status in helped


@pytest.mark.parametrize("damage", [b"", b"this is a poem, no database. " * 300], ids=["empty", "poem"])
def test_a_damaged_shortlist_is_told_and_the_generation_beside_it_too(
    inside: Run, own: Path, damage: bytes
) -> None:
    (own / "user.sqlite").write_bytes(damage)
    for command in (
        ["shortlist", "list"],
        ["shortlist", "note", "a/b/c", "x"],
        ["export"],
        ["db", "info"],
        ["db", "check"],
    ):
        done = inside(*command, "--data", own)
        assert done.returncode == 5, command
        assert "user.sqlite is damaged" in done.stderr
        assert "Traceback" not in done.stderr
    assert "is whole" in inside("db", "check", "--data", own).stderr
    info = json.loads(inside("db", "info", "--json", "--data", own).stdout)
    assert info["current"]["saved_roles"] is None
    assert info["generations"][0]["state"] == "current"
    assert (own / "user.sqlite").read_bytes() == damage


def test_a_damaged_generation_is_told_and_the_shortlist_beside_it_too(sixthhire: Run, own: Path) -> None:
    Shortlist(own).add("ashby/a/1", {"title": "ML Engineer"})
    current = own / "generations" / (own / "generations" / "CURRENT").read_text().strip()
    current.write_bytes(b"garbage" * 10_000)
    done = sixthhire("db", "check", "--data", own)
    assert done.returncode == 5
    assert "The shortlist is whole." in done.stderr
    assert f"{current.name} is damaged" in done.stderr


def test_a_new_shortlist_file_is_never_seen_empty(tmp_path: Path) -> None:
    seen: list[Exception] = []

    def look() -> None:
        while not done.is_set():
            try:
                Shortlist(tmp_path / "now").entries()
            except ShortlistFileError as error:
                seen.append(error)

    for number in range(5):
        (tmp_path / "now").mkdir()
        done = threading.Event()
        watcher = threading.Thread(target=look)
        watcher.start()
        Shortlist(tmp_path / "now").add("ashby/a/1", {"title": "ML Engineer"})
        done.set()
        watcher.join()
        assert [path.name for path in (tmp_path / "now").iterdir() if path.suffix == ".new"] == []
        (tmp_path / "now").rename(tmp_path / f"then{number}")
    assert seen == []


def test_a_rollback_says_where_the_newer_generation_is_and_info_lists_it(inside: Run, tmp_path: Path) -> None:
    for jobs in (1, 2):
        web = SmallWeb(tmp_path / f"web{jobs}")
        web.board("good", ashby_board(*(ashby_job(number) for number in range(jobs))))
        assert inside("crawl", *web.write(), "--data", tmp_path / "data").returncode == 0
    done = inside("db", "rollback", "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    info = json.loads(inside("db", "info", "--json", "--data", tmp_path / "data").stdout)
    states = {one["state"]: one["name"] for one in info["generations"]}
    assert set(states) == {"current", "rolled back"}
    assert states["rolled back"].endswith(".rolled-back")
    assert f"{states['rolled back']} is kept aside" in done.stderr
    assert states["rolled back"] in inside("db", "info", "--data", tmp_path / "data").stdout


def test_a_shortlist_made_by_an_older_version_is_still_read(tmp_path: Path) -> None:
    Shortlist(tmp_path).add("ashby/a/1", {"title": "ML Engineer"})
    with sqlite3.connect(tmp_path / "user.sqlite") as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    db.close()
    assert Shortlist(tmp_path).role_ids() == {"ashby/a/1"}


def test_a_quiet_crawl_that_went_well_prints_nothing(inside: Run, tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board(ashby_job(1)))
    done = inside("crawl", *web.write(), "--quiet", "--data", tmp_path / "data")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_quiet_crawl_still_tells_what_failed(inside: Run, tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board(ashby_job(1)))
    web.board("gone", "Not found", 404)
    done = inside("crawl", *web.write(), "--quiet", "--data", tmp_path / "data")
    assert (done.returncode, done.stdout) == (3, "")
    assert "ashby/gone" in done.stderr


@pytest.mark.parametrize(
    "options", [[], ["--quiet"], ["--json"], ["--no-build"]], ids=lambda o: "".join(o) or "bare"
)
def test_a_crawl_that_read_nothing_at_all_is_told_apart_from_a_partial_one(
    inside: Run, tmp_path: Path, options: list[str]
) -> None:
    web = SmallWeb(tmp_path / "web")
    for token in ("gone", "away"):
        web.board(token, "down", 503)
    for asked, code in (([], 3), (["--must-read"], 4)):
        done = inside("crawl", *web.write(), *options, *asked, "--data", tmp_path / "data")
        assert done.returncode == code
        assert "Nothing was read at all" in done.stderr


def test_an_empty_board_that_answered_was_read(inside: Run, tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("empty", ashby_board())
    web.board("gone", "Not found", 404)
    assert inside("crawl", *web.write(), "--data", tmp_path / "data").returncode == 3
