"""How crawls went, over time, and how much of what they read could be understood.

Invariant: every number is counted from what crawls recorded; without a run before there is no median.
"""

from __future__ import annotations

from typing import Any

from pipeline import sql
from pipeline.queries import Generation

Rows = list[dict[str, Any]]


def against_before(found: Generation) -> dict[str, dict[str, Any]]:
    """By source: `postings` of the last run, `median` of up to five before it, `recent` (oldest first)."""
    rows = found.rows(sql.fragments("crawl_history")["against_before"], {})
    return {row["source"]: row for row in rows}


def understood(found: Generation) -> Rows:
    """By source, of its open roles: how many there are, how many say something of pay or place that was not
    understood, and how many have a known value of each main fact.
    """
    return found.rows(sql.fragments("crawl_history")["understood"], {})


def boards_not_read(found: Generation, limit: int = 500) -> Rows:
    """Boards last read not in full, those that failed most often first; each row has the `total`."""
    return found.rows(sql.fragments("crawl_history")["boards_not_read"], {"limit": limit})
