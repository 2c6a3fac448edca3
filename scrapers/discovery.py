"""DiscoverySpider: looks at companies' sites for the boards that they link, and at boards for whom they name.

Invariant: one SiteLook for every site and one BoardLook for every board that was asked about, whatever
answers, unless there is no network at all. At most MOST_PAGES pages of a site are asked for, and none of
another site, unless the first one redirects there. Nothing is concluded: whose board it is, is not said here.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, TypeVar
from urllib.parse import urldefrag, urljoin, urlsplit

from pydantic import AwareDatetime, Field
from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response, TextResponse

from scrapers.ats import AtsSpider
from scrapers.boards import board_in, key_of
from scrapers.careers_links import careers_links, is_careers_url, site_name, site_of
from scrapers.items import Board, BoardStatus, Facts
from scrapers.json_ld import job_postings
from scrapers.links import ats_links
from scrapers.manners import space_out
from scrapers.outcome import NO_NAME, json_in
from scrapers.reading import Page, SourceSpider, web_url
from scrapers.redirects import IS_PAGE
from scrapers.said import Said, said_in_json, said_in_text
from scrapers.sources import SOURCES, spider_of
from scrapers.spiders.careers import token_of

MOST_PAGES = 4
"""Pages of one site: its homepage, its careers page, where its openings are, and a redirect."""
MOST_BYTES = 4_000_000
"""Of one page of a site."""
MOST_UNANSWERED = 50
OFTEN = 3
_REDIRECTS = frozenset({300, 301, 302, 303, 307, 308})


class PageSeen(Facts):
    """One page that was asked for, and what came of it."""

    url: str
    status: BoardStatus
    error: str | None = None


class Linked(Facts):
    """A board, and the page that links, embeds or redirects to it; a page that publishes its openings itself
    (schema.org JobPosting) is a board of `careers`."""

    board: Board
    page: str


class SiteLook(Facts):
    """What a look at one company's site found; `url` is where it began."""

    kind: Literal["site"] = "site"
    url: str
    looked_at: AwareDatetime
    name: str | None = None
    """What the site calls itself."""
    pages: tuple[PageSeen, ...] = ()
    links: tuple[Linked, ...] = ()

    @property
    def was_read(self) -> bool:
        """Whether any page of the site was read."""
        return any(page.status == "complete" for page in self.pages)

    @property
    def met_no_host(self) -> bool:
        """Whether there is no such host, or no network."""
        return not self.was_read and any(NO_NAME in (page.error or "") for page in self.pages)


class BoardLook(Facts):
    """Whom a board names: how many of its openings have each of the words that were asked for."""

    kind: Literal["board"] = "board"
    board: Board
    looked_at: AwareDatetime
    status: BoardStatus
    error: str | None = None
    openings: int = 0
    employers: tuple[str, ...] = ()
    """Names in the fields that hold the employer's name."""
    mentions: dict[str, int] = Field(default_factory=dict)
    """Name or domain as asked -> how many openings have it."""
    repeated: dict[str, int] = Field(default_factory=dict)
    """Name -> how many openings have it OFTEN times or more: a customer is named once, the employer again."""

    @property
    def was_read(self) -> bool:
        """Whether its system answered; that it does not know the board is an answer, too."""
        return self.status in ("complete", "unknown")

    @property
    def met_no_host(self) -> bool:
        """Whether there is no network: these hosts exist."""
        return NO_NAME in (self.error or "")


Look = TypeVar("Look", SiteLook, BoardLook)


@dataclass(frozen=True)
class BoardAsk:
    """A board to look at, and the names and domains to look for."""

    board: Board
    names: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()


@dataclass
class Visit:
    """A site while it is being looked at."""

    url: str
    queue: list[str] = field(default_factory=list)
    asked: set[str] = field(default_factory=set)
    pages: list[PageSeen] = field(default_factory=list)
    links: dict[tuple[str, str, str], Linked] = field(default_factory=dict)
    published: tuple[int, str] = (0, "")
    """The most openings that a page publishes itself, and that page."""
    name: str | None = None


