"""What the inference costs: microseconds of CPU for each posting of about 5 KB, whole and module by module.

    python -m tests.benchmarks.bench_inference [--postings N] [--real DIR]

The postings are made up here: sentences as boards write them, each posting another mixture, so that the first
pass meets new combinations as it does in a crawl. With `--real`, the captured postings of that folder are
measured too, cut to the same size. The whole is the median over the postings of the best of several runs, on
texts that differ each time: other work on the machine can only add to a run. Exit code 1 above `LIMIT`.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Any

from pipeline.inference.clean import text_from_html
from pipeline.inference.employment_type import employment_type
from pipeline.inference.equity import equity
from pipeline.inference.funding_stage import funding_stage
from pipeline.inference.hire_number import hire_numbers
from pipeline.inference.language import language
from pipeline.inference.places import places
from pipeline.inference.salary import salary
from pipeline.inference.scan import read
from pipeline.inference.signals import signals
from pipeline.inference.skills import skills
from pipeline.inference.team_size import engineering_team_size, team_size
from pipeline.inference.title import title_facts
from pipeline.inference.visa import visa
from pipeline.inference.work_mode import work_modes
from pipeline.roles import PostingContext, roles_from
from scrapers.items import Board, JobPosting
from scrapers.spiders.ashby import ashby

LIMIT = 150.0
SIZE = 5_000
RUNS = 5
TITLES = ["Senior ML Engineer", "Software Engineer", "Founding AI Engineer", "Account Executive"]
PLACES = ["San Francisco, CA", "Berlin", "London, UK (Hybrid)", "Remote (US)", "Paris", "New York"]
FACTS = [
    "We are a team of {n} people who care about craft.",
    "We closed our Series A of ${n}M last year, led by investors who know the field.",
    "The base salary range for this role is ${n}0,000 - ${n}5,000 per year, plus equity.",
    "You will be our first ML engineer and own the roadmap.",
    "This role is hybrid, three days a week in our office.",
    "We sponsor visas for the right person.",
    "You will ship to production every week with {tool}.",
    "Experience with {tool}, {tool} and {tool} is welcome.",
    "We offer stock options and a 401k with a match.",
    "You can work remotely from anywhere in Europe.",
]
TOOLS = ["Python", "PyTorch", "Kubernetes", "AWS", "Go", "Rust", "React", "Postgres", "Spark", "JAX", "Ray"]
PROSE = (
    "our product helps customers understand their data and make better decisions across the whole firm while "
    "we work closely with design research and operations to build reliable systems that scale with demand "
    "and you bring curiosity clear writing strong ownership experience in distributed services testing code "
    "review mentoring planning and a habit of asking why before how"
)
WORDS = PROSE.split()


def postings(count: int, seed: int = 7) -> list[JobPosting]:
    """`count` invented postings, each a mixture of its own."""
    chance = random.Random(seed)
    return [_posting(chance, number) for number in range(count)]


def _posting(chance: random.Random, number: int) -> JobPosting:
    blocks: list[str] = []
    while sum(map(len, blocks)) < SIZE:
        if chance.random() < 0.15:
            fact = chance.choice(FACTS).replace("{n}", str(chance.randint(5, 30)))
            while "{tool}" in fact:
                fact = fact.replace("{tool}", chance.choice(TOOLS), 1)
            blocks.append(f"<p>{fact}</p>")
        else:
            words = " ".join(chance.choices(WORDS, k=chance.randint(8, 22))).capitalize()
            blocks.append(
                f"<li>{words}.</li>" if chance.random() < 0.5 else f'<p style="min-height:1.5em">{words}.</p>'
            )
    return JobPosting(
        posting_id=str(number),
        title=chance.choice(TITLES),
        url=f"https://jobs.example.com/{number}",
        description_html="".join(blocks),
        locations=(chance.choice(PLACES),),
    )


def measure(work: Callable[[Any], Any], inputs: Sequence[Any]) -> float:
    """Microseconds of this process's CPU for each input, once the first few have loaded what it needs."""
    for one in inputs[:50]:
        work(one)
    began = time.process_time()
    for one in inputs:
        work(one)
    return (time.process_time() - began) / len(inputs) * 1e6


