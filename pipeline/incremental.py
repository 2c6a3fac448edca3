"""What a crawl need not read again.

Invariant: an answer counts as known only when the rows in the current generation are those it gave: it came
from a board read in full, less than a day before, under the name and homepage that the registry has now; or
when it can never change.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from pipeline.data_errors import NoGenerationError
from pipeline.queries import Generation

if TYPE_CHECKING:
    from scrapers.crawl import Order
    from scrapers.reading import Known

EXPIRE_AFTER = timedelta(hours=24)
"""A server that wrongly says "unchanged" can freeze a board no longer than this."""
ASKED_BACK = timedelta(days=101)
"""Filings older than this are beyond the days that a crawl may ask for."""


def known_answers(order: Order) -> dict[str, Known]:
    """By URL: etag, last_modified and body_sha256 of the answers that an order need not read again.

    Raises UsageError (registry or replay folder), CorruptGenerationError, NewerGenerationError.
    """
    from scrapers.crawl import boards_of
    from scrapers.replay import recorded_at

    try:
        generation = Generation.open(order.data)
    except NoGenerationError:
        return {}
    now = (recorded_at(order.replay) if order.replay else None) or datetime.now(UTC)
    registered = {(b.source, b.token): (b.company, b.homepage) for b in boards_of(order)}
    known: dict[str, Known] = {}
    for row in generation.read("lists", "answers", since=now - EXPIRE_AFTER, now=now):
        said = (row["company"], row["homepage"])
        if registered.get((row["source"], row["board"]), said) == said:
            known[row["url"]] = (row["etag"], row["last_modified"], row["body_sha256"])
    return known | _filings_read(generation, now)


def _filings_read(generation: Generation, now: datetime) -> dict[str, Known]:
    """Filings that were read not long ago: one never changes. A generation older than filings has none."""
    if not generation.read("lists", "has_filings"):
        return {}
    return {row["url"]: () for row in generation.read("lists", "filings_read", since=now - ASKED_BACK)}
