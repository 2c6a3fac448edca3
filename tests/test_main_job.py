"""The whole job through the command line: boards, roles, export; on captured answers and under kill -9."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.small_web import SmallWeb, ashby_board, ashby_job

KILLS = 10
SOURCES = ("ashby", "greenhouse", "lever", "hackernews", "yc_directory")


def exported(sixthhire: Run, data: Path) -> list[dict[str, Any]]:
    done = sixthhire("export", "--all", "--format", "jsonl", "--data", data)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def listed(folder: Path, source: str) -> Counter[str]:
    """Ids of every vacancy in the recorded boards of a source, counted from the files themselves."""
    ids: Counter[str] = Counter()
    index = (folder / "index.csv").read_text("utf-8").splitlines()[1:]
    hosts = {"ashby": "api.ashbyhq.com/", "greenhouse": "boards-api.greenhouse.io/", "lever": "api.lever.co/"}
    for row in index:
        url, file = row.split(",")[0], row.split(",")[-1]
        if hosts[source] not in url or (source == "greenhouse" and not url.endswith("pay_transparency=true")):
            continue
        answer = json.loads((folder / file).read_bytes())
        for job in answer if isinstance(answer, list) else answer["jobs"]:
            if source != "greenhouse" or job.get("internal_job_id") is not None:
                ids[str(job["id"])] += 1
    return ids


@pytest.mark.real
@pytest.mark.slow
def test_every_captured_posting_becomes_a_role_and_a_second_crawl_changes_only_when_it_was_seen(
    sixthhire: Run, real: Path, tmp_path: Path
) -> None:
    crawl = (
        *("crawl", "--replay", real, "--boards", real / "boards.csv"),
        *(*SOURCES, "-a", "threads=4", "--data", tmp_path),
    )
    first = sixthhire(*crawl)
    assert first.returncode == 3, "one captured board holds fewer postings than it counts"
    assert "greenhouse/amplitude" in first.stderr
    roles = exported(sixthhire, tmp_path)
    for source in ("ashby", "greenhouse", "lever"):
        found = Counter(role["posting_id"] for role in roles if role["source"] == source)
        assert found == listed(real, source), source
        assert set(found.values()) == {1}
    forum = {role["board"] for role in roles if role["source"] == "hackernews"}
    assert len(forum) == 4
    known = [role for role in roles if role["team_size_source"] == "yc_directory"]
    assert len(known) > 500
    assert all(role["team_size_min"] and role["team_size_as_of"] for role in known)

    assert sixthhire(*crawl).returncode == 3
    again = exported(sixthhire, tmp_path)
    assert [steady(role) for role in again] == [steady(role) for role in roles]


def steady(role: dict[str, Any]) -> dict[str, Any]:
    """A role without the one column that a second look moves."""
    return {name: value for name, value in role.items() if name != "last_seen_at"}


@pytest.mark.slow
def test_ten_kills_at_random_moments_of_a_crawl_lose_nothing(sixthhire: Run, tmp_path: Path) -> None:
    data, web = tmp_path / "data", SmallWeb(tmp_path / "web")
    for board in range(20):
        web.board(f"board{board}", ashby_board(*(ashby_job(board * 100 + job) for job in range(10))))
    crawl = ("crawl", *web.write(), "--data", data)
    started = time.monotonic()
    assert sixthhire(*crawl).returncode == 0
    usual = time.monotonic() - started
    saved = "ashby/board3/00000000-0000-4000-8000-000000000301"
    assert sixthhire("shortlist", "add", saved, "--data", data).returncode == 0

    chance, killed = random.Random(7), 0
    for _ in range(KILLS):
        with subprocess.Popen(
            [sys.executable, "-m", "pipeline", *map(str, crawl)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "NO_COLOR": "1"},
        ) as child:
            time.sleep(chance.uniform(0.2, usual))
            child.send_signal(signal.SIGKILL)
            killed += child.wait() == -signal.SIGKILL
        assert sixthhire("db", "check", "--data", data).returncode == 0
    assert killed >= KILLS // 2
    assert sixthhire(*crawl).returncode == 0
    roles = exported(sixthhire, data)
    assert len(roles) == len({role["role_id"] for role in roles}) == 200
    assert {role["status"] for role in roles} == {"open"}
    assert saved in sixthhire("shortlist", "list", "--jsonl", "--data", data).stdout
    assert not list((data / "landing").glob("*/*.jsonl"))
