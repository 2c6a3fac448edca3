"""Which known boards a page leads to.

Invariant: only what stands in the page is found: the targets of its links, frames and scripts, and whole
addresses in its inline data; a board comes once, in the order of the page. Any text may be given.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from scrapers.boards import board_in
from scrapers.items import Board

MOST_LINKS = 5_000
"""Addresses of one page that are looked at, of each kind."""

_ATTRIBUTES = ("href", "src", "data-src", "action")
_WRITTEN = re.compile(r"https?://[^\s\"'<>\\^`{|}]{4,500}")
_ESCAPED_SLASH = re.compile(r"\\(?:/|u002[fF])")
_TAIL = ".,;:)!?"


def ats_links(html: str, base_url: str) -> list[Board]:
    """The known boards that a page links, embeds or names; `base_url` is the page's own address."""
    found: dict[tuple[str, str, str | None], Board] = {}
    for url in page_links(html, base_url):
        _add(found, url)
    for url in islice(_written(html), MOST_LINKS):
        _add(found, url)
    return list(found.values())


def page_links(html: str, base_url: str) -> Iterator[str]:
    """The absolute addresses that a page's links, frames, scripts and forms have, at most MOST_LINKS."""
    selector = ", ".join(f"[{name}]" for name in _ATTRIBUTES)
    for node in islice(LexborHTMLParser(html.encode("utf-8", "replace")).css(selector), MOST_LINKS):
        for name in _ATTRIBUTES:
            if value := node.attributes.get(name):
                try:
                    yield urljoin(base_url, value.strip())
                except ValueError:  # an address that no parser can read
                    continue


def _written(html: str) -> Iterator[str]:
    """Whole addresses anywhere in the page's source, also those that a script's data escapes."""
    plain = entities.unescape(_ESCAPED_SLASH.sub("/", html))
    return (match[0].rstrip(_TAIL) for match in _WRITTEN.finditer(plain))


def _add(found: dict[tuple[str, str, str | None], Board], url: str) -> None:
    if board := board_in(url):
        found.setdefault((board.source, board.token.lower(), board.host), board)
