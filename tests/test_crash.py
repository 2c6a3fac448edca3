"""kill -9 in the middle of a build: the published generation stays whole, and no landing is lost."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from pipeline import generations
from pipeline.build import build
from pipeline.queries import Generation
from tests.landed import board, day, land

KILLS = 10
LAST = KILLS + 1
BOARDS = 5
POSTINGS = 30

NURSERY = """
import os, pathlib, sys
import pyarrow, pipeline.inference.assemble
from pipeline.build import build
print("ready", flush=True)
for line in sys.stdin:
    child = os.fork()
    if child == 0:
        build(pathlib.Path(sys.argv[1]))
        os._exit(0)
    print(child, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
"""Builds in a new child for each line that it is sent: loading the program each time would take long."""


def land_day(data: Path, number: int) -> None:
    """All boards, each with one posting more than the day before."""
    for token in range(BOARDS):
        ids = [f"{token}-{i}" for i in range(POSTINGS + number)]
        shot = board(ids, number, token=f"t{token}", homepage=f"https://t{token}.example")
        land(data, shot, run=f"day-{number:03d}", shard=f"{token + 1}-of-{BOARDS}", at=number)


def test_ten_kills_at_random_moments_of_a_build_lose_nothing(tmp_path: Path) -> None:
    land_day(tmp_path, 0)
    build(tmp_path)
    land_day(tmp_path, 1)
    started = time.monotonic()
    build(tmp_path)
    usual = time.monotonic() - started
    last = generations.current(tmp_path).name
    chance = random.Random(6)
    killed = 0
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as nursery:
        assert nursery.stdin
        assert nursery.stdout
        assert nursery.stdout.readline() == "ready\n"
        for number in range(2, LAST + 1):
            land_day(tmp_path, number)
            nursery.stdin.write("build\n")
            nursery.stdin.flush()
            builder = int(nursery.stdout.readline())
            time.sleep(chance.uniform(0, usual))
            os.kill(builder, signal.SIGKILL)
            killed += int(nursery.stdout.readline()) == -signal.SIGKILL
            now = generations.current(tmp_path)
            assert now.name >= last
            last = now.name
            rows = generations.check(now).rows["role"]
            assert rows % BOARDS == 0, "a generation holds whole days"
            assert Generation.open(tmp_path).info.roles_open == rows
        nursery.stdin.close()
    assert killed >= KILLS // 2
    build(tmp_path)
    found = Generation.open(tmp_path)
    assert found.info.roles_open == BOARDS * (POSTINGS + LAST)
    assert {row["last_seen_at"] for row in found.export_rows()} == {day(LAST)}
    assert not list((tmp_path / "landing").glob("*/*"))
    kept = [
        p.name for p in generations.folder(tmp_path).iterdir() if p.name not in (".build.lock", ".build.pid")
    ]
    assert len(kept) <= generations.KEEP + 1
    con = generations.open_generation(generations.current(tmp_path))
    read = con.execute("select count(*), count(distinct run_id || shard) from landing_read").fetchall()
    con.close()
    assert read == [(BOARDS * (LAST + 1),) * 2]
