"""Whether the text makes the role a founding one, where the title does not.

Invariant: only the person being hired is called founding. The team that founded the company, founding
engineers who already work there, and founding experience that is asked for say nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any

import re2

from pipeline.inference.passages import before, quote
from pipeline.inference.text import Stated, Text

_JOB = (
    r"(?:member|engineer|hire|researcher|scientist|designer|developer|employee|role|gtm|sales|marketer|"
    r"recruiter|"
    r"account executive|product manager|lead|leader|team member|operator|manager|architect|counsel"
    r"|generalist|full-?\s?stack|back-?\s?end|front-?\s?end|"
    r"analyst|associate|devrel|head of|cto|ai|ml|recruiter|marketer|partner)s?"
)
_OFFER = (
    r"\b(?:as|be|become|becoming|join(?:ing)?(?: us| our team| the team)?(?: as)?|hiring|looking for|"
    r"seeking|recruiting|need|"
    r"searching for|this is|(?:hiring|open role|role|position|opening)s?(?=:)|you(?:['’]ll| will) be"
    r"|role as|want|adding|opening for|is):?\s+"
)
_FILL = (
    r"(?:(?:an?(?: [\w-]+){0,2}?|[\w.]+['’]s|the|our|its|their|for|few|rare|one|two|three|of|some|to be"
    r"|true|core|key|\w+ly|"
    r"entrepreneurial|another|multiple|several|\d)[ ,]+){0,6}"
)
_ADJECTIVES = r"(?:[\w+/#.-]+[ ,]+){0,3}?"

TRIGGER = "title.founding"
"""Its pattern stands with the title's (`title.TRIGGERS`)."""

MAX_MENTIONS = 50
_BEFORE, _AFTER = 120, 90
FIRST_HIRES = (
    r"\b(?:first|1st) (?:(?:\w+ )?hires|engs?|"
    r"(?:(?:two|three|few|\d|full-time|ml|ai|software|product) ){0,2}(?:engineers|employees|developers|"
    r"designers))\b"
)
_WORD = rf"\bfounding\b|{FIRST_HIRES}"
_FOUNDING = re.compile(
    rf"{_OFFER}{_FILL}founding\s+{_ADJECTIVES}{_JOB}\b|"
    r"\b(?:join(?:ing)?|part of|assembl(?:e|ing)|build(?:ing)?(?: out)?|grow(?:ing)?|complet(?:e|ing)|"
    r"expand(?:ing)?|round(?:ing)? out|hir(?:e|ing)|strengthen(?:ing)?|hiring(?: for)?|on)\s+"
    r"(?:our|the|a|its)\s+(?:[\w-]+\s){0,2}founding\s+(?:[\w-]+\s){0,2}team\b|"
    r"(?:^|\|)\s*founding[- ](?:core )?(?:team|engineer(?:s|ing)?|members?|hires?|roles?)\s*(?=[|,–—-]|$)|"
    r"\(founding (?:team|members?|hires?|roles?)\)|"
    r"(?:^|[.!] )the founding (?:[\w-]+ )?(?:engineer|scientist|designer|hire) (?:will|would|owns|works)\b|"
    r"\bour founding team is (?:hiring|looking|growing|expanding)\b|"
    r"\bfounding[- ](?:\w+[- ])?(?:roles?|positions?|opportunit(?:y|ies))\b|"
    rf"\b(?:making|hiring(?: for)?|looking for|seeking|join(?:ing)? as|need|be|become) (?:our|the|"
    rf"my) (?:very )?"
    rf"{FIRST_HIRES}",
    re.IGNORECASE | re.MULTILINE,
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:i['’]m(?!\s*(?:\w+ing )?$)|i am(?!\s*$)|my name|was|were|former(?:ly)?|previous(?:ly)?|ex-\w+|"
    r"worked|he|she|outside|have been|helped)\b"
    r"[^.\n]{0,25}$|\b(?:experience|background|time|stint|you['’]ve been)\b[^.\n]{0,15}$",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"^\s*(?:at|of|from)\s+(?!our\b|the (?:company|team)\b)[A-Z]|^\s+(?:comes?|came|has|have|built|"
    r"consists|includes|brings|experience)\b"
)


def founding(text: Text) -> Stated[bool] | None:
    """True with its words when the text offers a founding role; None when it says nothing of the kind."""
    if TRIGGER not in text.hits:
        return None
    for found in _mentions(text.value):
        if _SOMEBODY_ELSE.search(before(text.value, found.start(), 60)) or _ELSEWHERE.match(
            text.value[found.end() : found.end() + 30]
        ):
            continue
        return Stated(True, quote(text.value, found.start(), found.end()))
    return None


@cache
def _word() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(_WORD, options)


def _mentions(value: str) -> Iterator[re.Match[str]]:
    """The offers around each "founding", which is rare; the expression itself is slow over a whole text."""
    for word in islice(_word().finditer(value), MAX_MENTIONS):
        line = value.rfind("\n", 0, word.start()) + 1
        found = _FOUNDING.search(value, max(line, word.start() - _BEFORE), word.end() + _AFTER)
        if found:
            yield found


_HEADED = re.compile(
    r"\bfounding\s+(?:[\w+/#.-]+\s){0,3}?([a-z]{4,}?)s?\b(?=\s*(?:[|,&+(/]|and\b|$))", re.IGNORECASE
)


def founding_by_header(header: Text, title: str) -> Stated[bool] | None:
    """True when the header calls founding what the body then lists in detail ("2x Founding Engineers")."""
    if TRIGGER not in header.hits:
        return None
    for found in _HEADED.finditer(header.value):
        if found.group(1).lower() in title.lower():
            return Stated(True, quote(header.value, found.start(), found.end()))
    return None
