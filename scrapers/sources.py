"""The systems that publish jobs, and their spiders.

Invariant: a source has a spider when `scrapers/spiders/<name>.py` exists; a name that is not in the table
(`source_table.py`) is unknown.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from scrapers.errors import UsageError
from scrapers.source_table import SOURCES, Kind, Source

if TYPE_CHECKING:
    from scrapers.reading import SourceSpider

__all__ = [
    "SOURCES",
    "Kind",
    "NoSpiderError",
    "Source",
    "UnknownSourceError",
    "crawlable",
    "known",
    "spider_of",
]


class UnknownSourceError(UsageError):
    """A source that nobody knows was asked for."""

    def __init__(self, source: str, where: str = "") -> None:
        super().__init__(f"{where}there is no source called {source!r}; known: {', '.join(sorted(SOURCES))}")
        self.source = source


class NoSpiderError(UsageError):
    """The source is known, but nothing here reads it yet."""

    def __init__(self, source: str) -> None:
        super().__init__(f"{source} has no spider yet; sources with one: {', '.join(crawlable())}")
        self.source = source


def crawlable() -> tuple[str, ...]:
    """Names of the sources that have a spider, in the order of the table."""
    return tuple(name for name, source in SOURCES.items() if source.has_spider)


def known(name: str, where: str = "") -> Source:
    """The source of that name; UnknownSourceError when there is none. `where` begins the error's sentence."""
    try:
        return SOURCES[name]
    except KeyError:
        raise UnknownSourceError(name, where) from None


def spider_of(name: str) -> type[SourceSpider]:
    """The spider class of a source; its class and module are called like the source."""
    if not known(name).has_spider:
        raise NoSpiderError(name)
    spider: type[SourceSpider] = getattr(import_module(f"scrapers.spiders.{name}"), name)
    return spider
