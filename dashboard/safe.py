"""Scraped text made harmless for the screen: it shows as the words it is, never as markup.

Invariant: Streamlit shows the words of `plain(text)` and a browser those of `html(text)`, whatever they are;
no link, icon, colour, formula, heading or element comes out of it.
"""

from __future__ import annotations

import html as _html
import re
import unicodedata

_LONGEST = 400
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~<>$:&^=])")
# Streamlit looks for these after Markdown has taken the backslashes away, so a backslash cannot stop them.
_AFTER_MARKDOWN = re.compile(r":(?=[\w+/-]+:)|https?:(?=//)|www(?=\.)|@(?=\w)|[<~>](?=[-=])|-(?=[->])")
_JOINER = "\u2060"
# Controls, and the marks that reorder the text around them.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def one_line(text: object, longest: int = _LONGEST) -> str:
    """The text on one line, without control and direction marks, cut after `longest` characters."""
    words = " ".join(_CONTROL.sub(" ", unicodedata.normalize("NFC", str(text))).split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"


def plain(text: object, longest: int = _LONGEST) -> str:
    """The text for any place where Streamlit reads Markdown: labels, captions, titles, alerts, toasts."""
    return _MARKDOWN.sub(r"\\\1", _AFTER_MARKDOWN.sub(lambda hit: hit[0] + _JOINER, one_line(text, longest)))


def html(text: object, longest: int = _LONGEST) -> str:
    """The text for a piece of our own HTML, as an element's content or a quoted attribute."""
    return _html.escape(one_line(text, longest), quote=True)


def web_link(url: object) -> str | None:
    """The address if it is an http(s) one, else None."""
    if isinstance(url, str) and re.match(r"https?://[^\s\"'<>\\]+\Z", url, re.IGNORECASE):
        return url
    return None
