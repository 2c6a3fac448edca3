"""What a board's answer says, as plain text, whatever its system: to see whom it names.

Invariant: nothing is interpreted beyond where one opening ends and the next begins. Any JSON or text may be
given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice, pairwise
from typing import Any

from scrapers.reading import part, words

_ITEM = re.compile(r"<(?:item|position|entry)[\s>]")
_EMPLOYER_KEYS = frozenset({"company_name", "companyName"})
_MOST_VALUES = 400_000
"""Values of one answer that are looked at."""


@dataclass(frozen=True)
class Said:
    """The text of each opening, and the names in the fields that hold the employer's name."""

    openings: tuple[str, ...]
    employers: tuple[str, ...] = ()

    def with_name(self, name: str, times: int = 1) -> int:
        """How many openings have the name as whole words, in its own capitals, at least so many times."""
        return self._having(re.compile(rf"(?<!\w){re.escape(name)}(?!\w)"), times)

    def with_domain(self, domain: str) -> int:
        """How many openings have the domain, in a web or e-mail address or by itself."""
        return self._having(re.compile(rf"(?<![\w-]){re.escape(domain)}(?![\w-]|\.\w)", re.IGNORECASE), 1)

    def _having(self, pattern: re.Pattern[str], times: int) -> int:
        return sum(1 for text in self.openings if len(list(islice(pattern.finditer(text), times))) == times)


def said_in_json(data: Any) -> Said:
    """The longest list of objects is the list of openings; names stand in it or beside it."""
    rows: list[Any] = []
    employers: dict[str, None] = {}
    for key, value in _values(data):
        if isinstance(value, list) and len(value) > len(rows) and all(isinstance(one, dict) for one in value):
            rows = value
        elif key in _EMPLOYER_KEYS and (name := words(value)):
            employers[" ".join(name.split())[:120]] = None
    if name := words(part(data, "name")):
        employers[" ".join(name.split())[:120]] = None
    return Said(tuple(_text(row) for row in rows), tuple(employers)[:5])


def said_in_text(text: str) -> Said:
    """Openings of a feed: what stands from one item's tag to the next one's."""
    starts = [found.start() for found in _ITEM.finditer(text)]
    pieces = pairwise([*starts, len(text)])
    return Said(tuple(unescape(unescape(text[start:end])) for start, end in pieces))


def _text(row: Any) -> str:
    """All texts of an opening, with their entities (some systems escape twice) as characters."""
    return unescape(unescape("\n".join(value for _, value in _values(row) if isinstance(value, str))))


def _values(data: Any) -> Iterator[tuple[str, Any]]:
    """Every value in an answer with the key it stands under ("" in a list), without recursion."""
    stack: list[tuple[str, Any]] = [("", data)]
    for _ in range(_MOST_VALUES):
        if not stack:
            return
        key, value = stack.pop()
        yield key, value
        if isinstance(value, dict):
            stack.extend(value.items())
        elif isinstance(value, list):
            stack.extend(("", one) for one in value)
