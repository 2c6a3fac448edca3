"""`boards history`: how the readings of one board went, and how many postings it listed each day."""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.opening import open_generation
from pipeline.commands.options import DataOption, JsonOption
from pipeline.paths import data_folder
from pipeline.terminal import say, show, write_json
from scrapers.errors import UsageError

COLUMNS = (
    "read",
    "status",
    "postings",
    "new",
    "changed",
    "closed",
    "rejected",
    "requests",
    "bytes",
    "seconds",
)


class NeverReadError(UsageError):
    """A board was named that no crawl has read."""

    def __init__(self, named: str) -> None:
        super().__init__(f"'{named}' was never read; `sixthhire boards list` shows boards as SOURCE/TOKEN.")
        self.named = named


def board_history(
    named: Annotated[
        str, typer.Argument(metavar="SOURCE/TOKEN", help="As `sixthhire boards list` prints it.")
    ],
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="At most so many readings.")] = 30,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how a board was read each time, the newest first, and what it listed each day."""
    from pipeline.export import plain
    from pipeline.history import board_days, board_runs
    from pipeline.tables import plain_table

    source, _, token = named.partition("/")
    generation = open_generation(data_folder(data))
    readings = board_runs(generation, source, token, limit)
    if not readings:
        raise NeverReadError(named)
    if as_json:
        days = board_days(generation, source, token)
        write_json({"schema_version": 1, "readings": plain(readings), "days": plain(days)})
        return
    rows = [{**row, "read": f"{row['observed_at']:%Y-%m-%d %H:%M}"} for row in readings]
    show(plain_table(COLUMNS, rows))
    failed = next((row for row in readings if row["error"]), None)
    if failed:
        say(f"The last failure, on {failed['observed_at']:%Y-%m-%d}: {failed['error']}")
