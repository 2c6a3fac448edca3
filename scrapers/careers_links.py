"""Where a company's site says it hires, and what the site calls itself.

Invariant: only what stands in the page; addresses come back absolute, http(s), without a fragment, each once.
Any text may be given.
"""

from __future__ import annotations

import functools
import json
import re
from itertools import islice
from typing import Any
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser
from tldextract import TLDExtract

from scrapers.links import MOST_LINKS
from scrapers.reading import each, part, web_url, words

_SAYS = re.compile(
    r"\b(?:careers?|jobs?|join (?:us|our team|the team)|work (?:with|at|for) (?:us|\w+)"
    r"|(?:we['’]?re |now )?hiring"
    r"|open (?:roles?|positions?|jobs?)|(?:see|view|current|job) openings?|vacanc(?:y|ies)|karriere)\b",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"(?:^|[/._-])(?:careers?|jobs?|join(?:-?(?:us|our-team|the-team))?|work-?(?:with|for|at)-?us|hiring"
    r"|we-are-hiring|open-?(?:roles?|positions?|jobs?)|openings?|positions?|vacancies|karriere)(?:[/._-]|$)",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"/(?:blog|news|press|posts?|articles?|stories|docs|help|legal|privacy|terms|customers?|case-stud(?:y|ies)"
    r"|products?|solutions?|login|sign-?(?:in|up)|contact|tags?|category)(?:/|$)|\.(?:pdf|png|jpe?g|svg|zip)$",
    re.IGNORECASE,
)
_LONGEST_TEXT = 60
"""Characters of a link's text; a longer one is a headline that happens to speak of jobs."""


def careers_links(html: str, base_url: str) -> list[str]:
    """Links of a page to where the same site lists its openings, the likeliest first."""
    ranked: dict[str, tuple[int, int]] = {}
    for node in islice(LexborHTMLParser(html.encode("utf-8", "replace")).css("a[href]"), MOST_LINKS):
        url = _absolute(base_url, node.attributes.get("href") or "")
        if url is None or site_of(url) != site_of(base_url) or url == urldefrag(base_url).url:
            continue
        rank = _rank(url, words(node.text(deep=True)) or "")
        if rank:
            ranked[url] = min(ranked.get(url, (0, 0)), (-rank, len(urlsplit(url).path)))
    return sorted(ranked, key=lambda url: ranked[url])


def is_careers_url(url: str) -> bool:
    """Whether an address by itself says that it leads to openings: /careers, jobs.acme.com."""
    return _rank(url, "") > 0


def site_name(html: str) -> str | None:
    """What a page calls its site (`og:site_name`, `application-name`, its schema.org Organization), cut to a
    line; None when it does not say."""
    page = LexborHTMLParser(html.encode("utf-8", "replace"))
    for selector in ('meta[property="og:site_name"]', 'meta[name="application-name"]'):
        node = page.css_first(selector)
        found = _line(node.attributes.get("content")) if node else None
        if found:
            return found
    scripts = page.css('script[type="application/ld+json"]')
    return next(filter(None, (_organisation(script.text(deep=True)) for script in scripts[:20])), None)


def _organisation(text: str) -> str | None:
    """The name of the Organization or WebSite that a block of JSON-LD describes."""
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    rows = data if isinstance(data, list) else [data]
    graph = [one for row in rows for one in each(part(row, "@graph"))]
    said = [
        one for one in (*rows, *graph) if part(one, "@type") in ("Organization", "Corporation", "WebSite")
    ]
    return _line(part(said[0], "name")) if said else None


def _line(text: Any) -> str | None:
    found = words(text[:200]) if isinstance(text, str) else None
    return " ".join(found.split()) if found else None


def site_of(url: str) -> str | None:
    """The registrable domain of a URL (a hosting service's customers are told apart); None without a host."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return None
    parts = _extract()(host)
    if parts.domain and parts.suffix:
        return f"{parts.domain}.{parts.suffix}"
    return ".".join(host.split(".")[-2:]) or None


@functools.cache
def _extract() -> TLDExtract:
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def _absolute(base_url: str, href: str) -> str | None:
    try:
        return web_url(urldefrag(urljoin(base_url, href.strip())).url)
    except ValueError:
        return None


def _rank(url: str, text: str) -> int:
    """2 for an address that says so, 2 for a text that does; 0 for what leads elsewhere."""
    parts = urlsplit(url)
    if _ELSEWHERE.search(parts.path):
        return 0
    first = (parts.hostname or "").split(".")[0]
    by_address = bool(_PATH.search(parts.path)) or bool(re.fullmatch(r"careers?|jobs?|join|hiring", first))
    by_text = len(text) <= _LONGEST_TEXT and bool(_SAYS.search(text))
    return 2 * by_address + 2 * by_text
