"""What starting costs: the help, a list of the sample, and the dashboard until it answers."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.measuring import Cost, Line, line, run


def measure(folder: Path, runs: int) -> list[Line]:
    """Each start `runs` times, on the bundled sample."""
    data = folder / "sample"
    run("pipeline", "demo", "--data", str(data), "--quiet")
    return [
        line("start: sixthhire --help", [run("pipeline", "--help") for _ in range(runs)]),
        line("start: sixthhire list", [run("pipeline", "list", "--data", str(data)) for _ in range(runs)]),
        line("start: dashboard until it answers", [_dashboard(data) for _ in range(runs)]),
    ]


def _dashboard(data: Path) -> Cost:
    return run("tests.benchmarks.dashboard_start", str(data))
