"""E-mail addresses in scraped text, which stay behind when roles leave this machine.

Invariant: what is surely an address goes, however it is spelled ("jobs [at] example [dot] com"); what only
looks like one ("Founder @ example.com", "look at dot plots") stays. The work grows linearly with the text.
"""

from __future__ import annotations

import re

MASKED = "[e-mail address left out]"

_START = r"(?<![\w.%+-])"
_NAME = r"[\w.%+-]{1,64}"
_LABEL = r"[\w-]{1,63}"
_OPEN, _SHUT = r"\s?[\[({<]\s?", r"\s?[\])}>]\s?"
_SPELLED_DOT = rf"(?:{_OPEN}(?:dot|\.){_SHUT}|\s?[-*]dot[-*]\s?| dot )"
_DOT = rf"(?:\.|{_SPELLED_DOT})"
_SPELLED_NAME = rf"{_START}(?:\w{{1,63}}{_SPELLED_DOT})?{_NAME}"
_ENDING = (
    r"(?:[a-z]{2}|com|org|net|edu|gov|dev|app|info|biz|tech|cloud|health|studio|xyz|bio|jobs|team|works?|systems"
    r"|energy|careers|agency|example)\b"
)
_WITH_A_SIGN = re.compile(rf"{_START}{_NAME}[@＠]{_LABEL}(?:{_DOT}{_LABEL}){{1,4}}")
_WITH_BRACKETS = re.compile(
    rf"{_SPELLED_NAME}{_OPEN}(?:at|@){_SHUT}{_LABEL}(?:{_DOT}{_LABEL}){{1,4}}", re.IGNORECASE
)
_IN_WORDS = re.compile(
    rf"{_SPELLED_NAME}(?: at |\s?[-*]at[-*]\s?){_LABEL}(?:{_DOT}{_LABEL}){{0,2}}{_SPELLED_DOT}{_ENDING}",
    re.IGNORECASE,
)
_AFTER_THE_WORD = re.compile(
    rf"(\be-?mail(?:ing)?(?: me| us)?(?: at| to| via)?:? )(?!me |us |or ){_NAME} at "
    rf"{_LABEL}(?:\.{_LABEL}){{0,2}}\.{_ENDING}",
    re.IGNORECASE,
)
_SHORT_AT = re.compile(
    rf"{_START}{_NAME}\s?[\[({{<]a[\])}}>]\s?{_LABEL}(?:\.{_LABEL}){{0,2}}\.{_ENDING}", re.IGNORECASE
)
_AFTER_TO = re.compile(
    rf"(\b(?:to|at|via):? )(?:\w{{1,40}}\.\w{{1,40}}|hr|hello|info|recruiting|recruitment) at "
    rf"{_LABEL}(?:\.{_LABEL}){{0,2}}\.{_ENDING}",
    re.IGNORECASE,
)
_BRACKETED_AT = re.compile(rf"{_OPEN}(?:at|@){_SHUT}", re.IGNORECASE)
_ANY_SPELLED_DOT = re.compile(_SPELLED_DOT, re.IGNORECASE)


def masked(text: str) -> str:
    """Text without the e-mail addresses in it, also those that are spelled in words."""
    if "@" in text or "＠" in text:
        text = _WITH_A_SIGN.sub(MASKED, text)
    if _BRACKETED_AT.search(text):
        text = _WITH_BRACKETS.sub(MASKED, text)
    if _ANY_SPELLED_DOT.search(text):
        # a bare "at" makes an address only where a dot is spelled, too
        text = _IN_WORDS.sub(MASKED, text)
    if "(a)" in text or "[a]" in text:
        text = _SHORT_AT.sub(MASKED, text)
    if " at " in text:
        text = _AFTER_TO.sub(rf"\1{MASKED}", _AFTER_THE_WORD.sub(rf"\1{MASKED}", text))
    return text
