"""The command line as a person or a script uses it."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipeline.columns import PUBLIC_COLUMNS
from pipeline.tables import pay
from tests.in_process import Run, in_process
from tests.small_web import SmallWeb, ashby_board, ashby_job

ROOT = Path(__file__).resolve().parent.parent


def rows_of(sixthhire: Run, *arguments: str | Path) -> list[dict[str, Any]]:
    done = sixthhire(*arguments, "--jsonl")
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return in_process(capsys, monkeypatch)


@pytest.fixture
def own(demo_data: Path, tmp_path: Path) -> Path:
    """A copy of the demo's data, to write to."""
    return Path(shutil.copytree(demo_data, tmp_path / "own"))


def test_the_demo_prints_ten_early_stage_roles_and_can_be_repeated(inside: Run, tmp_path: Path) -> None:
    for _ in range(2):
        done = inside("demo", "--data", tmp_path)
        assert done.returncode == 0, done.stderr
        head, *lines = done.stdout.strip().splitlines()
        assert re.split(r"\s{2,}", head.strip()) == [
            "title",
            "company",
            "team",
            "stage",
            "hire number",
            "place",
            "pay",
        ]
        ids = [
            line.split()[0] for line in lines if re.match(r"\s*(ashby|greenhouse|lever|hackernews)/", line)
        ]
        assert len(set(ids)) == 10
        assert "as of 2026-09-14" in done.stderr
    roles = rows_of(
        inside,
        "list",
        "--status",
        "all",
        "--all-families",
        "--all-stages",
        "--limit",
        "5000",
        "--data",
        tmp_path,
    )
    assert len({role["role_id"] for role in roles}) == len(roles) > 100


def test_the_demo_has_a_folder_of_its_own(sixthhire: Run, tmp_path: Path) -> None:
    done = sixthhire("demo", SIXTHHIRE_DATA=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "demo" / "generations" / "CURRENT").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["demo"]
    done = sixthhire("list", SIXTHHIRE_DATA=str(tmp_path))
    assert done.returncode == 5
    assert f"--data {tmp_path / 'demo'}" in done.stderr


def test_a_list_is_open_early_stage_and_ml_unless_told_otherwise(inside: Run, demo_data: Path) -> None:
    roles = rows_of(inside, "list", "--limit", "5000", "--data", demo_data)
    assert roles
    for role in roles:
        assert role["status"] == "open"
        assert role["is_ml"]
        stage = role["funding_stage"]
        assert stage in ("pre_seed", "seed", "series_a") or (stage is None and role["team_size_min"] <= 50)
    wider = rows_of(inside, "list", "--limit", "5000", "--all-families", "--all-stages", "--data", demo_data)
    assert len(wider) > len(roles)


@pytest.mark.parametrize(
    ("options", "holds"),
    [
        (["--team", "1,20"], lambda r: r["team_size_min"] is None or r["team_size_min"] <= 20),
        (["--team", "1,20", "--without-unknown", "team_size"], lambda r: r["team_size_min"] <= 20),
        (["--stage", "seed,pre-seed"], lambda r: r["funding_stage"] in (None, "seed", "pre_seed")),
        (["--stage", "series_b"], lambda r: r["funding_stage"] in (None, "series_b")),
        (["--hire", "1,10"], lambda r: r["hire_number_min"] is None or r["hire_number_min"] <= 10),
        (["--hire-stated"], lambda r: r["hire_number_basis"] == "stated"),
        (["--family", "ai_engineer"], lambda r: r["role_family"] == "ai_engineer"),
        (["--seniority", "senior"], lambda r: r["seniority"] in (None, "senior")),
        (["--mode", "remote"], lambda r: not r["work_modes"] or "remote" in r["work_modes"]),
        (["--country", "us"], lambda r: not r["countries"] or "US" in r["countries"]),
        (["--pay", "150000"], lambda r: r["salary_max"] is None or r["salary_currency"] == "USD"),
        (["--equity"], lambda r: r["equity_offered"] is True),
        (["--visa"], lambda r: r["visa_sponsorship"] is True),
        (["--source", "hackernews"], lambda r: r["source"] == "hackernews"),
        (["--founding"], lambda r: r["is_founding"]),
        (["--q", "engineer -senior"], lambda r: "senior" not in r["title"].lower()),
    ],
    ids=lambda value: "_".join(value).replace(" ", "_").lstrip("-") if isinstance(value, list) else "",
)
def test_a_filter_narrows_the_list_to_what_it_says(
    inside: Run, demo_data: Path, options: list[str], holds: Callable[[dict[str, Any]], bool]
) -> None:
    roles = rows_of(inside, "list", *options, "--limit", "5000", "--data", demo_data)
    assert roles, "the sample has none, so that this tries nothing"
    assert [role["role_id"] for role in roles if not holds(role)] == []


