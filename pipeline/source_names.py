"""What each source calls itself, for screens, and which of them only lets us infer.

Invariant: the names come from the one table of sources, so a new source has its name everywhere at once.
"""

from __future__ import annotations

from scrapers.sources import SOURCES

TITLES = {name: source.title for name, source in SOURCES.items()}


def infers(source: object) -> bool:
    """Whether what a fact has from a source is inferred, not said there: a stage from an amount."""
    known = SOURCES.get(str(source))
    return known is not None and known.kind == "filings"
