"""Child process of the tests: crawl boards on this machine with spiders made for them, and land the file.

One argument, JSON: `data`, and `jobs`: name -> `origin`, `tokens`, `settings` (over ours), `known` answers.
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

    def posting_from(self, row: Any, board: Board) -> JobPosting | None:
        if row == "crash":
            raise RuntimeError("a bug of ours")
        return JobPosting(posting_id=row["id"], title=row["title"], url=f"https://example.com/{row['id']}")


def job(name: str, given: dict[str, Any]) -> Job:
    """A spider of its own class, because a spider's settings belong to its class."""
    body = {"name": name, "origin": given["origin"], "custom_settings": given["settings"]}
    boards = [Board(source=name, token=token) for token in given["tokens"]]
    return Job(type(name, (LocalSpider,), body), {"boards": boards, "validators": given.get("known", {})})


def main(text: str) -> int:
    given = json.loads(text)
    order = Order(Path(given["data"]))
    jobs = [job(name, one) for name, one in given["jobs"].items()]
    settings = settings_of(order)
    settings.set(
        "PRIVATE_HOSTS_ALLOWED", value=True, priority="project"
    )  # for the resolver, which all spiders share
    try:
        land(order, jobs, settings, lambda progress: None)
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
