"""Numbers as people write them: "12", "1,500", "twenty-five", "a dozen", "third", "10-15", "over 50",
"<20".

Invariant: reading never raises; what is no plain number is None. `NUMBER`, `COUNT` and `ORDINAL` are
fragments for google-re2 and `re` alike (no look-around, no groups), so that the first pass and the reading
agree on what a number is.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.inference.text import Count

LARGEST: Final = 1_000_000
"""A head count above this is no head count."""

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()  # noqa: SIM905
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
_ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905

_VALUES: Final[dict[str, int]] = {
    **{word: n for n, word in enumerate((*_ONES, *_TEENS), start=1)},
    **{word: 10 * n for n, word in enumerate(_TENS, start=2)},
    "dozen": 12,
    "hundred": 100,
}
_ORDINALS: Final[dict[str, int]] = {word: n for n, word in enumerate(_ORDINAL_WORDS, start=1)}

_WORD = (
    f"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES)}))?"
    "|(?:a |one |two |three |four |five )(?:dozen|hundred)"
    f"|{'|'.join(_TEENS)}|{'|'.join(_ONES[1:])})"
)
NUMBER: Final = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,6}}|{_WORD})"
_MORE = r"over|more than|above|at least|upwards of|north of|in excess of|well over|>=?|≥"
_LESS = r"under|less than|fewer than|below|up to|at most|sub-?|<=?|≤"
_ABOUT = (
    r"about|around|approximately|approx\.?|roughly|nearly|almost|circa|currently|just|only|now|some|between"
    r"|exactly|still|today|close to|~|≈|∼|\+/-"
)
_AND_MORE = r"(?: ?\+|[- ]plus\b|[- ]?ish\b)"
_TO = r"(?: ?[-–—] ?| to | and | or )"
COUNT: Final = (
    rf"(?:(?:{_ABOUT}|{_MORE}|{_LESS}) ?){{0,3}}\b{NUMBER}(?:{_AND_MORE}|\b)"
    rf"(?:{_TO}~?{NUMBER}\b)?(?: ?\+)?"
)
"""A count with what qualifies it, as one piece of text for `count`. Ends at a word boundary or "+"."""

COUNT_START: Final = rf"(?:(?:{_ABOUT}|{_MORE}|{_LESS}) ?){{0,3}}(?:[0-9]|{_WORD})"
"""What every `COUNT` begins with; far fewer states for a first pass."""

COUNT_END: Final = rf"(?:[0-9]|\b{_WORD})(?:{_AND_MORE})?(?: ?\+)?"
"""What every `COUNT` ends with."""

ORDINAL: Final = rf"(?:{'|'.join(_ORDINAL_WORDS)}|[0-9]{{1,3}}(?:st|nd|rd|th))"
"""An ordinal in words or digits, for `ordinal`."""

_COUNT = re.compile(
    rf"(?P<words>.{{0,40}}?)\b(?P<low>{NUMBER})(?P<more>{_AND_MORE})?"
    rf"(?:{_TO}~?(?P<high>{NUMBER}))?(?P<plus> ?\+)?",
    re.IGNORECASE,
)
_MORE_WORDS = re.compile(rf"(?:{_MORE}) ?$|\b(?:over|more than|at least)\b", re.IGNORECASE)
_LESS_WORDS = re.compile(rf"(?:{_LESS}) ?$|\b(?:under|less than|fewer than|up to)\b", re.IGNORECASE)


def number(text: str) -> int | None:
    """The whole number that `text` is ("1,500", "twenty-five", "a dozen"), or None."""
    text = text.strip().lower()
    digits = text.replace(",", "")
    if digits.isascii() and digits.isdigit():
        return int(digits) if len(digits) <= 7 else None
    words = [word for word in re.split(r"[- ]", text) if word != "a"]
    values = [_VALUES.get(word) for word in words]
    match values:
        case [int(value)]:
            return value
        case [int(ten), int(unit)] if ten in range(20, 100, 10) and unit < 10:
            return ten + unit
        case [int(factor), int(unit)] if unit in (12, 100) and factor < 10:
            return factor * unit
    return None


def ordinal(text: str) -> int | None:
    """The ordinal that `text` is ("third", "6th"), or None."""
    text = text.strip().lower()
    if text in _ORDINALS:
        return _ORDINALS[text]
    digits = text[:-2]
    return int(digits) or None if digits.isascii() and digits.isdigit() and len(digits) <= 4 else None


def count(text: str) -> Count | None:
    """A head count with its qualifier: "about 30" 30..30, "10-15" 10..15, "50+" 50.., "under 20" ..20, or"
    " None.

    None as well for zero, for more than a million, and for a range that runs downwards.
    """
    found = _COUNT.fullmatch(text.strip())
    if found is None:
        return None
    low = number(found["low"])
    high = number(found["high"]) if found["high"] else low
    if low is None or high is None or not 1 <= low <= high <= LARGEST:
        return None
    more = not found["high"] and (found["more"] or "").strip(" -").lower() in ("+", "plus")
    if more or found["plus"] or _MORE_WORDS.search(found["words"]):
        return Count(low, None)
    if _LESS_WORDS.search(found["words"]):
        return Count(None, high)
    return Count(low, high)
