"""Where a pattern stands in a text, and the words around it.

Invariant: offsets are offsets of `value` itself, so that every quote is a slice of it; every step is linear
in the length of the text, however hostile it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

import re2

Pattern = Any
Match = Any
"""google-re2 carries no types; its matches answer to `span(group)` like those of `re`, groups by number"
" only."""
MOST_FOUND: Final = 200
"""Matches looked at in one text; a posting has a handful, a hostile text may have a hundred thousand."""

_BREAK = re.compile(r"[.!?;:](?=\s)|[\n•|]")
_QUOTED: Final = 160


def pattern(*alternatives: str) -> Pattern:
    """One case-insensitive, linear-time expression that matches any of `alternatives`."""
    return re2.compile("(?i)" + "|".join(alternatives))


def matches(expression: Pattern, value: str) -> Iterator[Match]:
    """Every match, left to right, at most `MOST_FOUND`."""
    return islice(expression.finditer(_encodable(value)), MOST_FOUND)


def before(value: str, start: int, width: int = 100) -> str:
    """The words of the same sentence that stand before `start`, at most `width` characters of them."""
    piece = value[max(0, start - width) : start]
    cut = 0
    for found in _BREAK.finditer(piece):
        cut = found.end()
    return piece[cut:]


def after(value: str, end: int, width: int = 80) -> str:
    """The words of the same sentence that stand after `end`, at most `width` characters of them."""
    piece = value[end : end + width]
    found = _BREAK.search(piece)
    return piece[: found.start()] if found else piece


def quote(value: str, start: int, end: int) -> str:
    """`value[start:end]`, widened to whole words and kept to one line of at most 160 characters."""
    end = min(end, start + _QUOTED)
    while start > 0 and value[start - 1].isalnum() and value[start].isalnum() and end - start < _QUOTED:
        start -= 1
    while end < len(value) and value[end - 1].isalnum() and value[end].isalnum() and end - start < _QUOTED:
        end += 1
    return value[start:end].strip()


def _encodable(value: str) -> str:
    """`value` with lone surrogates, which re2 cannot read, replaced one for one."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-8", "replace").decode()
    return value
