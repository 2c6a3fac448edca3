"""What a build must not publish unasked, though nothing in it is wrong by itself.

Invariant: a source whose boards list less than half of what they usually do is taken for a failure until
somebody says that it is true; what was read waits, and the published generation stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from pipeline import sql
from scrapers.errors import RefusedToPublishError
from scrapers.sources import SOURCES


@dataclass(frozen=True, slots=True)
class Drop:
    """How far a source fell, over the boards that were read in full now and at least thrice before."""

    source: str
    boards: int
    postings: int
    usual: int
    """The sum of each board's median over the five readings before."""


class ShrunkenSourceError(RefusedToPublishError):
    """Some sources list less than half of what they usually do."""

    def __init__(self, drops: Sequence[Drop]) -> None:
        said = "; ".join(
            f"{d.source} lists {d.postings} postings where its {d.boards} boards usually list {d.usual}"
            for d in drops
        )
        super().__init__(
            f"Refused to publish, and kept the generation before: {said}. What was read waits in the landing"
            " folder for a better crawl; if it is true, run `sixthhire build --accept-drop`."
        )
        self.drops = tuple(drops)


def refuse_drops(con: duckdb.DuckDBPyConnection, run_ids: Sequence[str]) -> None:
    """Raises ShrunkenSourceError when what these runs read of a source is under half of what it was.

    A feed may show as few as it likes: nothing is closed by it.
    """
    feeds = {source.name for source in SOURCES.values() if source.shows_newest_only}
    found = [Drop(*row) for row in sql.run(con, "gates", run_ids=list(run_ids))]
    drops = [drop for drop in found if drop.source not in feeds]
    if drops:
        raise ShrunkenSourceError(drops)
