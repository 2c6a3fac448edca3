"""A crawl as a whole: what it selects, how it splits, what it lands, what it refuses."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scrapers.crawl import BadShardError, NoBoardsError, Order, Progress, Shard, crawl, settings_of
from scrapers.errors import DataFileError, UsageError
from scrapers.landing import BadRunIdError, sweep
from scrapers.reading import BadArgumentError
from scrapers.replay import ReplayFolderError
from scrapers.settings import user_agent
from scrapers.sources import SOURCES, NoSpiderError, Source, UnknownSourceError
from tests.recorded import folder, replay

ASHBY = "https://api.ashbyhq.com/posting-api/job-board/{}?includeCompensation=true"
LEVER = "https://api.lever.co/v0/postings/{}?mode=json"
ROW = {"id": "1", "title": "ML Engineer", "jobUrl": "https://jobs.ashbyhq.com/acme/1"}


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """Three boards on two hosts, and a row of a source that nobody reads yet."""
    answers = {
        ASHBY.format("acme"): {"jobs": [ROW]},
        ASHBY.format("beta"): {"jobs": []},
        LEVER.format("gamma"): [],
    }
    return folder(tmp_path / "web", answers, "ashby,acme,,,\nashby,beta,,,\nlever,gamma,,,\nremoteok,x,,,\n")


def files(data: Path) -> list[str]:
    return sorted(str(path.relative_to(data)) for path in data.rglob("*") if path.is_file())


def test_the_file_lands_whole_with_the_report_last(web: Path, tmp_path: Path) -> None:
    landed = replay(web, tmp_path / "data", "ashby", "lever", run_id="run-1")
    assert files(tmp_path / "data") == ["landing/run-1/1-of-1.jsonl"]
    assert {item.status for item in landed.items} == {"complete"}
    assert [(s.source, s.status, s.boards, s.postings) for s in landed.report.sources] == [
        ("ashby", "ok", 2, 1),
        ("lever", "ok", 1, 0),
    ]


def test_without_names_every_source_with_a_spider_is_read_and_the_rest_is_said_once(
    web: Path, tmp_path: Path
) -> None:
    landed = replay(web, tmp_path / "data")
    assert {"ashby", "lever", "hackernews", "yc_directory"} <= {
        source.source for source in landed.report.sources
    }
    if "remoteok" not in {source.source for source in landed.report.sources}:
        assert landed.said == ["no spider yet for remoteok: their boards are left out"]


def test_a_source_that_nothing_reads_yet_is_a_usage_error(
    web: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "https://unread.example"
    unread = Source("unread", "boards", page, title="Unread", gives="x", terms="x", robots="x")
    monkeypatch.setitem(SOURCES, "unread", unread)
    with pytest.raises(NoSpiderError, match="unread has no spider yet"):
        replay(web, tmp_path / "data", "unread")


def test_named_sources_leave_other_rows_without_a_word(web: Path, tmp_path: Path) -> None:
    landed = replay(web, tmp_path / "data", "lever")
    assert [source.source for source in landed.report.sources] == ["lever"]
    assert landed.said == []


@pytest.mark.parametrize(
    ("order", "error", "sentence"),
    [
        ({"sources": ["monster"]}, UnknownSourceError, "there is no source called 'monster'"),
        ({"sources": ["careers"]}, NoBoardsError, "no board of careers; add one, name a page with -a url="),
        ({"sources": ["greenhouse"]}, NoBoardsError, "has no board of greenhouse"),
        (
            {"sources": ["ashby"], "arguments": {"threads": "2"}},
            BadArgumentError,
            "threads is unknown to ashby",
        ),
        (
            {"sources": ["hackernews"], "arguments": {"threads": "many"}},
            BadArgumentError,
            "a number from 1 to 12",
        ),
        (
            {"sources": ["yc_directory"], "arguments": {"batches": "w26"}},
            BadArgumentError,
            "names such as winter-2026",
        ),
        ({"sources": ["ashby"], "run_id": "../x"}, BadRunIdError, "run id '../x'"),
        ({"sources": ["ashby"], "run_id": ".."}, BadRunIdError, "run id '..'"),
        ({"sources": ["ashby"], "replay": Path("/nowhere")}, ReplayFolderError, "does not exist"),
    ],
)
def test_a_wrong_order_is_refused_before_anything_is_written(
    order: dict[str, object], error: type[UsageError], sentence: str, web: Path, tmp_path: Path
) -> None:
    given = {"boards_file": web / "boards.csv", "replay": web, **order}
    with pytest.raises(error) as told:
        crawl(Order(tmp_path / "data", **given))  # type: ignore[arg-type]
    assert sentence in str(told.value)
    assert told.value.exit_code == 2
    assert not (tmp_path / "data").exists()


def test_an_argument_goes_only_to_the_source_that_knows_it(web: Path, tmp_path: Path) -> None:
    landed = replay(web, tmp_path / "data", "ashby", "hackernews", arguments={"threads": "1"})
    assert landed.source("ashby").status == "ok"


def test_shards_split_boards_by_host_and_lose_none(web: Path, tmp_path: Path) -> None:
    parts = [
        replay(web, tmp_path / "data", "ashby", "lever", shard=Shard(i, 3), run_id="r") for i in (1, 2, 3)
    ]
    assert files(tmp_path / "data") == [f"landing/r/{i}-of-3.jsonl" for i in (1, 2, 3)]
    boards = [[item.board.token for item in part.items if item.kind == "board"] for part in parts]
    assert sorted(token for tokens in boards for token in tokens) == ["acme", "beta", "gamma"]
    assert any({"acme", "beta"} <= set(tokens) for tokens in boards)


def test_a_shard_is_the_same_on_every_machine() -> None:
    hosts = [f"{name}.recruitee.com" for name in ("acme", "beta", "gamma", "delta", "omega")]
    assert [[Shard(i, 3).has(host) for host in hosts].count(True) for i in (1, 2, 3)] == SPLIT
    assert all(sum(Shard(i, 3).has(host) for i in (1, 2, 3)) == 1 for host in hosts)


SPLIT = [2, 3, 0]


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "1/0", "a/b", "-1/4", "1/4/2", ""])
def test_a_shard_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(BadShardError, match="must be written I/N"):
        Shard.parse(text)


def test_the_same_run_and_shard_make_the_same_file_again(web: Path, tmp_path: Path) -> None:
    first = replay(web, tmp_path / "data", "lever", run_id="r")
    second = replay(web, tmp_path / "data", "lever", run_id="r")
    assert files(tmp_path / "data") == ["landing/r/1-of-1.jsonl"]
    assert first.items == second.items


def test_progress_is_told_after_every_board(web: Path, tmp_path: Path) -> None:
    told: list[Progress] = []
    crawl(Order(tmp_path / "data", ["ashby"], web / "boards.csv", web), progress=told.append)
    assert told[-1] == Progress("ashby", boards=2, of=2, postings=1, failed=0)
    assert [one.boards for one in told] == [1, 2]


def test_a_data_folder_that_is_a_file_is_told(web: Path, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(DataFileError, match="choose another folder with --data") as told:
        replay(web, tmp_path / "data", "ashby")
    assert told.value.exit_code == 5
    assert (tmp_path / "data").read_text() == "mine"


def test_a_full_disk_is_told_and_nothing_lands(web: Path, tmp_path: Path) -> None:
    limited = (
        "import resource, signal, sys; from pathlib import Path; from scrapers.crawl import Order, crawl\n"
        "from scrapers.errors import DataFileError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "web, data = map(Path, sys.argv[1:])\n"
        "try:\n    crawl(Order(data, ['ashby'], web / 'boards.csv', web))\n"
        "except DataFileError as error:\n    print(error); sys.exit(error.exit_code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, web, tmp_path / "data"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 5, done.stderr
    assert "cannot write" in done.stdout
    assert files(tmp_path / "data") == []


def test_a_part_that_a_killed_crawl_left_behind_troubles_nobody(web: Path, tmp_path: Path) -> None:
    old, young = tmp_path / "data/landing/old/.1-of-1.7.part", tmp_path / "data/landing/young/.1-of-1.8.part"
    for part in (old, young):
        part.parent.mkdir(parents=True)
        part.write_text('{"kind": "boa')
    long_ago = time.time() - 30 * 24 * 3600
    os.utime(old, (long_ago, long_ago))
    replay(web, tmp_path / "data", "lever", run_id="new")
    assert files(tmp_path / "data") == ["landing/new/1-of-1.jsonl", "landing/young/.1-of-1.8.part"]
    sweep(tmp_path / "data/landing", older_than=-1)
    assert files(tmp_path / "data") == ["landing/new/1-of-1.jsonl"]


def test_a_contact_stands_in_the_user_agent_and_cannot_add_a_header(tmp_path: Path) -> None:
    assert "contact: me@example.com" in settings_of(Order(tmp_path, contact="me@example.com"))["USER_AGENT"]
    assert "\n" not in user_agent("me\r\nX-Evil: 1")


def test_scrapy_itself_can_use_our_settings() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", "list"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SCRAPY_SETTINGS_MODULE": "scrapers.settings"},
    )
    assert done.returncode == 0, done.stderr
    assert {"ashby", "greenhouse", "hackernews", "lever", "yc_directory"} <= set(done.stdout.split())


def test_importing_the_rooms_opens_nothing_and_starts_nothing() -> None:
    code = "import sys, scrapers, scrapers.crawl; sys.exit('twisted.internet.reactor' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_replay_folder_brings_its_own_registry(web: Path, tmp_path: Path) -> None:
    landed = replay(web, tmp_path / "data", "ashby", boards_file=None)
    assert landed.source("ashby").boards == 2


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_replay_lands_nothing(number: signal.Signals, tmp_path: Path) -> None:
    tokens = [f"b{n}" for n in range(2000)]
    answers = {ASHBY.format(token): {"jobs": [ROW] * 50} for token in tokens}
    path = folder(tmp_path / "web", answers, "".join(f"ashby,{token},,,\n" for token in tokens))
    code = (
        "import sys; from pathlib import Path; from scrapers.crawl import Order, crawl\n"
        "web, data = map(Path, sys.argv[1:])\n"
        "try:\n    crawl(Order(data, ['ashby'], replay=web))\nexcept KeyboardInterrupt:\n    sys.exit(130)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, path, tmp_path / "data"], stderr=subprocess.PIPE, text=True
    )
    until = time.monotonic() + 20
    while not any(part.stat().st_size for part in tmp_path.glob("data/landing/*/.*.part")):
        assert time.monotonic() < until
        time.sleep(0.01)
    process.send_signal(number)
    _, stderr = process.communicate(timeout=20)
    assert process.returncode == 130, stderr
    assert "Traceback" not in stderr
    assert files(tmp_path / "data") == []
