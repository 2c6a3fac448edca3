"""Instants that can be: no crawl ran before this kind of board existed, and none ran tomorrow.

Invariant: what passes `is_possible` can be stored, compared and shown; what does not would keep every later
reading of its board from counting, for it would always be the older one.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

FIRST = datetime(2000, 1, 1, tzinfo=UTC)
RELEASED = datetime(2026, 12, 31, tzinfo=UTC)
"""A machine whose clock is behind the program itself is wrong, not what it reads."""
SLACK = timedelta(days=1)


def latest(*known: datetime) -> datetime:
    """The last instant that a reading may claim: a day after now, or after any of `known`."""
    return max(datetime.now(UTC), RELEASED, *known) + SLACK


def is_possible(instant: datetime, last: datetime | None = None) -> bool:
    """Whether an aware instant lies between FIRST and `last` (`latest()` unless given)."""
    last = last or latest()
    # the year first: at either end of the calendar a zone makes the comparison overflow
    return FIRST.year < instant.year <= last.year + 1 and FIRST <= instant <= last
