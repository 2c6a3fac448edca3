"""The table of sources: what each gives, on which terms, and whom to credit.

Invariant: plain data; every sentence here is for a user to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal

Kind = Literal["boards", "threads", "directory", "filings", "feed", "pages"]
"""What a source needs and yields: `boards` come from the registry, every other kind finds its own pages."""


@dataclass(frozen=True)
class Source:
    """One system that publishes jobs. `page` is where a person reads what it offers and on which terms."""

    name: str
    kind: Kind
    page: str
    title: str
    """What it calls itself, for credit."""
    gives: str
    terms: str
    robots: str
    """What its robots.txt was found to say of these requests; every crawl reads it again and obeys it."""
    attribution: str | None = None
    """The credit that its terms want wherever one of its roles is shown or exported; None: no wish."""
    most_per_day: int | None = None
    """Requests that its terms allow in any 24 hours; None: no limit is stated."""

    needs_contact: bool = False
    """Whether it refuses whoever does not say whom to reach (SIXTHHIRE_CONTACT)."""

    @property
    def has_spider(self) -> bool:
        return find_spec(f"scrapers.spiders.{self.name}") is not None

    @property
    def shows_newest_only(self) -> bool:
        """Whether a posting may leave its pages though it is still open: absence then says nothing."""
        return self.kind == "feed"


_ALLOWED = "allowed"
_ASKED = "asked before every crawl"
_BOARD = "every opening of a board, with text"


def _credit(name: str, page: str, wish: str = "") -> str:
    return f"Source: {name} ({page}), whose page of this job is linked{'; ' if wish else ''}{wish}."


_TABLE = (
    Source(
        "ashby",
        "boards",
        "https://developers.ashbyhq.com/docs/public-job-posting-api",
        title="Ashby",
        gives="every opening of a board, with text, pay and equity where published",
        terms="documented public API, no key; read one board at a time",
        robots=_ASKED,
    ),
    Source(
        "greenhouse",
        "boards",
        "https://developers.greenhouse.io/job-board.html",
        title="Greenhouse",
        gives="every opening of a board, with text, and pay where published",
        terms="documented public API, no key; cached by them, no rate stated",
        robots=_ALLOWED,
    ),
    Source(
        "lever",
        "boards",
        "https://github.com/lever/postings-api",
        title="Lever",
        gives="every opening of a board, with text in parts, and pay where published",
        terms="documented public API, no key",
        robots="allowed, with a second between two requests, which is kept",
    ),
    Source(
        "recruitee",
        "boards",
        "https://docs.recruitee.com/reference/intro-to-careers-site-api",
        title="Recruitee",
        gives=f"{_BOARD}, and pay where published",
        terms="documented public API; from 2027-02-10 only with the employer's token",
        robots=_ASKED,
    ),
    Source(
        "workable",
        "boards",
        "https://workable.readme.io/",
        title="Workable",
        gives=_BOARD,
        terms="documented public API, no key; refuses for hours when asked too often, which is heeded",
        robots=_ASKED,
    ),
    Source(
        "personio",
        "boards",
        "https://developer.personio.de/",
        title="Personio",
        gives=_BOARD,
        terms="documented public XML feed, no key",
        robots="differs from board to board; asked before every crawl",
    ),
    Source(
        "teamtailor",
        "boards",
        "https://support.teamtailor.com/",
        title="Teamtailor",
        gives=_BOARD,
        terms="documented public RSS feed, no key",
        robots=_ALLOWED,
    ),
    Source(
        "gem",
        "boards",
        "https://api.gem.com/job_board/v0/reference",
        title="Gem",
        gives=_BOARD,
        terms="documented public API, no key",
        robots="has none (answers 403)",
    ),
    Source(
        "rippling",
        "boards",
        "https://developer.rippling.com/",
        title="Rippling",
        gives="every opening of a board, with text of as many as its rate allows",
        terms="documented public API, no key; 100 requests in ten minutes",
        robots=_ASKED,
    ),
    Source(
        "polymer",
        "boards",
        "https://help.polymer.co/",
        title="Polymer",
        gives="every opening of a board",
        terms="documented public API, no key",
        robots=_ASKED,
    ),
    Source(
        "hackernews",
        "threads",
        "https://news.ycombinator.com/submitted?id=whoishiring",
        title="Hacker News",
        gives="the posts of the monthly Who is hiring? threads; a role for each that a post offers",
        terms="API offered for this use; each role credits and links its post, no e-mail address is exported",
        robots=_ASKED,
    ),
    Source(
        "yc_directory",
        "directory",
        "https://github.com/yc-oss/api",
        title="the YC directory (by yc-oss)",
        gives="companies: team size, batch, status, homepage; no roles of its own",
        terms="static JSON by yc-oss, a community mirror; credited, no page of ycombinator.com is read",
        robots=_ASKED,
    ),
    Source(
        "sec_form_d",
        "filings",
        "https://www.sec.gov/search-filings/edgar-search-assistance/accessing-edgar-data",
        title="SEC Form D",
        gives="what US companies have sold of their shares, and when, for inferring a round; no roles",
        terms="public domain; a named User-Agent with a contact; at most 10 requests a second (5 are made)",
        robots=_ASKED,
        needs_contact=True,
    ),
    Source(
        "remoteok",
        "feed",
        "https://remoteok.com/api",
        title="Remote OK",
        gives="the newest hundred remote jobs, with text, and pay for some",
        terms="open API; name Remote OK and link to its page of the job, do not use its logo",
        robots=_ASKED,
        attribution=_credit("Remote OK", "https://remoteok.com"),
    ),
    Source(
        "remotive",
        "feed",
        "https://remotive.com/remote-jobs/api",
        title="Remotive",
        gives="some twenty remote jobs, a day late, with text, and pay for some",
        terms="open API; at most 4 calls a day; name Remotive and link to its page; not for other job boards",
        robots=_ASKED,
        attribution=_credit("Remotive", "https://remotive.com", "not to be passed on to other job boards"),
        most_per_day=4,
    ),
    Source(
        "himalayas",
        "feed",
        "https://himalayas.app/api",
        title="Himalayas",
        gives="the newest remote jobs, page by page, with text, and pay for many",
        terms="open API; name Himalayas and link to its page of the job",
        robots=_ASKED,
        attribution=_credit("Himalayas", "https://himalayas.app"),
    ),
    Source(
        "jobicy",
        "feed",
        "https://jobicy.com/jobs-rss-feed",
        title="Jobicy",
        gives="the newest hundred remote jobs, with text, and pay for many",
        terms="open API; name Jobicy and link to its page; one applies there",
        robots=_ASKED,
        attribution=_credit("Jobicy", "https://jobicy.com", "one applies there"),
    ),
    Source(
        "arbeitnow",
        "feed",
        "https://www.arbeitnow.com/api/job-board-api",
        title="Arbeitnow",
        gives="the newest jobs in Germany and remote, page by page, with text",
        terms="open API, no key; its terms were not found, so it is named and linked",
        robots=_ASKED,
        attribution=_credit("Arbeitnow", "https://www.arbeitnow.com"),
    ),
    Source(
        "weworkremotely",
        "feed",
        "https://weworkremotely.com/remote-job-rss-feed",
        title="We Work Remotely",
        gives="the newest remote jobs, with text and the employer's homepage",
        terms="public RSS feed; its terms were not found, so it is named and linked",
        robots=_ASKED,
        attribution=_credit("We Work Remotely", "https://weworkremotely.com"),
    ),
    Source(
        "themuse",
        "feed",
        "https://www.themuse.com/developers/api/v2",
        title="The Muse",
        gives="jobs in data science, page by page, with text; mostly of larger firms",
        terms="documented API; 500 requests an hour without a key",
        robots=_ASKED,
        attribution=_credit("The Muse", "https://www.themuse.com"),
    ),
    Source(
        "workingnomads",
        "feed",
        "https://www.workingnomads.com/jobs",
        title="Working Nomads",
        gives="the newest remote jobs, with text",
        terms="public JSON; its terms were not found, so it is named and linked",
        robots=_ASKED,
        attribution=_credit("Working Nomads", "https://www.workingnomads.com"),
    ),
    Source(
        "careers",
        "pages",
        "https://schema.org/JobPosting",
        title="a careers page",
        gives="the openings that a page, or the pages of a sitemap, publish as schema.org JobPosting",
        terms="published for search engines to read; a site's own terms are for you to look up",
        robots="asked at every site; a page that it closes is not read",
    ),
)

SOURCES: dict[str, Source] = {source.name: source for source in _TABLE}
