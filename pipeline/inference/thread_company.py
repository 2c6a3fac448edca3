"""Whose post it is: the company's name and its Y Combinator batch, from a hiring post's words.

Invariant: a name stands in the post as written there; what merely describes the company ("stealth
startup"), a job, a place or a pronoun is no name.
"""

from __future__ import annotations

import re

from pipeline.inference.company import clean_name, host_of
from pipeline.inference.thread_domain import Shown
from pipeline.inference.thread_titles import titles_in
from pipeline.inference.thread_words import NOUN

MAX_NAMES = 20
MAX_READ = 4_000
"""Characters of a post in which a sentence may name its company."""

_NOT_A_NAME = re.compile(
    r"\b(?:stealth|stealthy|startup|start-up|confidential|undisclosed|anonymous|remote|on-?site|hybrid|"
    r"full-?time|part-?time|"
    r"contract|seeking|hiring|looking for|unnamed|volunteer)\b|[$€£]|<(?!\w+>)|(?<!\w)>|\b(?:roles?|"
    r"positions?|openings?)$",
    re.IGNORECASE,
)
_VERB = (
    r"(?:is|are|'s|’s)\s+(?:actively |currently |now |also |still )?(?:hiring|looking|building|seeking|"
    r"growing|expanding|"
    r"recruiting|searching|on a mission|a|an|the)\b"
)
_WORD = r"[A-Z0-9][\w&'’+-]*(?:\.\w[\w-]*)*"
_NAME = rf"({_WORD}(?:\s+(?:{_WORD}|of|the|and|&|de|for)){{0,4}})"
_SAYS_WHO = (
    re.compile(r"(?im)^[^\w\n]{0,20}company(?: name)?\s*:\s*([^\n(|,]{2,50})"),
    re.compile(rf"(?<![\w.])@\s?{_NAME}"),
    re.compile(r"^\W*([\w.]{2,30}) (?:is|are) hiring\b"),
    re.compile(
        rf"(?<!from the )(?<!by the )\b(?:co-?)?(?:founder|CTO|CEO)s? (?:and \w+ |& \w+ )?(?:of|at) "
        rf"{_NAME}"
    ),
    re.compile(r"\b[Ww]e are ([\w&-]{2,30}(?: [\w&-]{2,30})?) (?:GmbH|AG|Inc|LLC|Ltd|SAS|AB|BV|B\.V|Oy)\b"),
    re.compile(rf"\b(?:I run|We run|we run|[Ww]e at) {_NAME}"),
    re.compile(rf"^\W*{_NAME}(?:\s+\([^)]{{1,80}}\))?\s*[-–—,]?\s+(?:{_VERB}|we['’]re\b|we are\b)"),
)
"""Sentences that say who hires, the surest first."""
_SAYS_WHAT = (
    re.compile(
        rf"\b(?:[Aa]t|[Jj]oin|[Jj]oining)\s+{_NAME}(?:\s+\([^)]{{1,80}}\))?(?=[,.!:;]|\s+(?:we|is|are|as|"
        rf"to|in|and|full|team|\())"
    ),
    re.compile(
        rf"\b(?:[Ww]e are|[Ww]e're|[Ww]e’re|I'm .{{1,40}} (?:at|of))\s+{_NAME}(?=[,.!:;(]|\s+(?:and|-|–|—|"
        rf"\())"
    ),
    re.compile(rf"(?m)^[^\w\n]{{0,20}}{_NAME}(?:\s+\([^)]{{1,80}}\))?,?\s+{_VERB}"),
    re.compile(rf"(?m)^[^\w\n]{{0,20}}{_NAME}\s+(?:builds|makes|helps|provides|develops|lets|offers)\b"),
    re.compile(
        rf"(?:^|[.!]\s|\n){_NAME}, (?:the|an?) [^.,\n]{{3,60}}? (?:company|startup|platform|firm|" rf"team)\b"
    ),
)
_JOINED = re.compile(r"\s+(?:and|the|of|for|&)$")
_PRONOUNS = frozenset(
    (
        "we",
        "i",
        "our",
        "this",
        "the",
        "it",
        "you",
        "they",
        "there",
        "what",
        "who",
        "about",
        "hi",
        "hello",
        "hey",
        "a",
        "an",
        "my",
        "your",
        "here",
        "these",
        "ai",
        "role",
        "company",
        "job",
        "us",
        "by",
        "in",
        "hiring",
        "all",
        "dear",
        "greetings",
        "no",
        "both",
        "at",
    )
)
_SPEAKERS = frozenset(
    (
        "we",
        "i",
        "our",
        "this",
        "there",
        "what",
        "who",
        "about",
        "hi",
        "hello",
        "hey",
        "my",
        "your",
        "here",
        "these",
        "hiring",
        "dear",
        "greetings",
    )
)
_SPLIT_NAME = re.compile(r"\s+[-–—:/]\s+|,\s|\s[-–—]\w")
_HIDDEN = re.compile(r"\bstealth", re.IGNORECASE)
_AFTER_NAME = re.compile(
    r"\s+(?:yc\b.*|is hiring\b.*|hiring\b.*|careers|jobs|series [a-e]\b.*|\|.*)$", re.IGNORECASE
)
_BATCH = re.compile(
    r"\b(?:y\s?combinator|yc)[\s,:;'’(-]{0,3}(?:(w|s|f|x|sp|p)\s?['’]?(?:20)?(\d\d)\b|(winter|summer|fall|"
    r"spring)\s+(?:20)?(\d\d)\b)"
    r"|\((w|s|f|x)(\d\d)\)|\b(w|s|f|x)(\d\d)\s+yc\b",
    re.IGNORECASE,
)
_SEASON = {"winter": "W", "summer": "S", "fall": "F", "spring": "X", "sp": "X", "p": "X"}
_OWN_BATCH = re.compile(r"\b(?:we|we're|we’re|we are|our|us|i'm|join)\b[^.\n]{0,60}$", re.IGNORECASE)


