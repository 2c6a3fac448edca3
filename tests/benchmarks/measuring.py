"""What a child process costs, and how the costs of several runs are told.

Invariant: CPU and memory are the kernel's own account of the child and everything it waited for, start-up
included; nothing is measured in a process that also prepares the load.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[2]
ALONE = Path(__file__).with_name("alone.py")


class ChildFailedError(Exception):
    """A measured command did not end well; its figure would mean nothing."""

    def __init__(self, command: Sequence[str], code: int, stderr: str) -> None:
        super().__init__(f"{' '.join(command)} ended with {code}: {stderr[-2000:]}")


@dataclass(frozen=True)
class Cost:
    """One run: seconds of CPU, seconds on the wall, and the largest resident memory in MB."""

    cpu: float
    wall: float
    peak_mb: float


def run(*command: str) -> Cost:
    """Run `python -m command...` once, alone, to its end."""
    alone = subprocess.run(
        [sys.executable, "-S", str(ALONE), sys.executable, "-m", *command],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(alone.stdout)
    if told["code"]:
        raise ChildFailedError(command, told["code"], alone.stderr)
    return Cost(**told["cost"])


@dataclass(frozen=True)
class Line:
    """One row of the table: the median of its runs, and how many things it did."""

    name: str
    cpu: float
    wall: float
    peak_mb: float
    count: int = 0
    unit: str = ""
    ratio: float | None = None
    """CPU as a multiple of the floor's, where that makes sense."""

    @property
    def per_cpu_second(self) -> float | None:
        return self.count / self.cpu if self.count and self.cpu else None


def line(
    name: str, costs: Sequence[Cost], count: int = 0, unit: str = "", floor: float | None = None
) -> Line:
    """The median of each figure over the runs; `floor` (seconds of CPU) makes the ratio."""
    cpu = median(cost.cpu for cost in costs)
    return Line(
        name=name,
        cpu=cpu,
        wall=median(cost.wall for cost in costs),
        peak_mb=max(cost.peak_mb for cost in costs),
        count=count,
        unit=unit,
        ratio=cpu / floor if floor else None,
    )


def facts(one: Line) -> dict[str, Any]:
    """A row for the JSON file."""
    return {**asdict(one), "per_cpu_second": one.per_cpu_second}


def machine() -> str:
    """The processor and how many of it, in a few words."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        name = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        name = "unknown processor"
    return f"{name}, {os.cpu_count()} cores, Python {sys.version.split()[0]}"