def real_postings(folder: Path) -> list[JobPosting]:
    """The captured Ashby postings of at least four fifths of `SIZE`, cut to it at the end of a tag."""
    spider = ashby()
    found = []
    for path in sorted((folder / "ats" / "ashby").glob("*.json")):
        for row in json.loads(path.read_bytes()).get("jobs", []):
            posting = spider.posting_from(row, Board(source="ashby", token=path.stem))
            html = (posting.description_html or "") if posting else ""
            if posting and len(html) > 0.8 * SIZE:
                cut = html[: html.find(">", SIZE - 1) + 1] if len(html) > SIZE else html
                found.append(posting.model_copy(update={"description_html": cut}))
    random.Random(7).shuffle(found)
    return found


def whole(found: Sequence[JobPosting]) -> float:
    """Microseconds of `roles_from`: the first half warms up, the second, never seen before, is measured."""
    warm, cold = found[: len(found) // 2], found[len(found) // 2 :]
    context = PostingContext(source="ashby", board="acme", observed_at=datetime(2026, 1, 1, tzinfo=UTC))
    for posting in warm:
        roles_from(posting, context)
    best = [float("inf")] * len(cold)
    for run in range(RUNS):
        for at, posting in enumerate(cold):
            html = f"{posting.description_html}<p>{run}</p>"
            other = posting.model_copy(update={"description_html": html})
            began = time.process_time_ns()
            roles_from(other, context)
            best[at] = min(best[at], (time.process_time_ns() - began) / 1e3)
    return median(best)


def main() -> int:
    """Print the table: parts first, each over texts that it has seen, then the whole."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--postings", type=int, default=2_000)
    parser.add_argument("--real", type=Path, help="a folder of captured answers")
    told = parser.parse_args()
    # a build reads large files first, after which the allocator keeps memory between postings
    bytes(16 << 20)
    kinds = {"made up": postings(told.postings)}
    if told.real:
        kinds["captured"] = real_postings(told.real)
    for kind, found in kinds.items():
        size = sum(len(posting.description_html or "") for posting in found) / len(found)
        print(
            f"{len(found)} postings, {kind}, of {size:,.0f} characters of HTML; microseconds of CPU for each"
        )
        for name, cost in parts(found[len(found) // 2 :]):
            print(f"  {name:<24}{cost:8.1f}")
        cost = whole(found)
        print(f"  {'roles_from, whole':<24}{cost:8.1f}   limit {LIMIT:.0f}")
    return 0 if cost <= LIMIT else 1


def parts(cold: Sequence[JobPosting]) -> list[tuple[str, float]]:
    """What each module costs by itself."""
    htmls = [posting.description_html or "" for posting in cold]
    values = [text_from_html(html) for html in htmls]
    texts = [read(value) for value in values]
    costs: list[tuple[str, float]] = [
        ("clean: text_from_html", measure(text_from_html, htmls)),
        ("scan: read", measure(read, [posting_text + " " for posting_text in values])),
        ("places", measure(lambda posting: places(posting.locations, (), None), cold)),
        ("language", measure(language, values)),
    ]
    modules: list[Callable[[Any], Any]] = [salary, skills, team_size, engineering_team_size, funding_stage]
    modules += [equity, visa, signals]
    costs += [(module.__name__, measure(module, texts)) for module in modules]
    pairs = list(zip(cold, texts, strict=True))
    costs += [
        ("work_mode", measure(lambda pair: work_modes(*pair), pairs)),
        ("title", measure(lambda pair: title_facts(pair[0].title, pair[1]), pairs)),
        ("hire_number", measure(lambda pair: hire_numbers(pair[1], pair[0].title), pairs)),
        ("employment_type", measure(lambda pair: employment_type(None, pair[0].title, pair[1]), pairs)),
    ]
    return costs


if __name__ == "__main__":
    sys.exit(main())
