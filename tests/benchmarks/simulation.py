"""How long a crawl of 100,000 boards takes: `python -m tests.benchmarks.simulation [--boards N] [--check]`.

A model, event by event: a shard's hosts are asked at once (up to `AT_ONCE` requests), each host one thing at
a time and with its pause; what comes back costs one core's time, in order; a worker takes the next shard when
it has done one. The boards' sources are mixed as in the bundled registry, or told.

`--check` measures real crawls of 300 and 3,000 boards against a server on this machine, sets the model's cost
of a board and of a start from 300 and from none, and tells how far its forecast for 3,000 is off.
"""

from __future__ import annotations

import argparse
import heapq
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scrapers.boards import read_boards
from scrapers.crawl import Shard
from scrapers.sources import spider_of

AT_ONCE = 16
"""Requests of one crawl in flight, Scrapy's CONCURRENT_REQUESTS."""
WORKERS = (1, 2, 4, 8, 16, 32, 64)


@dataclass(frozen=True)
class Host:
    """A host and how many boards it serves."""

    name: str
    boards: int


@dataclass(frozen=True)
class Costs:
    """Seconds: `pause` between two requests to a host, `answer` of a host, `core` of one board, `start` of a
    shard's process."""

    pause: float = 1.0
    answer: float = 0.4
    core: float = 0.05
    start: float = 1.5


def shard_seconds(hosts: Sequence[Host], costs: Costs) -> float:
    """How long one process takes for these hosts."""
    waiting = [(0.0, number) for number in range(len(hosts))]
    heapq.heapify(waiting)
    left = [host.boards for host in hosts]
    in_flight: list[float] = []
    core_free = end = costs.start
    while waiting:
        ready, number = heapq.heappop(waiting)
        if len(in_flight) >= AT_ONCE:
            ready = max(ready, heapq.heappop(in_flight))
        answered = ready + costs.answer
        heapq.heappush(in_flight, answered)
        left[number] -= 1
        if left[number] > 0:
            heapq.heappush(waiting, (max(ready + costs.pause, answered), number))
        core_free = max(core_free, costs.start + answered) + costs.core
        end = max(end, core_free)
    return end


def fleet_seconds(shards: Sequence[Sequence[Host]], workers: int, costs: Costs) -> float:
    """How long so many workers take, each taking the next shard when it is free."""
    free = [0.0] * workers
    for hosts in shards:
        heapq.heapreplace(free, free[0] + shard_seconds(hosts, costs))
    return max(free)


def in_shards(hosts: Sequence[Host], count: int) -> list[list[Host]]:
    """The hosts as a crawl of `count` shards splits them; the largest shards first, empty ones left out."""
    shards = [[host for host in hosts if Shard(index, count).has(host.name)] for index in range(1, count + 1)]
    return sorted(filter(None, shards), key=lambda shard: -sum(host.boards for host in shard))


def mixed_hosts(boards: int) -> list[Host]:
    """So many boards, on hosts in the proportion that the bundled registry has."""
    known = read_boards()
    hosts: Counter[str] = Counter()
    for number in range(boards):
        board = known[number % len(known)]
        spider = spider_of(board.source)
        own = {spider.host_of(b) for b in known if b.source == board.source}
        name = spider.host_of(board)
        alone = len(own) > 2  # every employer has a host of its own
        hosts[f"{number}.{name}" if alone else name] += 1
    return [Host(name, count) for name, count in sorted(hosts.items())]


def spread_hosts(boards: int, share: float) -> list[Host]:
    """So many boards, of which a share stands on hosts of their own and the rest on two shared ones."""
    alone = round(boards * share)
    rest = boards - alone
    shared = [Host("shared-1.example", rest - rest // 2), Host("shared-2.example", rest // 2)]
    return [Host(f"{number}.example", 1) for number in range(alone)] + [
        host for host in shared if host.boards
    ]


def table(boards: int) -> None:
    """Print hours for each number of workers, full and unchanged, for three mixtures of hosts."""
    full, unchanged = Costs(core=0.1), Costs(core=0.004)
    mixtures = {
        "as the registry": mixed_hosts(boards),
        "half on hosts of their own": spread_hosts(boards, 0.5),
        "all on hosts of their own": spread_hosts(boards, 1.0),
    }
    print(f"{boards:,} boards; hours, full / unchanged crawl")
    print(f"{'workers':<30}" + "".join(f"{count:>14}" for count in WORKERS))
    for name, hosts in mixtures.items():
        shards = in_shards(hosts, 4 * max(WORKERS))
        cells = [
            f"{fleet_seconds(shards, w, full) / 3600:.2f} / {fleet_seconds(shards, w, unchanged) / 3600:.2f}"
            for w in WORKERS
        ]
        print(f"{name:<30}" + "".join(f"{cell:>14}" for cell in cells))


def check(sizes: tuple[int, int] = (300, 3_000)) -> float:
    """Measure both sizes, forecast the larger from the smaller, print both; the error as a share."""
    from tests.benchmarks.bench_crawl import crawl, registry, server

    small, large = sizes
    with tempfile.TemporaryDirectory(prefix="sixthhire-sim-") as name:
        folder = Path(name)
        walls = {}
        for boards in (1, small, large):
            with server(boards) as origin:
                boards_file = registry(folder, boards)
                walls[boards] = crawl(origin, boards_file, folder / f"d{boards}", "--no-build").wall
    core = (walls[small] - walls[1]) / (small - 1)
    costs = Costs(pause=0.0, answer=0.0, core=core, start=walls[1] - core)
    told = shard_seconds([Host("127.0.0.1", large)], costs)
    error = told / walls[large] - 1
    print(f"measured: {small} boards {walls[small]:.1f} s, {large} boards {walls[large]:.1f} s")
    print(f"forecast: {large} boards {told:.1f} s, {error:+.0%}")
    return error


def main() -> None:
    """Print the forecast, and with --check how good it is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--boards", type=int, default=100_000)
    parser.add_argument("--check", action="store_true")
    given = parser.parse_args()
    table(given.boards)
    if given.check:
        check()


if __name__ == "__main__":
    main()
