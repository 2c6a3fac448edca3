"""A replay answers from its folder and from nothing else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from scrapers.replay import ReplayFolderError, recorded_answers, recorded_at
from tests.recorded import INSTANT, folder, replay

ACME = "https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true"
BOARD = {
    "jobs": [
        {"id": "1", "title": "ML Engineer", "jobUrl": "https://jobs.ashbyhq.com/acme/1", "isListed": True}
    ]
}
NO_NETWORK = """
import sys
from pathlib import Path
def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        print("NETWORK", event, arguments, file=sys.stderr)
        raise PermissionError(event)
sys.addaudithook(watch)
from scrapers.crawl import Order, crawl
folder, data, check = map(Path, sys.argv[1:])
report = crawl(Order(data, boards_file=folder / "boards.csv", replay=folder))
print(report.sources[0].model_dump_json())
if check.name == "check":
    import socket
    socket.create_connection(("127.0.0.1", 9))
"""


def offline(path: Path, data: Path, check: str = "-") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", NO_NETWORK, path, data, check],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"},
    )


def test_a_replay_opens_no_socket_even_for_what_is_not_recorded(tmp_path: Path) -> None:
    path = folder(tmp_path / "web", {ACME: BOARD}, "ashby,acme,,,\nashby,unlisted,,,\nlever,unlisted,,,\n")
    done = offline(path, tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert "NETWORK" not in done.stderr
    report = json.loads(done.stdout)
    assert (report["boards"], report["boards_failed"], report["postings"]) == (2, 1, 1)


def test_the_watch_over_sockets_would_notice_one(tmp_path: Path) -> None:
    path = folder(tmp_path / "web", {ACME: BOARD}, "ashby,acme,,,\n")
    done = offline(path, tmp_path / "data", "check")
    assert done.returncode == 1
    assert "NETWORK socket." in done.stderr


def test_an_unlisted_url_is_a_failed_board_and_says_so(tmp_path: Path) -> None:
    path = folder(tmp_path / "web", {ACME: BOARD}, "ashby,acme,,,\nashby,other,,,\n")
    landed = replay(path, tmp_path, "ashby")
    assert landed.board("acme").status == "complete"
    assert (landed.board("other").status, landed.board("other").error) == (
        "malformed",
        "not recorded in the replay folder",
    )
    assert landed.source("ashby").status == "partial"
    assert landed.source("ashby").errors == (
        "board ashby/other malformed: not recorded in the replay folder",
    )


def test_a_recorded_robots_is_obeyed_and_a_missing_one_allows(tmp_path: Path) -> None:
    rules = {"https://api.ashbyhq.com/robots.txt": b"User-agent: *\nDisallow: /"}
    path = folder(tmp_path / "web", {ACME: BOARD, **rules}, "ashby,acme,,,\n")
    assert replay(path, tmp_path, "ashby").board("acme").status == "blocked"


@pytest.mark.parametrize(
    "url", [f"{ACME}#top", ACME.replace("acme?", "%61cme?"), ACME.replace("https", "HTTPS")]
)
def test_urls_are_compared_in_their_canonical_form(url: str, tmp_path: Path) -> None:
    path = folder(tmp_path / "web", {url: BOARD}, "ashby,acme,,,\n")
    if url.startswith("HTTPS"):
        with pytest.raises(ReplayFolderError):
            recorded_answers(path)
    else:
        assert replay(path, tmp_path, "ashby").board("acme").status == "complete"


@pytest.mark.parametrize(
    ("answer", "status"),
    [(404, "unknown"), (429, "blocked"), (500, "malformed"), (301, "moved"), (b"<html></html>", "malformed")],
)
def test_any_answer_can_be_recorded(answer: Any, status: str, tmp_path: Path) -> None:
    path = folder(tmp_path / "web", {ACME: answer}, "ashby,acme,,,\n", location="https://elsewhere.example/")
    assert replay(path, tmp_path, "ashby").board("acme").status == status


@pytest.mark.parametrize("sent", ['"v1"', 'W/"v1"', '"v0", "v1"'])
def test_a_known_etag_is_answered_unchanged(sent: str, tmp_path: Path) -> None:
    path = folder(tmp_path / "web", {ACME: BOARD}, "ashby,acme,,,\n", etag='"v1"')
    landed = replay(path, tmp_path, "ashby", validators={ACME: (sent, None)})
    assert (landed.board("acme").status, landed.board("acme").error) == ("unchanged", None)
    assert landed.source("ashby").status == "ok"


def test_another_etag_is_answered_in_full(tmp_path: Path) -> None:
    path = folder(tmp_path / "web", {ACME: BOARD}, "ashby,acme,,,\n", etag='"v2"')
    snapshot = replay(path, tmp_path, "ashby", validators={ACME: ('"v1"', None)}).board("acme")
    assert snapshot.status == "complete"
    assert snapshot.answers[0].etag == '"v2"'


def test_the_recording_date_is_the_clock(tmp_path: Path) -> None:
    landed = replay(folder(tmp_path / "web", {ACME: BOARD}, "ashby,acme,,,\n"), tmp_path, "ashby")
    assert landed.board("acme").observed_at.isoformat() == INSTANT
    assert landed.report.started_at.isoformat() == INSTANT
    assert landed.report.finished_at >= landed.report.started_at


def broken(path: Path, index: str) -> Path:
    path.mkdir()
    (path / "page.json").write_text("{}")
    (path.parent / "secret.json").write_text("{}")
    (path / "index.csv").write_text(index)
    return path


HEADER = "url,status,content_type,file"


@pytest.mark.parametrize(
    ("index", "sentence"),
    [
        ("url,status,file\n", "has no column content_type"),
        ("", "has no column url, status, content_type, file"),
        (f"{HEADER}\nhttps://a.example/,two,,page.json\n", "line 2: status 'two' is no HTTP status"),
        (f"{HEADER}\nhttps://a.example/,999,,page.json\n", "status '999'"),
        (f"{HEADER}\nftp://a.example/,200,,page.json\n", "is no http(s) URL"),
        (f"{HEADER}\nhttps://a.example/,200,,gone.json\n", "line 2: 'gone.json' does not exist"),
        (f"{HEADER}\nhttps://a.example/,200,,../secret.json\n", "lies outside the folder"),
        (f"{HEADER}\nhttps://a.example/,200,,/etc/passwd\n", "lies outside the folder"),
        (f"{HEADER}\nhttps://a.example/,200,,page.json,1,2\n", "line 2: more fields than the header"),
        (f'{HEADER}\nhttps://a.example/,200,,"page', "line 2: "),
        (f"{HEADER}\nhttps://a.example/,200,,pa\x00ge.json\n", "line 2: 'pa\\x00ge.json' is no file name"),
        (f"{HEADER}\nhttps://a.example/,200,,{'n' * 5000}\n", "is no file name"),
        (f"{HEADER}\nhttps://a.example/,200,,{'n' * 200_000}\n", "line 2: field larger than"),
        (f"{HEADER}\nhttps://a.example/\n", "line 2: status '' is no HTTP status"),
        (
            f"{HEADER}\nhttps://[a.example/,200,,page.json\n",
            "line 2: 'https://[a.example/' is no http(s) URL",
        ),
        (f"{HEADER}\nhttps://,200,,page.json\n", "line 2: 'https://' is no http(s) URL"),
        (
            f"{HEADER}\nhttps://a.example/,200,a\x00b,page.json\n",
            "line 2: content_type 'a\\x00b' is no header",
        ),
        (f"{HEADER}\nhttps://a.example/,²00,,page.json\n", "line 2: status '²00'"),
        (
            f"{HEADER}\nhttps://a.example/?x=1&y=2,200,,page.json\nhttps://a.example/?y=2&x=1,200,,page.json\n",
            "twice",
        ),
    ],
)
def test_a_broken_index_is_told_in_one_sentence(index: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(ReplayFolderError) as error:
        recorded_answers(broken(tmp_path / "web", index))
    assert sentence in str(error.value)
    assert error.value.exit_code == 2


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path) -> None:
    path = broken(tmp_path / "web", f"{HEADER}\nhttps://a.example/,200,,link.json\n")
    (path / "link.json").symlink_to(tmp_path / "secret.json")
    with pytest.raises(ReplayFolderError, match="outside"):
        recorded_answers(path)


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReplayFolderError, match=r"index\.csv does not exist"):
        recorded_answers(tmp_path / "nowhere")


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "2026-11-02T09:00:00",
        "",
        "9999-12-31T23:59:59-12:00",
        "2199-01-01T00:00:00Z",
        "0001-01-01T00:00:00+14:00",
        "\ud800",
    ],
)
def test_a_broken_clock_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "recorded_at.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(ReplayFolderError, match=r"recorded_at\.txt") as error:
        recorded_at(tmp_path)
    assert error.value.exit_code == 2


def test_a_clock_that_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "recorded_at.txt").mkdir()
    with pytest.raises(ReplayFolderError, match=r"recorded_at\.txt cannot be read"):
        recorded_at(tmp_path)


def test_a_clock_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    (tmp_path / "recorded_at.txt").write_text(f"\ufeff{INSTANT}\n", encoding="utf-8")
    found = recorded_at(tmp_path)
    assert found
    assert found.isoformat() == INSTANT
