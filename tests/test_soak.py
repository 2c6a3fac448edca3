"""Two hundred recrawls of boards that change at random, beside an exact model of what is open."""

from __future__ import annotations

import random
import resource
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pipeline import generations
from pipeline.build import build
from pipeline.queries import Generation
from scrapers.items import BoardStatus
from tests.landed import board, land, posting

pytestmark = pytest.mark.slow
CRAWLS = 200
BOARDS = 12
MOST = 14
"""Postings that a board may have."""


@dataclass
class Expected:
    """What is known of one board, by the closing rules of the README."""

    open: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    missed: dict[str, int] = field(default_factory=dict)
    reposts: dict[str, int] = field(default_factory=dict)
    was_doubtful: bool = False

    def read(self, listed: set[str], status: BoardStatus) -> None:
        """One reading, in full or in part."""
        new = listed - self.open - self.closed
        for name in listed & self.closed:
            self.reposts[name] = self.reposts.get(name, 0) + 1
        self.closed -= listed
        self.open |= listed
        self.missed = {name: count for name, count in self.missed.items() if name not in listed}
        if status == "complete":
            self._miss(self.open - new, self.open - listed)

    def _miss(self, known: set[str], missing: set[str]) -> None:
        emptied = bool(missing) and missing == self.open
        doubtful = bool(missing) and (emptied or (len(known) >= 6 and 2 * len(missing) > len(known)))
        for name in missing:
            self.missed[name] = self.missed.get(name, 0) + 1
        if not doubtful or self.was_doubtful:
            gone = {name for name in missing if self.missed[name] >= 2}
            self.open -= gone
            self.closed |= gone
        self.was_doubtful = doubtful


@dataclass
class Web:
    """The boards as they are, changed by a seeded chance."""

    chance: random.Random
    listed: list[set[str]] = field(default_factory=lambda: [set() for _ in range(BOARDS)])
    made: int = 0

    def turn(self, number: int) -> tuple[set[str], BoardStatus]:
        """Change one board a little, or much; what a crawl sees of it."""
        kind = self.chance.random()
        here = self.listed[number]
        if kind < 0.08:
            return set(), "blocked"
        if kind < 0.16:
            return {name for name in here if self.chance.random() < 0.5}, "partial"
        if kind < 0.24:
            return set(), "complete"  # an empty answer that may be a mistake
        if kind < 0.60:
            self._change(here)
        elif kind < 0.66:
            here -= {name for name in sorted(here) if self.chance.random() < 0.8}
        return set(here), "complete"

    def _change(self, here: set[str]) -> None:
        for name in sorted(here):
            if self.chance.random() < 0.2:
                here.remove(name)
        while len(here) < MOST and self.chance.random() < 0.6:
            self.made += 1
            came_back = self.made > 5 and self.chance.random() < 0.3
            here.add(f"r{self.chance.randrange(self.made) if came_back else self.made}")


def test_what_is_open_agrees_with_the_model_after_every_one_of_many_crawls(tmp_path: Path) -> None:
    web, expected = Web(random.Random(20261124)), [Expected() for _ in range(BOARDS)]
    sizes, peaks = [], []
    for crawl in range(CRAWLS):
        snapshots = []
        for number in range(BOARDS):
            listed, status = web.turn(number)
            token = f"board{number}"
            postings = [posting(name) for name in sorted(listed)]
            snapshots.append(
                board(postings, crawl / 10, token=token, company=token, homepage=None, status=status)
            )
            expected[number].read(listed, status)
        land(tmp_path, *snapshots, at=crawl / 10)
        build(tmp_path, accept_drop=True)
        _compare(tmp_path, expected, crawl)
        sizes.append(generations.current(tmp_path).stat().st_size)
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    assert len(list(generations.folder(tmp_path).glob("roles-*.duckdb"))) <= generations.KEEP
    assert not list((tmp_path / "landing").rglob("*.jsonl"))
    # ten times the crawls add history, not copies of what was there
    assert sizes[-1] < 3 * sizes[CRAWLS // 10]
    assert peaks[-1] < 1.5 * peaks[CRAWLS // 10]


def _compare(data: Path, expected: list[Expected], crawl: int) -> None:
    found: list[Expected] = [Expected() for _ in range(BOARDS)]
    reposts: list[dict[str, int]] = [{} for _ in range(BOARDS)]
    for row in Generation.open(data).export_rows():
        number, name = int(row["board"].removeprefix("board")), row["posting_id"]
        (found[number].open if row["status"] == "open" else found[number].closed).add(name)
        if row["reposts"]:
            reposts[number][name] = row["reposts"]
    for number, one in enumerate(expected):
        assert found[number].open == one.open, f"crawl {crawl}, board {number}"
        assert found[number].closed == one.closed, f"crawl {crawl}, board {number}"
        assert reposts[number] == one.reposts, f"crawl {crawl}, board {number}"