@pytest.mark.parametrize("width", ["80", "100", "120", "140", "200"], ids=str)
def test_a_table_folds_but_never_cuts_words_off(inside: Run, demo_data: Path, width: str) -> None:
    done = inside("list", "--sort", "best", "--pay", "1", "--limit", "15", "--data", demo_data, COLUMNS=width)
    rows = rows_of(inside, "list", "--sort", "best", "--pay", "1", "--limit", "15", "--data", demo_data)
    assert max(map(len, done.stdout.splitlines())) <= int(width)
    for row in rows:
        for word in pay(row).split():
            assert word in done.stdout


def test_an_empty_list_is_a_success_that_says_which_filter_to_relax(inside: Run, demo_data: Path) -> None:
    done = inside("list", "--q", "zzzzqqqq", "--data", demo_data)
    assert (done.returncode, done.stdout) == (0, "")
    assert re.search(r"No role matches .* Would show: \d+ without --q", done.stderr)


def test_columns_and_limit_say_what_a_list_shows(inside: Run, demo_data: Path) -> None:
    roles = rows_of(inside, "list", "--columns", "role_id,title", "--limit", "3", "--data", demo_data)
    assert [list(role) for role in roles] == [["role_id", "title"]] * 3


def test_json_is_one_document_and_jsonl_one_object_a_line(inside: Run, demo_data: Path) -> None:
    document = json.loads(inside("list", "--json", "--data", demo_data).stdout)
    assert document["schema_version"] == 1
    assert document["is_sample"] is True
    assert document["as_of"].startswith("2026-09-14")
    assert document["roles"][:5] == rows_of(inside, "list", "--limit", "5", "--data", demo_data)


def test_show_prints_every_fact_with_its_evidence(inside: Run, demo_data: Path) -> None:
    [role] = rows_of(inside, "list", "--hire-stated", "--limit", "1", "--data", demo_data)
    whole = json.loads(inside("show", role["role_id"], "--json", "--data", demo_data).stdout)
    done = inside("show", role["role_id"], "--data", demo_data)
    assert done.returncode == 0, done.stderr
    words = " ".join(done.stdout.split())
    assert role["title"] in words
    assert "Hire number" in words
    for evidence in whole["evidence"]:
        if evidence["quote"]:
            assert " ".join(evidence["quote"].split()) in words
    assert " ".join(whole["description_text"].split())[:200] in words


def test_an_unknown_role_is_a_usage_error(inside: Run, demo_data: Path) -> None:
    done = inside("show", "ashby/none/1", "--data", demo_data)
    assert done.returncode == 2
    assert "There is no role 'ashby/none/1'" in done.stderr


