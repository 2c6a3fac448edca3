"""Child process of the tests: crawl a board on this machine with a spider made for it, and land the file.

One argument, JSON: `data`, `origin`, `tokens`, `settings` (over ours).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from scrapers.ats import AtsSpider
from scrapers.crawl import Order, land, settings_of
from scrapers.engine import Job
from scrapers.items import Board, JobPosting


class LocalSpider(AtsSpider):
    """Reads `{origin}/{token}`: an object with a list of `jobs`, each with id and title."""

    name = "local"
    rows_at = ("jobs",)
    origin = ""

    @classmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        if board.token.startswith(("http://", "https://")):
            return board.token
        return f"{cls.origin}/{board.token}"

    def posting_from(self, row: Any) -> JobPosting | None:
        if row == "crash":
            raise RuntimeError("a bug of ours")
        return JobPosting(posting_id=row["id"], title=row["title"], url=f"https://example.com/{row['id']}")


def main(text: str) -> int:
    given = json.loads(text)
    LocalSpider.origin = given["origin"]
    order = Order(Path(given["data"]))
    settings = settings_of(order)
    settings.setdict(given["settings"], priority="cmdline")
    boards = [Board(source="local", token=token) for token in given["tokens"]]
    try:
        land(order, [Job(LocalSpider, {"boards": boards})], settings, lambda progress: None)
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
