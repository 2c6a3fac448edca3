"""Web pages on the way to openings: sitemaps, links to openings, challenges and redirects.

Invariant: only addresses that stand in the page are returned, absolute, each once, at most so many; any bytes
may come.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from scrapy.http import Response
from scrapy.utils.gz import gunzip
from selectolax.lexbor import LexborHTMLParser

from scrapers.careers_links import site_of
from scrapers.links import MOST_LINKS, page_links
from scrapers.outcome import UnreadableError, xml_in
from scrapers.reading import web_url

MOST_PAGES = 200
"""Pages of one board that are read."""
MOST_ENTRIES = 50_000
"""Entries of one sitemap that are looked at; more its standard does not allow."""
MOST_BYTES = 64 * 1024 * 1024
"""Of one sitemap, unpacked."""

_MAP = re.compile(
    rb"(?:\s|<\?[^>]{0,300}\?>|<!--.{0,2000}?-->){0,40}<(?:\w+:)?(?:urlset|sitemapindex)\b", re.DOTALL
)
_CHALLENGE = re.compile(
    rb"<title>[^<]{0,40}(?:just a moment|attention required|access denied|security check"
    rb"|checking your browser|are you (?:a )?(?:human|robot))",
    re.IGNORECASE,
)
_WORD = (
    r"(?:jobs?|careers?|positions?|openings?|vacanc(?:y|ies)|roles?|opportunit(?:y|ies)|stellen\w*|karriere|emplois?"
    r"|join-us|work-with-us)"
)
_OPENING = re.compile(rf"(?:^|/)(?:[\w-]*-)?{_WORD}(?:-[\w-]*)?/[^/]", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:pdf|png|jpe?g|gif|svg|webp|ico|css|js|mjs|json|zip|mp4|woff2?|docx?|ics)\Z", re.IGNORECASE
)


_OWN_HOST = re.compile(r"(?:jobs?|careers?|karriere|join|work)\.", re.IGNORECASE)
_NAMED = re.compile(r"/[^/]*[-\d][^/]*/?\Z")
_ELSEWHERE = re.compile(
    r"/(?:blog|news|privacy|terms|legal|cookies?|about|contact|login|sign-?(?:in|up)|data-?privacy|imprint)",
    re.IGNORECASE,
)
_ABOUT_WORK = re.compile(
    r"/(?:(?:our-)?(?:benefits|perks|culture|values)|faqs?|life(?:-at-[\w-]+)?"
    r"|(?:our-)?(?:hiring|interview)-process)/?\Z",
    re.IGNORECASE,
)
_PAGE_KEY = re.compile(r"(?:[\w-]*[_-])?(?:paged?|pg|offset|start|skip|seite)", re.IGNORECASE)
_PAGE_PATH = re.compile(r"/(?:page|seite)[/-]?\d{1,4}/?\Z", re.IGNORECASE)


class SiteMap(NamedTuple):
    """What a sitemap lists: further sitemaps, and pages (of openings alone, where it tells them apart)."""

    maps: list[str]
    pages: list[str]
    tells_openings: bool


def site_map(response: Response) -> SiteMap | None:
    """The sitemap or sitemap index in an answer, packed or not; None for any other page.

    Raises UnreadableError for a sitemap that cannot be read.
    """
    body = _unpacked(response.body) if response.body[:2] == b"\x1f\x8b" else response.body
    body = body.removeprefix(b"\xef\xbb\xbf").strip()
    if not _MAP.match(body[:5_000]):
        return None
    root = xml_in(response.replace(body=body))
    maps: list[str] = []
    pages: list[str] = []
    for entry in list(root)[:MOST_ENTRIES]:
        url = next((web_url(child.text) for child in entry if _local(child.tag) == "loc"), None)
        if url:
            (maps if _local(entry.tag) == "sitemap" else pages).append(url)
    openings = [url for url in pages if _OPENING.search(urlsplit(url).path)]
    chosen = list(dict.fromkeys(openings or pages))
    return SiteMap(_of_openings(maps, r"job|career|position|opening|vacanc"), chosen, bool(openings))


def _unpacked(body: bytes) -> bytes:
    try:
        return gunzip(body, max_size=MOST_BYTES)
    except Exception as error:
        raise UnreadableError(f"it cannot be unpacked ({type(error).__name__})") from error


def _local(tag: object) -> str:
    return str(tag).rsplit("}", 1)[-1]


def _of_openings(urls: list[str], word: str) -> list[str]:
    """Those sitemaps that are named for openings, where there are any; else all."""
    named = [url for url in urls if re.search(word, urlsplit(url).path, re.IGNORECASE)]
    return list(dict.fromkeys(named or urls))


def job_links(html: str, url: str) -> list[str]:
    """Links of a listing page that lead to single openings of the same host, in their order.

    On a host of its own for openings (jobs.acme.example) they are those whose name has a hyphen or a digit;
    such a host may also stand beside the page's own.
    """
    base, found = _root(url), dict[str, None]()
    for target in _targets(html, url):
        parts = urlsplit(target)
        if _FILE.search(parts.path) or _is_paging(target, url) or target == url:
            continue
        is_own_host = bool(_OWN_HOST.match(parts.netloc))
        is_here = _host(target) == _host(url)
        if not is_here and not (is_own_host and site_of(target) == site_of(url)):
            continue
        if is_here and parts.path.rstrip("/") == base and not parts.query:
            continue
        is_below = (
            is_here and bool(base) and parts.path.startswith(f"{base}/") and parts.path.rstrip("/") != base
        )
        is_named = is_own_host and bool(_NAMED.search(parts.path)) and not _ELSEWHERE.search(parts.path)
        if is_below or is_named or _OPENING.search(parts.path):
            found[target] = None
    return list(found)


def is_surely_opening(target: str, url: str) -> bool:
    """Whether a link of the listing at `url` leads to one opening: neither to the listing itself in another
    order, nor to a page about working there."""
    return not _ABOUT_WORK.search(urlsplit(target).path) and (
        _host(target) != _host(url) or _root(target) != _root(url)
    )


def further_pages(html: str, url: str) -> list[str]:
    """Links of a listing page to its other pages (`?page=2`, `/page/2`, `rel=next`), in their order."""
    following = LexborHTMLParser(html.encode("utf-8", "replace")).css('[rel~="next"][href]')
    told = {node.attributes.get("href") or "" for node in following[:MOST_LINKS]}
    nexts = {target for href in told for target in _joined(url, href)}
    found = (
        target
        for target in _targets(html, url)
        if target != url and (_is_paging(target, url) or (target in nexts and _host(target) == _host(url)))
    )
    return list(dict.fromkeys(found))


def _joined(url: str, href: str) -> Iterator[str]:
    try:
        yield urldefrag(urljoin(url, href.strip())).url
    except ValueError:  # an address that no parser can read
        return


def _targets(html: str, url: str) -> Iterator[str]:
    """The web addresses that a page links, without their fragments."""
    for link in page_links(html, url):
        target = web_url(urldefrag(link).url)
        if target:
            yield target


def _is_paging(target: str, url: str) -> bool:
    """Whether an address is another page of the listing at `url`."""
    if _host(target) != _host(url) or _root(target) != _root(url):
        return False
    parts = urlsplit(target)
    keys = (key for key, value in parse_qsl(parts.query) if value.isdigit())
    return bool(_PAGE_PATH.search(parts.path)) or any(map(_PAGE_KEY.fullmatch, keys))


def _root(url: str) -> str:
    """The path of a listing, whichever of its pages it is."""
    return _PAGE_PATH.sub("", urlsplit(url).path).rstrip("/")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def is_challenge(response: Response) -> bool:
    """Whether a page only asks whether a person reads it; told by its title, as forms have such words."""
    return bool(_CHALLENGE.search(response.body[:20_000]))


def target_of(response: Response) -> str | None:
    """Where a redirect leads; None when it names no address."""
    location = (response.headers.get("Location") or b"").decode("latin-1").strip()
    try:
        return web_url(urldefrag(urljoin(response.url, location)).url) if location else None
    except ValueError:
        return None
