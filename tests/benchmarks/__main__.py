"""`python -m tests.benchmarks`: what a crawl, a build, a query and a start cost, as a table and as JSON.

    python -m tests.benchmarks [PART...] [--runs 5] [--boards 300] [--sizes 10000,100000] [--json FILE]

Parts: crawl, build, query, start, inference; all of them unless named. Judges nothing: a figure is a fact of
one machine on one day, a ratio to the floor of the same run is what can be compared.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks import bench_build, bench_crawl, bench_query, bench_start
from tests.benchmarks.measuring import Line, facts, machine


@dataclass(frozen=True)
class Plan:
    """How much is measured, and where."""

    runs: int
    boards: int
    sizes: tuple[int, ...]
    folder: Path


PARTS: dict[str, Callable[[Plan], list[Line]]] = {
    "crawl": lambda plan: bench_crawl.measure(plan.folder, plan.boards, plan.runs),
    "build": lambda plan: bench_build.measure(plan.folder, plan.sizes, plan.runs),
    "query": lambda plan: bench_query.measure(plan.folder, plan.sizes, plan.runs),
    "start": lambda plan: bench_start.measure(plan.folder, plan.runs),
}


def main() -> None:
    """Measure, print, and write the file when one is named."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="PART")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--boards", type=int, default=300)
    parser.add_argument("--sizes", default="10000,100000", help="postings, for build and query")
    parser.add_argument("--json", type=Path, metavar="FILE")
    given = parser.parse_args()
    lines: list[Line] = []
    print(machine())
    with tempfile.TemporaryDirectory(prefix="sixthhire-bench-") as folder:
        sizes = tuple(int(size) for size in given.sizes.split(","))
        plan = Plan(given.runs, given.boards, sizes, Path(folder))
        print(f"{'':46}{'CPU s':>9}{'wall s':>9}{'peak MB':>9}{'a CPU-s':>10}{'x floor':>9}")
        for part in given.parts or PARTS:
            for one in PARTS[part](plan):
                lines.append(one)
                _print(one)
    if given.json:
        found = {"machine": machine(), "runs": given.runs, "lines": [facts(one) for one in lines]}
        given.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _print(one: Line) -> None:
    rate = f"{one.per_cpu_second:,.0f}" if one.per_cpu_second else ""
    ratio = f"{one.ratio:.1f}" if one.ratio else ""
    print(f"{one.name:<46}{one.cpu:>9.3f}{one.wall:>9.3f}{one.peak_mb:>9.0f}{rate:>10}{ratio:>9}", flush=True)


if __name__ == "__main__":
    main()
