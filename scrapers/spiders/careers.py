"""Any careers page or sitemap: the openings that its pages publish as schema.org JobPosting.

A board is one such address: a row of the registry whose `homepage` it is, or one named with `-a url=`. A
listing is followed to its further pages and to the pages of openings that it links on its own site; where
there are none, but links to a board of a known system, that board is named in the snapshot's error.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response, TextResponse

from scrapers.boards import board_in
from scrapers.careers_site import Site, judged, settled, stands_elsewhere
from scrapers.items import Board, BoardSnapshot, is_web_url
from scrapers.json_ld import job_postings
from scrapers.links import ats_links
from scrapers.outcome import Trouble, answer_of
from scrapers.pages import (
    further_pages,
    is_challenge,
    is_surely_opening,
    job_links,
    site_map,
    target_of,
)
from scrapers.reading import SHAPE_ERRORS, BadArgumentError, Known, Page, SourceSpider, Steps, reason
from scrapers.redirects import IS_PAGE, keeps_server

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class careers(SourceSpider):  # noqa: N801 - file, spider and class bear the source's name
    """Pages named with `-a url=https://acme.example/careers` (several: separated by commas), else the
    registry's."""

    name = "careers"
    arguments = ("url",)

    @classmethod
    def check(cls, arguments: Mapping[str, str]) -> None:
        super().check(arguments)
        if "url" in arguments and not all(map(is_web_url, _urls(arguments["url"]) or [""])):
            raise BadArgumentError("url", "must be addresses such as https://acme.example/careers")

    @classmethod
    def boards_named(cls, arguments: Mapping[str, str]) -> list[Board]:
        """The boards that `-a url=` names; none without it."""
        urls = dict.fromkeys(_urls(arguments.get("url", "")))
        return [Board(source=cls.name, token=token_of(url), homepage=url) for url in urls]

    @classmethod
    def host_of(cls, board: Board) -> str:
        return urlsplit(board.homepage or "").hostname or ""

    def known_of(self, url: str) -> Known:
        # a page that has not changed says nothing of the pages it leads to
        return ()

    async def start(self) -> AsyncIterator[Any]:
        for board in self.boards or self.boards_named(self.given):
            site = Site(_named(board), board.homepage or "", list_urls={board.homepage or ""})
            if board.homepage:
                yield self._request(site, board.homepage)
            else:
                trouble = Trouble("malformed", "has no address: write its page into the column homepage")
                yield self._snapshot(site, trouble)

    def _request(self, site: Site, url: str) -> Request:
        accept = {"Accept": "text/html, application/xml;q=0.9, */*;q=0.5"}
        return self.ask(url, self.read_page, site).replace(headers=accept, meta={IS_PAGE: True})

    def _page(self, response: Response) -> Page:
        """A page of a site may be HTML and may redirect; a challenge is told by its title."""
        is_good = response.status in (200, 203) and response.body.strip() and not is_challenge(response)
        if is_good or response.status in _REDIRECTS:
            return Page(answer_of(response), data=response)
        return super()._page(response)

    def read_page(self, page: Page, site: Site) -> Steps:
        """Take one page in; then ask for the next one, or yield the snapshot."""
        site.answers.append(page.answer)
        is_first = len(site.answers) == 1
        trouble = page.trouble or self._take(page.data, site)
        is_list = site.kind in ("listing", "map")
        if trouble and (is_list or trouble.status != "unknown"):
            site.troubles.append(trouble)  # a page of an opening that is gone is gone with it
        following = None if is_first and trouble else site.following()
        if following:
            yield self._request(site, following)
        else:
            yield self._snapshot(site, site.troubles[0] if is_first and trouble else None)

    def _take(self, response: Response, site: Site) -> Trouble | None:
        if response.status in _REDIRECTS:
            return _redirected(response, site)
        try:
            found = site_map(response)
        except SHAPE_ERRORS as error:
            return Trouble("malformed", f"its sitemap is unreadable: {reason(error)}")
        if found:
            site.is_empty_map = len(site.answers) == 1 and not (found.maps or found.pages)
            site.expect("map", found.maps)
            site.expect("opening" if found.tells_openings else "page", found.pages)
        elif site.kind == "map":
            return Trouble("malformed", "a sitemap that it names is none")
        else:
            _take_html(response, site)
        return None

    def _snapshot(self, site: Site, trouble: Trouble | None) -> BoardSnapshot:
        status, error = (trouble.status, trouble.error) if trouble else judged(site)
        return BoardSnapshot(
            board=site.board,
            status=status,
            observed_at=self.observed_at(),
            answers=tuple(site.answers),
            postings=settled(site),
            rejected=tuple(site.rejected),
            error=error,
        )


def _urls(value: str) -> list[str]:
    """Addresses separated by commas; a comma within one stays."""
    return [url.strip() for url in re.split(r",(?=\s*https?://)", value) if url.strip()]


def token_of(url: str) -> str:
    """A name for a page that fits into a role's id: `acme.example-careers`; a mark where the address has more
    than a name can hold."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    plain = f"{host}{parts.path.rstrip('/')}".replace("/", "-")
    name = re.sub(r"\.{2,}", ".", re.sub(r"[^a-z0-9.-]+", "-", plain.lower()))[:60].strip("-.")
    if name == plain and not parts.query:
        return name
    return f"{name}-{sha256(url.encode()).hexdigest()[:8]}"


def _named(board: Board) -> Board:
    """The board as it is landed: a page of which nobody says whose it is may belong to many employers."""
    return board if board.company else board.model_copy(update={"homepage": None})


def _take_html(response: Response, site: Site) -> None:
    html = response.text if isinstance(response, TextResponse) else response.body.decode("utf-8", "replace")
    postings, rejected = job_postings(html, response.url)
    site.postings += postings
    site.rejected += rejected
    publishes = bool(postings or rejected)
    if not publishes:
        for board in ats_links(html, response.url):
            site.boards.setdefault(f"{board.source}/{board.token}", board)
    if site.kind == "opening" and not publishes:
        site.bare += 1
    if site.kind == "listing" and (publishes or not site.boards):
        told = {posting.url for posting in postings}
        site.expect("listing", further_pages(html, response.url))
        for url in job_links(html, response.url):
            if url not in told:
                site.expect("opening" if is_surely_opening(url, response.url) else "page", [url])


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _redirected(response: Response, site: Site) -> Trouble | None:
    """Follow a redirect of the first page within its site, once; else say where it leads."""
    target, is_first = target_of(response), len(site.answers) == 1
    if target and is_first and _is_within(target, site.url) and target != site.url:
        site.url = target
        site.expect("listing", [target])
        return None
    board = board_in(target) if target and is_first else None
    if board:
        return stands_elsewhere([board])
    return Trouble("moved", f"redirects to {_host(target) if target else 'nowhere'}")


def _is_within(target: str, url: str) -> bool:
    return _host(target) == _host(url) and keeps_server(url, target)
