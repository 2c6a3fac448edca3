"""HTML as published becomes plain text to read and safe HTML to show.

Invariant: any string goes in, hostile ones too; the work grows linearly with its length. The text that comes
out holds no control, zero-width or direction character, the HTML no script, handler or odd scheme.
"""

from __future__ import annotations

import html as entities
import re
from functools import cache, lru_cache

import nh3
from selectolax.lexbor import LexborHTMLParser

MAX_TAGS = 5_000
"""Above this the parser's stack of open elements could make it quadratic; real postings have some 500."""

SAFE_TAGS = {
    "a", "b", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li", "ol",
    "p", "pre", "s", "small", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}  # fmt: skip

_TAGS = re.compile(r"(<[a-zA-Z/!?][^<>]*>(?:[ \t]*<[a-zA-Z/!?][^<>]*>)*)")
"""One or more tags with nothing but blanks between."""
_LONGEST_KEPT = 400
"""Tags beside each other repeat from posting to posting; what they come to is kept unless they are longer."""
_DROPPED = "script style template noscript svg iframe object textarea select title".split()  # noqa: SIM905
_COMMON_BLOCK = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol)\b[^<>]*>|</li>")
_BLOCK = re.compile(
    r"<(?:br|/?(?:p|div|[uod]l|d[td]|h[1-6r]|tr|table|thead|tbody|section|article|header|footer|aside|main|nav"
    r"|figure|figcaption|blockquote|pre|address|form|fieldset|details|summary|body|html)|/li)\b[^<>]*>",
    re.IGNORECASE,
)
_ITEM = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_CELL = re.compile(r"</?t[dh]\b[^<>]*>", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|code|small|sub|sup)(?:\s(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)?/?>"
)
_KNOWN = re.compile(rf"(?:{_COMMON_BLOCK.pattern}|<li\b[^<>]*>|{_INLINE.pattern}|[ \t])*")
_TAG = re.compile(r"</?[a-z!?][^<>]*>", re.IGNORECASE)
_TAG_START = re.compile(r"<[a-z/!?]", re.IGNORECASE)
_CUT_LINK = re.compile(r'<a\s[^<>]*?href="([^"<>]*)"[^<>]*>([^<>]*?)\.\.\.</a>', re.IGNORECASE)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e01ef]"
)


def text_from_html(html: str) -> str:
    """The words of `html`: blocks and `<br>` become lines, list items begin with "- ".

    Scripts, styles and invisible characters are dropped, runs of blanks become one space; an address that
    is cut on display is shown whole. Plain text passes through.
    """
    if "<" not in html:
        return tidy(entities.unescape(html))
    source = html.replace("\n", " ")
    if "...</a>" in source:
        source = _CUT_LINK.sub(_whole_link, source)
    parts = _TAGS.split(source)
    marks = [_kept_mark(tags) if len(tags) <= _LONGEST_KEPT else _mark(tags) for tags in parts[1::2]]
    if None not in marks:
        parts[1::2] = marks
        text = "".join(parts)
        if not _TAG_START.search(text):
            return tidy(entities.unescape(text))
    source = _INLINE.sub("", _COMMON_BLOCK.sub("\n", _ITEM.sub("\n- ", source)))
    return tidy(_parsed(_CELL.sub(" ", _BLOCK.sub("\n", source))))


def _mark(tags: str) -> str | None:
    """What tags come to in a text: a line's end, an item's start, nothing; None when a parser must tell."""
    if not _KNOWN.fullmatch(tags):
        return None
    mark = _INLINE.sub("", _COMMON_BLOCK.sub("\n", _ITEM.sub("\n- ", tags)))
    if "\n" in mark:
        return "\n- " if "-" in mark else "\n"
    return " " if mark else ""


_kept_mark = lru_cache(maxsize=8_192)(_mark)


def tidy(text: str) -> str:
    """`text` without invisible characters, blank lines, runs of blanks and bullets without words."""
    text = text.replace("\xa0", " ")
    if _is_plain(text):
        raw = [
            " ".join(line.split()) if "  " in line else line.strip(" ") for line in text.split("\n") if line
        ]
    else:
        text = _INVISIBLE.sub("", text.replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n"))
        raw = [" ".join(line.split()) for line in text.split("\n")]
    if "-" not in raw:
        return "\n".join(filter(None, raw))
    lines: list[str] = []
    for line in filter(None, raw):
        if lines and lines[-1] == "-":
            lines[-1] = line if line[0] == "-" else f"- {line}"
        else:
            lines.append(line)
    return "\n".join(lines[:-1] if lines and lines[-1] == "-" else lines)


def _is_plain(text: str) -> bool:
    """Nothing but letters, signs, spaces and line feeds: the common case, told in two fast steps."""
    return text.replace("\n", "").isprintable()


def sanitise(html: str) -> str:
    """`html` with only harmless tags and http(s) or mailto links, safe to show in a page."""
    if not _is_plain(html):
        html = _INVISIBLE.sub("", html)
    if html.count("<") > MAX_TAGS:
        lines = text_from_html(html).split("\n")
        return "".join(f"<p>{entities.escape(line)}</p>" for line in lines)
    return _cleaner().clean(html)


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=SAFE_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )


def _whole_link(link: re.Match[str]) -> str:
    """A forum cuts long addresses on display; the whole one stands in the link."""
    href, shown = entities.unescape(link[1]), entities.unescape(link[2])
    return f" {link[1]} " if shown and href.startswith(shown) else link[0]


def _parsed(marked: str) -> str:
    if marked.count("<") > MAX_TAGS:
        return entities.unescape(_TAG.sub("", _without_dropped(marked)))
    parser = LexborHTMLParser(marked.encode("utf-8", "replace"))
    parser.strip_tags(_DROPPED)
    node = parser.body or parser.root
    return (node.text() or "") if node is not None else ""


def _without_dropped(marked: str) -> str:
    """Cut scripts and styles out by their end tags; one that never ends takes the rest, as in a browser."""
    kept, lowered, at = [], marked.lower(), 0
    for name in ("script", "style"):
        while (start := lowered.find(f"<{name}", at)) >= 0:
            kept.append(marked[at:start])
            end = lowered.find(f"</{name}", start)
            at = len(marked) if end < 0 else end
        marked = "".join([*kept, marked[at:]])
        kept, lowered, at = [], marked.lower(), 0
    return marked
