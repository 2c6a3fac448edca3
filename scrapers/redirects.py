"""Which redirects are followed, and which are an answer: the board moved.

Invariant: data asked for at one address is never read from another one. A board's request follows only to
another spelling of its own address (a slash at the end, capitals, http to https). A web page follows within
its host, never from https back to http nor to another port; robots.txt wherever it leads, as RFC 9309 wants
it.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import RedirectMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from scrapers.manners import IS_ROBOTS
from scrapers.outcome import CirclesError

IS_PAGE = "is_page"
"""Request meta: this request asks for a web page, which may stand elsewhere on its host."""


class SameHostRedirects(RedirectMiddleware):
    """Downloader middleware: follows the redirects that may be followed; any other is an answer."""

    def process_response(
        self, request: Request, response: Response, spider: Any = None
    ) -> Request | Response:
        try:
            followed = super().process_response(request, response)
        except IgnoreRequest:  # Scrapy's word for REDIRECT_MAX_TIMES
            raise CirclesError from None
        if isinstance(followed, Request) and not _may_follow(request, followed.url):
            return response
        return followed


def keeps_server(url: str, target: str) -> bool:
    """Whether a redirect keeps to the scheme and the port of a URL, or leads from http to https."""
    try:
        before, after = _server(url), _server(target)
    except ValueError:
        return False
    return before == after or (before, after) == (("http", 80), ("https", 443))


def _server(url: str) -> tuple[str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.port or {"http": 80, "https": 443}.get(parts.scheme)


def _may_follow(request: Request, target: str) -> bool:
    if request.meta.get(IS_ROBOTS):
        return True
    before, after = urlsplit(request.url), urlsplit(target)
    if before.hostname != after.hostname or not keeps_server(request.url, target):
        return False
    return bool(request.meta.get(IS_PAGE)) or _spelled(before) == _spelled(after)


def _spelled(url: SplitResult) -> tuple[str, list[tuple[str, str]]]:
    """What is asked for, however it is spelled."""
    return unquote(url.path).rstrip("/").casefold(), sorted(parse_qsl(url.query, keep_blank_values=True))