def test_a_saved_role_is_listed_noted_moved_exported_and_removed(
    inside: Run, own: Path, tmp_path: Path
) -> None:
    [role] = rows_of(inside, "list", "--limit", "1", "--data", own)
    role_id = role["role_id"]

    def shortlist(*arguments: str) -> str:
        done = inside("shortlist", *arguments, "--data", own)
        assert done.returncode == 0, done.stderr
        return str(done.stdout)

    shortlist("add", role_id, "--note", "=knows | GPUs")
    shortlist("add", role_id)
    shortlist("status", role_id, "ended", "--reason", "withdrew")
    [saved] = json.loads(shortlist("list", "--json"))["roles"]
    assert (saved["role_id"], saved["title"], saved["note"]) == (role_id, role["title"], "=knows | GPUs")
    assert (saved["status"], saved["ended_reason"]) == ("ended", "withdrew")
    assert role["title"][:20] in shortlist("list")
    [row] = csv.DictReader(io.StringIO(inside("export", "--data", own).stdout))
    assert list(row) == [*PUBLIC_COLUMNS, "saved_at", "shortlist_status", "note", "ended_reason"]
    assert (row["role_id"], row["note"], row["shortlist_status"]) == (role_id, "'=knows | GPUs", "ended")
    shortlist("note", role_id, "")
    shortlist("remove", role_id)
    assert json.loads(shortlist("list", "--json"))["roles"] == []
    done = inside("export", "--format", "json", "--data", own)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert "The shortlist is empty" in done.stderr


def test_export_all_has_every_role_in_every_format(inside: Run, demo_data: Path, tmp_path: Path) -> None:
    every = rows_of(
        inside,
        "list",
        "--status",
        "all",
        "--all-families",
        "--all-stages",
        "--limit",
        "9999",
        "--data",
        demo_data,
    )
    for form in ("csv", "xlsx", "json", "jsonl", "md", "parquet"):
        done = inside("export", "--all", "-o", tmp_path / f"roles.{form}", "--data", demo_data)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert done.returncode == 0, done.stderr
    exported = json.loads((tmp_path / "roles.json").read_text())
    assert f"{len(exported)} roles" in done.stderr
    assert {role["group_id"] or role["role_id"] for role in exported} == {
        role["group_id"] or role["role_id"] for role in every
    }, "a list shows an opening once, an export each role of it"
    ids = {role["role_id"] for role in exported}
    table = pq.read_table(tmp_path / "roles.parquet")
    assert set(table.column("role_id").to_pylist()) == ids
    assert tuple(table.column_names) == PUBLIC_COLUMNS
    with (tmp_path / "roles.csv").open(newline="") as file:
        assert {row["role_id"] for row in csv.DictReader(file)} == ids
    assert {row["role_id"] for row in json.loads((tmp_path / "roles.json").read_text())} == ids
    lines = [json.loads(line) for line in (tmp_path / "roles.jsonl").read_text().splitlines()]
    assert len(lines) == len(ids)
    assert all(tuple(line) == PUBLIC_COLUMNS for line in lines)
    assert (tmp_path / "roles.md").read_text().count("\n## ") == len(ids)
    assert not re.search(
        r"[\w.]+@[\w-]+\.[a-z]{2,}", "".join(line["description_text"] or "" for line in lines)
    )


def test_export_with_a_filter_has_what_list_finds(inside: Run, demo_data: Path) -> None:
    listed = rows_of(inside, "list", "--source", "lever", "--limit", "999", "--data", demo_data)
    done = inside("export", "--source", "lever", "--format", "jsonl", "--data", demo_data)
    exported = [json.loads(line) for line in done.stdout.splitlines()]
    assert listed
    assert [role["role_id"] for role in exported] == [role["role_id"] for role in listed]


def test_a_binary_format_goes_into_a_pipe_but_not_onto_a_terminal(demo_data: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "export",
        "--all",
        "--format",
        "xlsx",
        "--data",
        str(demo_data),
    ]
    piped = subprocess.run(command, capture_output=True, check=False)
    assert piped.returncode == 0
    assert piped.stdout.startswith(b"PK")
    master, slave = pty.openpty()
    shown = subprocess.run(command, stdout=slave, stderr=subprocess.PIPE, text=True, check=False)
    os.close(slave)
    os.close(master)
    assert shown.returncode == 2
    assert "-o FILE" in shown.stderr


