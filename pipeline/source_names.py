"""What each source calls itself, for screens.

Invariant: the names come from the one table of sources, so a new source has its name everywhere at once.
"""

from __future__ import annotations

from scrapers.sources import SOURCES

TITLES = {name: source.title for name, source in SOURCES.items()}
