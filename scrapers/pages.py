"""Web pages on the way to openings: sitemaps, links to openings, challenges and redirects.

Invariant: only addresses that stand in the page are returned, absolute, each once, at most so many; any bytes
may come.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from scrapy.http import Response
from scrapy.utils.gz import gunzip

from scrapers.links import page_links
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


class SiteMap(NamedTuple):
    """What a sitemap lists: further sitemaps, and pages (of openings alone, where it tells them apart)."""

    maps: list[str]
    pages: list[str]


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
    return SiteMap(_of_openings(maps, r"job|career|position|opening|vacanc"), _pages_of_openings(pages))


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


def _pages_of_openings(urls: list[str]) -> list[str]:
    openings = [url for url in urls if _OPENING.search(urlsplit(url).path)]
    return list(dict.fromkeys(openings or urls))


def job_links(html: str, url: str) -> list[str]:
    """Links of a listing page that lead to single openings of the same host, in their order.

    On a host of its own for openings (jobs.acme.example) they are those whose name has a hyphen or a digit.
    """
    here, base = urlsplit(url), urlsplit(url).path.rstrip("/")
    is_own_host = bool(_OWN_HOST.match(here.netloc))
    found: dict[str, None] = {}
    for link in page_links(html, url):
        target = urldefrag(link).url
        try:
            parts = urlsplit(target)
        except ValueError:
            continue
        is_below = bool(base) and parts.path.startswith(f"{base}/") and parts.path.rstrip("/") != base
        if parts.netloc != here.netloc or _FILE.search(parts.path) or target == url:
            continue
        is_named = is_own_host and bool(_NAMED.search(parts.path)) and not _ELSEWHERE.search(parts.path)
        if web_url(target) and (is_below or is_named or _OPENING.search(parts.path)):
            found[target] = None
    return list(found)


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
