"""CPU seconds of a first crawl, and of one that finds every board as it was.

`python -m tests.benchmarks.bench_recrawl [--boards 300] [--postings 40] [--no-etags]` replays invented boards
with the real spiders and the real build, both crawls in this process; loading the program is not counted.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.build import BuildReport, build
from pipeline.incremental import known_answers
from scrapers.crawl import Order, crawl
from scrapers.items import CrawlReport
from tests.small_web import ashby_board, ashby_job, ashby_url

FIRST = datetime(2026, 9, 14, 6, tzinfo=UTC)


_SENTENCES = (
    "We are a team of {n} people and just raised our seed round.",
    "You own model {n} from data to production, with PyTorch and Kubernetes.",
    "We pay between ${n}0,000 and ${n}9,000 a year, and equity.",
    "You will work in our office in Berlin {n} days a week, or remotely in Europe.",
    "Part {n} of the work is to listen to those who sort parcels by hand.",
    "You have built {n} things that people use, and can tell what went wrong with them.",
)


def description(chance: random.Random) -> str:
    """A posting of a usual length, about 400 words."""
    sentences = (chance.choice(_SENTENCES).format(n=chance.randint(2, 99)) for _ in range(30))
    return "".join(f"<p>{sentence}</p>" for sentence in sentences)


def write_web(folder: Path, boards: int, postings: int, *, etags: bool) -> None:
    """A replay folder of so many boards, each posting in words of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(6)
    with (folder / "index.csv").open("w", newline="") as index, (folder / "boards.csv").open("w") as registry:
        rows = csv.writer(index)
        rows.writerow(["url", "status", "content_type", "file", "etag"])
        registry.write("source,token,company,homepage\n")
        for number in range(boards):
            token = f"board-{number}"
            jobs = [
                ashby_job(number * 1000 + i, descriptionHtml=description(chance), title=f"Engineer {i}")
                for i in range(postings)
            ]
            (folder / f"{token}.json").write_text(ashby_board(*jobs))
            etag = f"v-{number}" if etags else ""
            rows.writerow([ashby_url(token), 200, "application/json", f"{token}.json", etag])
            registry.write(f"ashby,{token},Board {number},https://board-{number}.example\n")


def crawl_at(folder: Path, data: Path, at: datetime) -> tuple[float, CrawlReport, BuildReport]:
    """CPU seconds of a crawl and its build, and what they say."""
    (folder / "recorded_at.txt").write_text(at.isoformat())
    begun = time.process_time()
    order = Order(data=data, sources=("ashby",), replay=folder)
    report = crawl(replace(order, validators=known_answers(order)))
    built = build(data)
    return time.process_time() - begun, report, built


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--boards", type=int, default=300)
    parser.add_argument("--postings", type=int, default=40)
    parser.add_argument("--no-etags", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        write_web(work / "warm", 1, 2, etags=False)
        crawl_at(work / "warm", work / "warm-data", FIRST)
        write_web(work / "web", asked.boards, asked.postings, etags=not asked.no_etags)
        first, _, built = crawl_at(work / "web", work / "data", FIRST)
        again, report, _ = crawl_at(work / "web", work / "data", FIRST + timedelta(hours=6))
    said = {
        "boards": asked.boards,
        "postings": built.postings,
        "unchanged": report.sources[0].boards_unchanged,
        "first_seconds": round(first, 2),
        "again_seconds": round(again, 2),
    }
    if asked.json:
        print(json.dumps(said))
    else:
        print(
            f"{said['boards']} boards, {said['postings']} postings: {first:.1f} s of CPU;"
            f" again, {said['unchanged']} boards unchanged: {again:.1f} s, {again / first:.0%}"
        )


if __name__ == "__main__":
    main()