def test_a_reader_that_leaves_early_is_no_error(demo_data: Path) -> None:
    for arguments in (
        "export --all --format jsonl",
        "list --limit 5000 --all-families --jsonl",
        "list --limit 5000",
    ):
        command = [sys.executable, "-m", "pipeline", *arguments.split(), "--data", str(demo_data)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            assert running.stderr is not None
            running.stdout.readline()
            running.stdout.close()
            errors = running.stderr.read()
        assert "Error" not in errors
        assert "Traceback" not in errors
        assert running.returncode == 0


def test_scraped_text_cannot_command_the_terminal(inside: Run, tmp_path: Path) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J[bold red]ML[/] \u202eEngineer\x9b31m :smile: {x} $y$"
    web = SmallWeb(tmp_path / "web")
    web.board(
        "evil", ashby_board(ashby_job(1, title=evil, descriptionHtml=f"<p>{evil} team of 5, seed.</p>"))
    )
    assert inside("crawl", *web.write(), "--data", tmp_path / "data").returncode == 0
    [role] = rows_of(inside, "list", "--all-families", "--all-stages", "--data", tmp_path / "data")
    everything = ["--all-families", "--all-stages", "--data", tmp_path / "data"]
    shown = [
        inside("list", *everything).stdout,
        inside("list", *everything, "--json").stdout,
        inside("show", role["role_id"], "--data", tmp_path / "data").stdout,
        inside("show", role["role_id"], "--json", "--data", tmp_path / "data").stdout,
        inside("shortlist", "add", role["role_id"], "--data", tmp_path / "data").stderr,
        inside("shortlist", "list", "--data", tmp_path / "data").stdout,
    ]
    for text in shown:
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text)
    assert "[bold red]" in shown[0].replace("\n", "")


def test_no_colour_reaches_a_pipe_and_no_color_is_honoured_on_a_terminal(demo_data: Path) -> None:
    command = [sys.executable, "-m", "pipeline", "list", "--limit", "2", "--data", str(demo_data)]
    piped = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "\x1b" not in piped.stdout + piped.stderr
    assert "\x1b[" in _on_a_terminal(command, {})
    assert "\x1b[3" not in _on_a_terminal(command, {"NO_COLOR": "1"})


def test_quiet_leaves_only_data(inside: Run, demo_data: Path) -> None:
    done = inside("list", "--quiet", "--data", demo_data)
    assert done.stdout
    assert done.stderr == ""


