"""What reading boards costs: the floor, our first crawl and build, our unchanged recrawl."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.measuring import ROOT, Cost, Line, line, run
from tests.benchmarks.names import POSTINGS, token


@contextmanager
def server(boards: int) -> Iterator[str]:
    """A running server of the boards; yields its origin."""
    command = [sys.executable, "-m", "tests.benchmarks.web_server", str(boards)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout
        yield f"http://127.0.0.1:{int(child.stdout.readline())}"
        assert child.stdin
        child.stdin.close()


def registry(folder: Path, boards: int) -> Path:
    """A boards file of the benchmark's boards."""
    path = folder / f"boards-{boards}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("source", "token", "company", "homepage"))
        writer.writerows(
            ("greenhouse", token(n), f"Bench {n}", f"https://bench{n}.example") for n in range(boards)
        )
    return path


def crawl(origin: str, boards_file: Path, data: Path, *more: str) -> Cost:
    """One run of our own `crawl` command against the server."""
    return run(
        "tests.benchmarks.our_command",
        origin,
        *("crawl", "greenhouse", "--boards", str(boards_file), "--data", str(data), "--quiet", *more),
    )


def measure(folder: Path, boards: int, runs: int) -> list[Line]:
    """The floor, the first crawl with and without its build, and the unchanged recrawl, run in turn."""
    boards_file = registry(folder, boards)
    floors, landed, firsts, again = [], [], [], []
    with server(boards) as origin:
        for number in range(runs):
            data = folder / f"crawl-{number}"
            floors.append(run("tests.benchmarks.floor", origin, str(boards)))
            landed.append(crawl(origin, boards_file, folder / f"landed-{number}", "--no-build"))
            firsts.append(crawl(origin, boards_file, data))
            again.append(crawl(origin, boards_file, data))
    floor = line("", floors).cpu
    count = boards * POSTINGS
    what = f"{boards} boards x {POSTINGS}"
    return [
        line(f"floor: aiohttp + orjson, {what}", floors, count, "postings", floor),
        line("first crawl, landed only", landed, count, "postings", floor),
        line("first crawl + build + publish", firsts, count, "postings", floor),
        line("unchanged recrawl + build", again, count, "postings", floor),
    ]
