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
_MARK = r"[-*_~]"
_SPELLED_DOT = rf"(?:{_OPEN}(?:dot|\.){_SHUT}|\s?{_MARK}{{1,2}}\s?dot\s?{_MARK}{{1,2}}\s?| dot )"
_DOT = rf"(?:\.|{_SPELLED_DOT})"
_SPELLED_NAME = rf"{_START}(?:\w{{1,63}}{_SPELLED_DOT})?{_NAME}"
_ENDING = (
    r"(?:[a-z]{2}|com|org|net|edu|gov|dev|app|info|biz|tech|cloud|health|studio|xyz|bio|jobs|team|works?|systems"
    r"|energy|careers|agency|media|example)\b"
)
_WITH_A_SIGN = re.compile(rf"{_START}{_NAME}[@＠]{_LABEL}(?:{_DOT}{_LABEL}){{1,4}}")
_IN_BRACKETS = rf"{_OPEN}-{{0,2}}(?:at(?:[- ]sign|[- ]symbol)?|@)-{{0,2}}{_SHUT}"
_WITH_BRACKETS = re.compile(rf"{_SPELLED_NAME}{_IN_BRACKETS}{_LABEL}(?:{_DOT}{_LABEL}){{1,4}}", re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"{_SPELLED_NAME}(?: at |\s?[-*]at[-*]\s?){_LABEL}(?:{_DOT}{_LABEL}){{0,2}}{_SPELLED_DOT}{_ENDING}",
    re.IGNORECASE,
)
_MARKED_AT = rf"(?:\s?{_MARK}{{2}}\s?at\s?{_MARK}{{2}}\s?|\s{_MARK}\s?at\s?{_MARK}\s)"
_BETWEEN_MARKS = re.compile(rf"{_START}{_NAME}{_MARKED_AT}{_LABEL}(?:{_DOT}{_LABEL}){{1,3}}", re.IGNORECASE)
_SOMEBODY = r"(?: me| us)?(?: directly)?(?: \([\w ]{1,20}\))?"
_NO_NAME = "(?:me|us|or|and|at|to|via|by|the|our|your|here|now|out|online|directly|today)"
_ASKS = (
    rf"e-?mail(?:ing)?{_SOMEBODY}(?: at| to| via)?:?",
    rf"contact(?:{_SOMEBODY}(?: at| via)|{_SOMEBODY}:| me| us)",
    r"apply(?: here)?:",
    r"apply (?:via|by e-?mail to)",
    rf"write{_SOMEBODY} (?:to|at):?",
    r"(?:cvs?|resumes?|résumés?)(?: and [\w ]{1,20})?(?: to| at| via|:)",
)
_AFTER_THE_WORD = re.compile(
    rf"(\b(?:{'|'.join(_ASKS)}) )(?!{_NO_NAME} ){_NAME}(?: over)? at "
    rf"{_LABEL}(?:\.{_LABEL}){{0,2}}\.{_ENDING}",
    re.IGNORECASE,
)
_MAY_ASK = (
    *_ASKS,
    rf"(?:e-?mail|contact|apply|write|ping|reach|message|dm){_SOMEBODY}(?: out)?(?: at| to| via| @|:)?",
)
_AFTER_A_WORD = re.compile(
    rf"(\b(?:{'|'.join(_MAY_ASK)}) )(?!{_NO_NAME} ){_NAME}"
    rf"(?:\s@\s?|@\s|(?-i: AT )){_LABEL}(?:\.{_LABEL}){{0,2}}\.[a-z]{{2,20}}\b",
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
_BRACKETED_AT = re.compile(_IN_BRACKETS, re.IGNORECASE)
_ANY_MARKED_AT = re.compile(_MARKED_AT, re.IGNORECASE)
_ANY_SPELLED_DOT = re.compile(_SPELLED_DOT, re.IGNORECASE)


def masked(text: str) -> str:
    """Text without the e-mail addresses in it, also those that are spelled in words."""
    if "@" in text or " AT " in text:
        text = _AFTER_A_WORD.sub(rf"\1{MASKED}", text)
    if "@" in text or "＠" in text:
        text = _WITH_A_SIGN.sub(MASKED, text)
    if _BRACKETED_AT.search(text):
        text = _WITH_BRACKETS.sub(MASKED, text)
    if _ANY_MARKED_AT.search(text):
        text = _BETWEEN_MARKS.sub(MASKED, text)
    if _ANY_SPELLED_DOT.search(text):
        # a bare "at" makes an address only where a dot is spelled, too
        text = _IN_WORDS.sub(MASKED, text)
    if "(a)" in text or "[a]" in text:
        text = _SHORT_AT.sub(MASKED, text)
    if " at " in text:
        text = _AFTER_TO.sub(rf"\1{MASKED}", _AFTER_THE_WORD.sub(rf"\1{MASKED}", text))
    return text