def test_a_crawl_tells_what_it_read_and_publishes_it(inside: Run, tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board(ashby_job(1), ashby_job(2)))
    done = inside("crawl", *web.write(), "--data", tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert re.search(r"ashby\s+ok\s+1\s+0\s+0\s+2\s+0\s+2\s+0\s+0\s", done.stdout)
    assert "2 postings new" in done.stderr
    again = inside("crawl", *web.write(), "--json", "--data", tmp_path / "data")
    document = json.loads(again.stdout)
    assert (document["build"]["postings_new"], document["build"]["postings_closed"]) == (0, 0)
    assert document["build"]["by_source"] == {"ashby": {"listed": 2, "new": 0, "changed": 0, "closed": 0}}
    assert (document["sources"][0]["boards_unchanged"], document["sources"][0]["postings"]) == (1, 0)
    twice = inside("crawl", *web.write(), "--data", tmp_path / "data").stdout
    assert re.search(r"ashby\s+ok\s+1\s+1\s+0\s+2\s+0\s+0\s+0\s+0\s", twice)


def test_a_crawl_without_a_build_only_lands(inside: Run, tmp_path: Path) -> None:
    web = SmallWeb(tmp_path / "web")
    web.board("good", ashby_board(ashby_job(1)))
    assert inside("crawl", *web.write(), "--no-build", "--data", tmp_path).returncode == 0
    assert inside("list", "--data", tmp_path).returncode == 5
    assert inside("build", "--data", tmp_path).returncode == 0
    assert len(rows_of(inside, "list", "--data", tmp_path)) == 1
    assert "Nothing new" in inside("build", "--data", tmp_path).stderr


def test_ctrl_c_during_a_crawl_ends_it_with_130_and_keeps_what_was_published(
    inside: Run, own: Path, tmp_path: Path
) -> None:
    web = SmallWeb(tmp_path / "web")
    for number in range(1500):
        web.board(f"board{number}", ashby_board(ashby_job(number)))
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "crawl",
        *map(str, web.write()),
        "--data",
        str(tmp_path / "data"),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        landing = tmp_path / "data" / "landing"
        while not list(landing.glob("*/*.part")):
            assert running.poll() is None
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in errors
    assert not list(landing.glob("*/*.jsonl"))


def test_sources_says_what_each_gives_and_when_it_was_read(
    inside: Run, demo_data: Path, tmp_path: Path
) -> None:
    from scrapers.sources import crawlable

    for data in (demo_data, tmp_path):
        sources = json.loads(inside("sources", "--json", "--data", data).stdout)["sources"]
        assert [source["source"] for source in sources] == list(crawlable())
        assert all(source["gives"] and source["terms"] and source["page"] for source in sources)
        read = {source["source"] for source in sources if source["last_crawl_at"]}
        assert read == (
            {"ashby", "greenhouse", "lever", "hackernews", "yc_directory"} if data == demo_data else set()
        )
        assert "hackernews" in inside("sources", "--data", data).stdout


def test_boards_list_reads_the_registry(inside: Run) -> None:
    document = json.loads(inside("boards", "list", "--json").stdout)
    assert document["total"] == len(document["boards"]) >= 120
    only = json.loads(inside("boards", "list", "lever", "--json").stdout)
    assert {board["source"] for board in only["boards"]} == {"lever"}


def test_db_info_check_and_backup(inside: Run, own: Path, tmp_path: Path) -> None:
    info = json.loads(inside("db", "info", "--json", "--data", own).stdout)
    assert info["current"]["is_sample"] is True
    assert info["generations"][0]["state"] == "current"
    assert inside("db", "info", "--data", own).returncode == 0
    done = inside("db", "check", "--data", own)
    assert done.returncode == 0, done.stderr
    assert "is whole" in done.stderr
    [role] = rows_of(inside, "list", "--limit", "1", "--data", own)
    inside("shortlist", "add", role["role_id"], "--data", own)
    (tmp_path / "restored").mkdir()
    done = inside("db", "backup", tmp_path / "restored" / "user.sqlite", "--data", own)
    assert done.returncode == 0, done.stderr
    restored = json.loads(inside("shortlist", "list", "--json", "--data", tmp_path / "restored").stdout)
    assert [saved["role_id"] for saved in restored["roles"]] == [role["role_id"]]


def test_the_dashboard_answers_on_this_machine_only_and_ends_on_ctrl_c(demo_data: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    arguments = ["dashboard", "--no-browser", "--port", str(port), "--data", str(demo_data)]
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            _wait_for(f"http://127.0.0.1:{port}/_stcore/health", running)
            with socket.socket() as elsewhere:
                elsewhere.settimeout(1)
                assert elsewhere.connect_ex(("127.0.0.2", port)) != 0
        finally:
            running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=20)
    assert "Traceback" not in errors


def _wait_for(url: str, running: subprocess.Popen[str]) -> None:
    for _ in range(200):
        assert running.poll() is None
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                assert answer.status == 200
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{url} never answered")


def _on_a_terminal(command: list[str], env: dict[str, str]) -> str:
    master, slave = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "CI")}
    running = subprocess.Popen(
        command, stdout=slave, stderr=slave, env={**clean, "TERM": "xterm-256color", **env}
    )
    os.close(slave)
    shown = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(master)
    assert running.wait() == 0
    return shown.decode()
