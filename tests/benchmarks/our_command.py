"""Our own command, asking a server on this machine: `python -m tests.benchmarks.our_command ORIGIN ARGS...`.

Only the address of the Greenhouse API, the pause between requests and the ban on private addresses differ
from what a user runs: they are no cost of ours.
"""

from __future__ import annotations

import sys


def main(origin: str, arguments: list[str]) -> None:
    from scrapers import settings
    from scrapers.spiders.greenhouse import greenhouse

    theirs = greenhouse.board_url
    public = "https://boards-api.greenhouse.io"
    greenhouse.board_url = classmethod(  # type: ignore[method-assign,assignment]
        lambda _, board, skip=0: theirs(board, skip).replace(public, origin)
    )
    settings.DOWNLOAD_DELAY = 0.0001
    settings.PRIVATE_HOSTS_ALLOWED = True
    sys.argv = ["sixthhire", *arguments]
    from pipeline.cli import main as command

    command()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