def yc_batch(header: str, text: str, name: str | None) -> str | None:
    """The company's stated Y Combinator batch, as W26, S21, F25, X25."""
    found = _BATCH.search(header) or _own_batch(text, name)
    if found is None:
        return None
    season, year = (group for group in found.groups() if group)
    return _SEASON.get(season.lower(), season.upper()) + year


def _own_batch(text: str, name: str | None) -> re.Match[str] | None:
    """A batch in the body, where it is the company's and not one that somebody was in before."""
    found = _BATCH.search(text)
    before = text[max(0, found.start() - 80) : found.start()] if found else ""
    named = name is not None and before.rstrip(" (-–—,").endswith(name)
    return found if named or _OWN_BATCH.search(before) else None


def company_name(segments: list[str], shown: Shown, text: str) -> str | None:
    """The hiring company's name: of the header's segments, else who the sentences say is hiring."""
    if len(segments) > 1 and (name := _of_segments(segments, shown, text)):
        return name
    said = _of_sentences(text[:MAX_READ], _SAYS_WHO)
    if said:
        return said[0]
    guessed = _of_sentences(text[:MAX_READ], _SAYS_WHAT)
    return next((name for name in guessed if shown.is_named(name)), next(iter(guessed), None))


def _of_segments(segments: list[str], shown: Shown, text: str) -> str | None:
    """The first segment, unless it is a job or a place, and the post's links are named like the second."""
    first, second = segments[0], segments[1]
    is_job = _is_job(first) and not any(_is_job(other) for other in segments[1:])
    name = _bare(first, text)
    if not is_job and _may_be_name(first, text):
        if shown.is_named(name):
            return name
    else:
        name = ""
    if _may_be_name(second, text) and not _is_job(second) and not host_of(second):
        other = _bare(second, text)
        if shown.is_named(other):
            return other
    return name or None


def _is_job(segment: str) -> bool:
    bare = re.sub(r"\([^)]*\)", "", segment)
    return bool(NOUN.search(bare)) and not host_of(bare.strip()) and bool(titles_in(segment))


def _may_be_name(segment: str, text: str) -> bool:
    bare = re.sub(r"\s*\([^)]*\)?", "", segment).strip()
    words = bare.split()
    if not words or len(bare) > 70 or len(words) > 9 or bare.startswith(("http://", "https://")):
        return False
    first = words[0].casefold().strip(",.!")
    if (first in _SPEAKERS and len(words) > 2) or re.match(r"(?:we|i|you)['’]", first):
        return False
    if _NOT_A_NAME.search(bare):
        return len(words) > 1 and bare[:1].isupper() and text.count(bare) > 1 and not _HIDDEN.search(bare)
    return not (first in _PRONOUNS and len(words) > 6)


def _bare(segment: str, text: str) -> str:
    name = clean_name(_SPLIT_NAME.split(segment)[0])
    name = _AFTER_NAME.sub("", name) or name
    head, _, last = name.rpartition(" ")
    return _without_host(head if head and host_of(last) else name, text)


def _of_sentences(text: str, patterns: tuple[re.Pattern[str], ...]) -> list[str]:
    names: list[str] = []
    for pattern in patterns:
        for found in pattern.finditer(text):
            name = clean_name(_JOINED.sub("", found.group(1).rstrip(".,'’")))
            first = name.split()[0].casefold() if name else "we"
            if first not in _PRONOUNS and not NOUN.search(name) and not _NOT_A_NAME.search(name):
                names.append(name)
                if len(names) >= MAX_NAMES:
                    return names
    return names


def _without_host(name: str, text: str) -> str:
    """ "Acme.ai" is "Acme" when the post itself calls it so."""
    label, dot, _ = name.partition(".")
    if not dot or len(label) < 3 or not host_of(name):
        return name
    alone = re.search(rf"(?<![\w./@-]){re.escape(label)}(?![\w.@-]*\.\w)(?!\w)", text, re.IGNORECASE)
    return alone.group() if alone else name