class DiscoverySpider(SourceSpider):
    """`sites`: where to begin on each site; `asks`: boards to look at."""

    name = "discovery"
    custom_settings: ClassVar[dict[str, Any]] = {  # type: ignore[misc]
        "DOWNLOAD_TIMEOUT": 20,  # seconds; there are thousands of sites, and each can be looked at next time
        "RETRY_TIMES": 1,
    }

    def __init__(self, sites: Sequence[str] = (), asks: Sequence[BoardAsk] = ()) -> None:
        super().__init__()
        self.sites, self.asks = sites, asks
        self.unanswered = 0
        self.boards_asked: set[tuple[str, str, str]] = set()

    async def start(self) -> AsyncIterator[Any]:
        for ask in self.asks:
            yield self._ask_board(ask)
        for site in self.sites:
            yield self._ask_page(Visit(site), site)

    def _ask_board(self, ask: BoardAsk) -> Request | BoardLook:
        self.boards_asked.add((*key_of(ask.board), ask.board.host or ""))
        url = board_page(ask.board)
        if url is None:
            return self._board_look(ask, "malformed", f"nothing here reads boards of {ask.board.source}")
        self._keep_pace(ask.board, url)
        return self.ask(url, self.read_board, ask)

    def _linked(self, look: SiteLook) -> Iterator[Request | BoardLook]:
        """Whether the boards that a site leads to are there, each asked once."""
        for link in look.links:
            key = (*key_of(link.board), link.board.host or "")
            if key not in self.boards_asked and link.board.homepage is None:
                names = (look.name,) if look.name else ()
                yield self._ask_board(BoardAsk(link.board, names=names))

    def _keep_pace(self, board: Board, url: str) -> None:
        """Ask a source's host no more often than a crawl would."""
        delay = (spider_of(board.source).custom_settings or {}).get("DOWNLOAD_DELAY", 0)
        if delay > self.settings.getfloat("DOWNLOAD_DELAY") > 0:
            space_out(self.crawler, urlsplit(url).hostname or "", delay)

    # Sites --------------------------------------------------------------------------------------------------

    def _ask_page(self, visit: Visit, url: str) -> Request:
        visit.asked.add(url)
        return self.ask(url, self.read_page, visit).replace(
            headers={"Accept": "text/html, */*;q=0.5"}, meta={"download_maxsize": MOST_BYTES, IS_PAGE: True}
        )

    def read_page(self, page: Page, visit: Visit) -> Iterator[Any]:
        """Take one page in; then ask for the next one, or yield the SiteLook."""
        response: Response | None = page.data
        trouble = page.trouble
        if response is None and trouble:
            visit.pages.append(PageSeen(url=page.answer.url, status=trouble.status, error=trouble.error))
            if len(visit.pages) == 1 and trouble.status == "unknown":
                _queue(visit, [urljoin(visit.url, "/")])  # a page of a posting may be gone with it
        elif response is not None and response.status >= 300:
            self._redirected(response, visit)
        elif response is not None:
            self._take(response, visit)
        done = (
            bool(visit.links) or not visit.queue or len(visit.pages) >= MOST_PAGES or visit.published[0] > 1
        )
        if not done:
            yield self._ask_page(visit, visit.queue.pop(0))
            return
        look = self._site_look(visit)
        yield look
        yield from self._linked(look)

    def _redirected(self, response: Response, visit: Visit) -> None:
        """Follow a redirect to another host of the site, from the first page also to another site."""
        target = _target(response)
        visit.pages.append(
            PageSeen(url=response.url, status="moved", error=f"redirects to {target or 'nowhere'}")
        )
        if target is None:
            return
        board = board_in(target)
        if board:
            _link(visit, board, response.url)
        elif site_of(target) == site_of(response.url) or len(visit.pages) == 1:
            _queue(visit, [target], first=True)

    def _take(self, response: Response, visit: Visit) -> None:
        html = response.text if isinstance(response, TextResponse) else ""
        visit.pages.append(PageSeen(url=response.url, status="complete"))
        here = board_in(response.url)
        for board in [here] if here else ats_links(html, response.url):
            _link(visit, board, response.url)
        visit.name = visit.name or site_name(html)
        if not visit.links:
            visit.published = max(visit.published, (len(job_postings(html, response.url)[0]), response.url))
            links = careers_links(html, response.url)
            if not links and len(visit.pages) == 1 and not is_careers_url(response.url):
                links = [urljoin(response.url, "/careers")]  # many a homepage is drawn by a script
            _queue(visit, links[:2])

    def _site_look(self, visit: Visit) -> SiteLook:
        openings, page = visit.published
        if openings and not visit.links and web_url(page):
            _link(visit, Board(source="careers", token=token_of(page), homepage=page), page)
        look = SiteLook(
            url=visit.url,
            looked_at=self.observed_at(),
            name=visit.name,
            pages=tuple(visit.pages),
            links=tuple(visit.links.values()),
        )
        return self._noted(look)

    def _noted(self, look: Look) -> Look:
        """The look; once so many in a row met no host, there is no network and the rest is left."""
        self.unanswered = self.unanswered + 1 if look.met_no_host else 0
        if self.unanswered > MOST_UNANSWERED:
            raise CloseSpider("no network")
        return look

    # Boards -------------------------------------------------------------------------------------------------

    def read_board(self, page: Page, ask: BoardAsk) -> Iterator[BoardLook]:
        """The look at one board, from its first page."""
        if page.trouble:
            yield self._noted(self._board_look(ask, page.trouble.status, page.trouble.error))
            return
        said: Said = page.data
        mentions = {name: said.with_name(name) for name in ask.names}
        mentions |= {domain: said.with_domain(domain) for domain in ask.domains}
        found = {
            "openings": len(said.openings),
            "employers": said.employers,
            "mentions": mentions,
            "repeated": {name: said.with_name(name, OFTEN) for name in ask.names},
        }
        yield self._noted(self._board_look(ask, "complete", None).model_copy(update=found))

    def _board_look(self, ask: BoardAsk, status: BoardStatus, error: str | None) -> BoardLook:
        return BoardLook(board=ask.board, looked_at=self.observed_at(), status=status, error=error)

    def data_in(self, response: Response) -> Said:
        """What a board says; an answer in angle brackets is read as text, any other as JSON."""
        if response.body.lstrip()[:1] == b"<":
            return said_in_text(response.text if isinstance(response, TextResponse) else "")
        return said_in_json(json_in(response))

    def _page(self, response: Response) -> Page:
        """A site may answer with HTML and with redirects; a board may not."""
        page = super()._page(response)
        of_site = response.request and isinstance(response.request.cb_kwargs.get("reading"), Visit)
        if not of_site or (page.trouble and page.trouble.status == "blocked"):
            return page
        if response.status in (200, 203) or response.status in _REDIRECTS:
            return Page(page.answer, data=response)
        return page


def board_page(board: Board) -> str | None:
    """The URL of a board's first page, as a crawl would ask for it; None where nothing here reads it."""
    if board.source not in SOURCES or not SOURCES[board.source].has_spider:
        return None
    spider = spider_of(board.source)
    return spider.board_url(board) if issubclass(spider, AtsSpider) else None


def _link(visit: Visit, board: Board, page: str) -> None:
    visit.links.setdefault((*key_of(board), board.host or ""), Linked(board=board, page=page))


def _queue(visit: Visit, urls: Sequence[str], *, first: bool = False) -> None:
    new = [url for url in urls if url not in visit.asked and url not in visit.queue]
    visit.queue[:] = [*new, *visit.queue] if first else [*visit.queue, *new]


def _target(response: Response) -> str | None:
    location = (response.headers.get("Location") or b"").decode("latin-1").strip()
    try:
        return web_url(urldefrag(response.urljoin(location)).url) if location else None
    except ValueError:
        return None
