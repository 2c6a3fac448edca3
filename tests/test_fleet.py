"""A fleet reads every board once whatever happens to its workers, its queue or its network."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pipeline.queries import Generation
from tests.fleet_web import OFFERS, write_web
from tests.services import RedisServer, s3_store, wait_until

pytestmark = pytest.mark.services
ROOT = Path(__file__).parents[1]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path)
    yield server
    server.stop()


@contextmanager
def workers(
    redis: RedisServer, count: int, env: dict[str, str] | None = None
) -> Iterator[list[subprocess.Popen[bytes]]]:
    """`count` workers of one slot each, ended for good afterwards."""
    command = [sys.executable, "-m", "pipeline", "fleet", "worker", "--broker", redis.url, "--slots", "1"]
    children = [
        subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, env={**os.environ, **(env or {})})
        for _ in range(count)
    ]
    try:
        yield children
    finally:
        for child in children:
            child.kill()
            child.wait()


def start(
    redis: RedisServer, data: Path, web: Path, *more: str, env: dict[str, str] | None = None
) -> subprocess.Popen[str]:
    """`fleet crawl` of the small web, begun."""
    command = [sys.executable, "-m", "pipeline", "fleet", "crawl", "recruitee", "--broker", redis.url]
    command += ["--data", str(data), "--replay", str(web), "--boards", str(web / "boards.csv"), *more]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **(env or {})},
    )


def ended(crawl: subprocess.Popen[str], code: int = 0) -> str:
    """Wait for a crawl to end with the code; what it said on stderr."""
    _, stderr = crawl.communicate(timeout=120)
    assert crawl.returncode == code, stderr
    return stderr


def landed(data: Path) -> int:
    return len(list((data / "landing").glob("*/*.jsonl")))


def roles(data: Path) -> dict[str, dict[str, Any]]:
    """Every role by its id, without what tells one run from another."""
    return {row["role_id"]: row for row in Generation.open(data).export_rows()}


def crawled_here(data: Path, web: Path) -> dict[str, dict[str, Any]]:
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "crawl",
        "recruitee",
        "--data",
        str(data),
        "--replay",
        str(web),
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return roles(data)


def test_a_fleet_makes_the_same_generation_as_one_process(tmp_path: Path, redis: RedisServer) -> None:
    web = write_web(tmp_path / "web", 40)
    with workers(redis, 2):
        ended(start(redis, tmp_path / "fleet", web, "--shards", "4"))
    assert roles(tmp_path / "fleet") == crawled_here(tmp_path / "here", web)
    assert not list((tmp_path / "fleet" / "landing").rglob("*.json*"))


def test_a_killed_worker_costs_no_board_and_doubles_no_posting(tmp_path: Path, redis: RedisServer) -> None:
    web, data = write_web(tmp_path / "web", 300), tmp_path / "data"
    with workers(redis, 2) as two:
        crawl = start(redis, data, web, "--shards", "10")
        wait_until(lambda: landed(data) >= 2)
        os.kill(two[0].pid, signal.SIGKILL)
        ended(crawl)
    found = roles(data)
    assert len(found) == 300 * OFFERS
    assert len({row["board"] for row in found.values()}) == 300


def test_a_worker_that_hangs_is_replaced(tmp_path: Path, redis: RedisServer) -> None:
    web, data = write_web(tmp_path / "web", 40), tmp_path / "data"
    with workers(redis, 1) as one:
        crawl = start(redis, data, web, "--shards", "6")
        wait_until(lambda: landed(data) >= 1)
        os.kill(one[0].pid, signal.SIGSTOP)
        with workers(redis, 1):
            ended(crawl)
    assert len(roles(data)) == 40 * OFFERS


def test_a_queue_that_forgets_everything_is_filled_again(tmp_path: Path, redis: RedisServer) -> None:
    web, data = write_web(tmp_path / "web", 40), tmp_path / "data"
    with workers(redis, 1):
        crawl = start(redis, data, web, "--shards", "8")
        wait_until(lambda: landed(data) >= 1)
        redis.stop()
        redis.start()
        ended(crawl)
    assert len(roles(data)) == 40 * OFFERS


def test_without_a_worker_the_shards_to_run_by_hand_are_named(tmp_path: Path, redis: RedisServer) -> None:
    web, data = write_web(tmp_path / "web", 4), tmp_path / "data"
    said = ended(start(redis, data, web, "--shards", "2", "--patience", "2"), code=3)
    assert f"Shard 1/2 was not read; run it with: sixthhire crawl --shard 1/2 --data {data}" in said
    assert "Shard 2/2 was not read" in said
    assert not list((data / "landing").iterdir())


def test_a_shard_that_fails_on_its_worker_says_why(tmp_path: Path, redis: RedisServer) -> None:
    web, data = write_web(tmp_path / "web", 4), tmp_path / "data"
    with workers(redis, 1):
        said = ended(start(redis, data, web, "--shards", "1", "--shard-seconds", "1"), code=3)
    assert "shard 1-of-1 took longer than 1 s" in said


def test_without_redis_the_crawl_says_so(tmp_path: Path, redis: RedisServer) -> None:
    web = write_web(tmp_path / "web", 4)
    redis.stop()
    said = ended(start(redis, tmp_path / "data", web), code=3)
    assert f"the fleet's queue at {redis.url} does not answer" in said
    assert "Traceback" not in said


def test_files_come_home_from_an_object_store(tmp_path: Path, redis: RedisServer) -> None:
    web, data = write_web(tmp_path / "web", 20), tmp_path / "data"
    with s3_store(tmp_path) as endpoint:
        put = urllib.request.Request(f"{endpoint}/boards", method="PUT")
        urllib.request.urlopen(put, timeout=5).close()
        env = {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": "us-east-1",
        }
        with workers(redis, 1, env):
            ended(start(redis, data, web, "--shards", "2", "--landing", "s3://boards/landing", env=env))
        listed = urllib.request.urlopen(f"{endpoint}/boards?list-type=2", timeout=5).read().decode()
    assert len(roles(data)) == 20 * OFFERS
    assert "<Key>" not in listed


def test_what_cannot_be_crawled_is_told_before_anything_is_sent(tmp_path: Path, redis: RedisServer) -> None:
    web = write_web(tmp_path / "web", 2)
    said = ended(start(redis, tmp_path / "data", web, "-a", "nonsense=1"), code=2)
    assert "nonsense" in said
    assert not list(tmp_path.rglob("order.json"))
