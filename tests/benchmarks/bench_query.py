"""What asking costs, inside one process that has the generation open: the queries behind a page."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.build import build
from pipeline.queries import Filters, Generation
from tests.benchmarks.bench_build import folder_of, land
from tests.benchmarks.measuring import Cost, Line, line
from tests.benchmarks.names import POSTINGS

ASKED: dict[str, dict[str, Any]] = {
    "first page, default filters": {},
    "first page, everything": {"ml_only": False, "early_stage": False, "status": "all"},
    "narrowed by team and hire number": {"team_size_max": 20, "hire_number_max": 10},
    "text search": {"q": "pytorch kubernetes", "ml_only": False, "early_stage": False},
}


def measure(folder: Path, sizes: tuple[int, ...], runs: int) -> list[Line]:
    """Each query `runs` times on each size, after one that warms the file's cache."""
    lines = []
    for size in sizes:
        data = folder_of(folder, size)
        if not data.exists():
            land(data, range(size // POSTINGS), "first")
            build(data)
        generation = Generation.open(data)
        for name, asked in ASKED.items():
            ask = partial(generation.find_roles, Filters(**asked), limit=500)
            lines.append(line(f"{size:,}: {name}", [_timed(ask) for _ in range(runs + 1)][1:]))
    return lines


def _timed(ask: Callable[[], object]) -> Cost:
    cpu, wall = time.process_time(), time.monotonic()
    ask()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Cost(time.process_time() - cpu, time.monotonic() - wall, peak)
