"""Values out of hostile data: each reader takes anything and gives what it is asked for, or None.

Invariant: nothing here raises, but for `listed` and `record`, which say what they did not find; nothing is
guessed (a time without a zone is no instant).
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element

from scrapers.items import is_web_url
from scrapers.outcome import UnreadableError


def listed(value: Any, what: str) -> list[Any]:
    """The value, if it is a list; else UnreadableError naming what should have been one."""
    if not isinstance(value, list):
        raise UnreadableError(f"{what} is no list")
    return value


def each(value: Any) -> list[Any]:
    """The members of a list; nothing for anything else: for lists that a posting can do without."""
    return value if isinstance(value, list) else []


def record(value: Any, what: str) -> dict[str, Any]:
    """The value, if it is an object; else UnreadableError naming what should have been one."""
    if not isinstance(value, dict):
        raise UnreadableError(f"{what} is no object")
    return value


def part(value: Any, *keys: str) -> Any:
    """`value[key][key]...`, or None wherever an object or a key is missing."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def inner(row: Element, path: str) -> str | None:
    """The text of the first XML element at that path, without outer blanks; None without one."""
    return words(row.findtext(path))


def words(value: Any) -> str | None:
    """A text without outer blanks; None for blanks and for anything that is no text."""
    return (whole(value).strip() or None) if isinstance(value, str) else None


_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#39;", "'"), ("&#x27;", "'"))


def unescaped(text: str) -> str:
    """The text with its character references resolved once, as `html.unescape` does.

    HTML that is escaped as a whole holds a hundred of few kinds: those are replaced kind by kind, which is
    quicker; the ampersand comes last, so that nothing is resolved twice.
    """
    plain = text
    for escape, character in _ESCAPES:
        plain = plain.replace(escape, character)
    if plain.count("&") != plain.count("&amp;"):
        return entities.unescape(text)
    return plain.replace("&amp;", "&")


def whole(text: str) -> str:
    """The text with a replacement mark for every half of a character (a cut emoji), which no file can
    hold."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def distinct(values: Iterable[Any]) -> tuple[str, ...]:
    """The texts that are there, each once, without outer blanks, in their order."""
    return tuple(dict.fromkeys(text for text in map(words, values) if text))


def place(*parts: Any) -> str | None:
    """One place in a line, from its narrowest part to its widest: "Oban, Scotland, United Kingdom"."""
    return ", ".join(distinct(parts)) or None


def number(value: Any) -> float | None:
    """A finite number, also from digits in a text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if abs(found) < 1e15 else None


def web_url(value: Any) -> str | None:
    """A URL that an item may hold, else None; for links that a posting can do without."""
    text = words(value)
    return text if text and is_web_url(text) else None


def instant(value: Any) -> datetime | None:
    """An ISO 8601 instant with a zone, else None: a time without a zone is not known to be any instant."""
    text = words(value)
    if text is None:
        return None
    try:
        return _on_the_clock(datetime.fromisoformat(text))
    except ValueError:
        return None


def day(value: Any) -> datetime | None:
    """The beginning, in UTC, of a day in ISO 8601; else None."""
    text = words(value) or ""
    return instant(f"{text}T00:00:00Z") if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None


def mail_date(value: Any) -> datetime | None:
    """An instant as RSS writes it, with a zone (`Fri, 04 Sep 2026 14:50:13 +0300`), else None."""
    try:
        return _on_the_clock(parsedate_to_datetime(words(value) or ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _on_the_clock(at: datetime) -> datetime | None:
    """The instant, if it has a zone and stays within the calendar in every other one."""
    return at if at.tzinfo and 1 < at.year < 9999 else None


def epoch(value: Any, per_second: int = 1) -> datetime | None:
    """The instant of a count of seconds (or of `per_second` parts of one) since 1970, else None."""
    seconds = number(value)
    if seconds is None:
        return None
    try:
        return datetime.fromtimestamp(seconds / per_second, UTC)
    except (OverflowError, OSError, ValueError):
        return None
