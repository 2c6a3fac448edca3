"""The systems that publish jobs, as data.

Invariant: a source has a spider when `scrapers/spiders/<name>.py` exists; a name that is not listed here is
unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Literal

from scrapers.errors import UsageError

if TYPE_CHECKING:
    from scrapers.reading import SourceSpider

Kind = Literal["boards", "threads", "directory", "feed", "pages"]
"""What a source needs and yields: `boards` come from the registry, every other kind finds its own pages."""


@dataclass(frozen=True)
class Source:
    """One system that publishes jobs. `page` is where a person reads what it offers and on which terms."""

    name: str
    kind: Kind
    page: str

    @property
    def has_spider(self) -> bool:
        return find_spec(f"scrapers.spiders.{self.name}") is not None


SOURCES: dict[str, Source] = {
    source.name: source
    for source in (
        Source("ashby", "boards", "https://developers.ashbyhq.com/docs/public-job-posting-api"),
        Source("greenhouse", "boards", "https://developers.greenhouse.io/job-board.html"),
        Source("lever", "boards", "https://github.com/lever/postings-api"),
        Source("recruitee", "boards", "https://docs.recruitee.com/reference/intro-to-careers-site-api"),
        Source("workable", "boards", "https://workable.readme.io/"),
        Source("personio", "boards", "https://developer.personio.de/"),
        Source("teamtailor", "boards", "https://support.teamtailor.com/"),
        Source("gem", "boards", "https://api.gem.com/job_board/v0/reference"),
        Source("rippling", "boards", "https://developer.rippling.com/"),
        Source("hackernews", "threads", "https://news.ycombinator.com/submitted?id=whoishiring"),
        Source("yc_directory", "directory", "https://github.com/yc-oss/api"),
        Source("remoteok", "feed", "https://remoteok.com/api"),
        Source("remotive", "feed", "https://remotive.com/remote-jobs/api"),
        Source("himalayas", "feed", "https://himalayas.app/api"),
        Source("jobicy", "feed", "https://jobicy.com/jobs-rss-feed"),
        Source("arbeitnow", "feed", "https://www.arbeitnow.com/api/job-board-api"),
        Source("weworkremotely", "feed", "https://weworkremotely.com/remote-job-rss-feed"),
        Source("themuse", "feed", "https://www.themuse.com/developers/api/v2"),
        Source("workingnomads", "feed", "https://www.workingnomads.com/jobs"),
        Source("careers", "pages", "https://schema.org/JobPosting"),
    )
}


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
