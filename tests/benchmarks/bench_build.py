"""What building costs: a whole landing of so many postings, then an update of 1 % on top of it."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.measuring import Line, line, run
from tests.benchmarks.names import POSTINGS
from tests.benchmarks.web_load import landing_lines


def land(data: Path, boards: range, run_id: str, day: int = 0, changed: int = 0) -> None:
    """One whole landing file."""
    path = data / "landing" / run_id / "1-of-1.jsonl"
    path.parent.mkdir(parents=True)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(text + "\n" for text in landing_lines(boards, run_id, day, changed))


def folder_of(folder: Path, size: int) -> Path:
    """Where the store of that many postings lies; the query benchmark reads it too."""
    return folder / f"built-{size}"


def measure(folder: Path, sizes: tuple[int, ...], runs: int) -> list[Line]:
    """For each size one first build, and `runs` updates of one board in a hundred, each with new texts."""
    lines = []
    for size in sizes:
        data = folder_of(folder, size)
        boards = size // POSTINGS
        land(data, range(boards), "first")
        first = run("pipeline", "build", "--data", str(data), "--quiet")
        updates = []
        few = max(boards // 100, 1)
        for number in range(runs):
            start = number * few % max(boards - few, 1)
            land(data, range(start, start + few), f"update-{number}", day=number + 1, changed=POSTINGS)
            updates.append(run("pipeline", "build", "--data", str(data), "--quiet"))
        lines.append(line(f"build of {size:,} postings", [first], size, "postings"))
        lines.append(line(f"update of {few * POSTINGS:,} on {size:,}", updates, few * POSTINGS, "postings"))
    return lines
