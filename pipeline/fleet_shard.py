"""One shard of a fleet's crawl, in a process of its own: `python -m pipeline.fleet_shard FOLDER I-of-N`.

Reads `FOLDER/order.json`, lands `FOLDER/landing/<run>/<shard>.jsonl`. Ends when its standard input does, so
that no shard outlives its worker. A live crawl can run once a process; that is why there is one a shard.
"""

from __future__ import annotations

import csv
import os
import sys
from pathlib import Path
from threading import Thread

from pipeline.fleet_worker import order_of
from scrapers.boards import COLUMNS
from scrapers.crawl import Order, Shard, crawl


def main(folder: Path, shard: str) -> None:
    """Crawl the shard of the order in the folder."""
    Thread(target=_end_with_the_worker, daemon=True).start()
    told = order_of(folder)
    boards = folder / "boards.csv"
    with boards.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, (*COLUMNS, "host"))
        writer.writeheader()
        writer.writerows(told["boards"])
    order = Order(
        data=folder,
        sources=tuple(told["sources"]),
        boards_file=boards,
        replay=Path(told["replay"]) if told["replay"] else None,
        arguments=told["arguments"],
        shard=Shard.parse(shard.replace("-of-", "/")),
        run_id=told["run_id"],
        contact=told["contact"],
        validators={url: tuple(pair) for url, pair in told["validators"].items()},
    )
    crawl(order, warn=lambda text: None)


def _end_with_the_worker() -> None:
    # not through sys.stdin, whose lock a thread must not hold when the interpreter ends
    while os.read(0, 1024):
        pass
    os._exit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
