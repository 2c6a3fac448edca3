"""Where the work may be done: remote, hybrid, on site; every mode that is offered.

Invariant: a field of the source wins over words; in a header a bare "REMOTE" counts, in prose only words
about this job or this company do; what a text rules out ("no remote") is never offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.inference.passages import places_of, plain
from pipeline.inference.text import Stated, Text
from scrapers.items import JobPosting

TRIGGERS = {
    "work_mode.remote": r"\bremote(?:ly)?\b|\bwork(?:ing)? from (?:home|anywhere)\b|\bwfh\b"
    r"|\bfully distributed\b"
    r"|\bdistributed (?:team|company)\b|\btele(?:commut|work)|\bt[ée]l[ée]travail|\bhome ?office\b",
    "work_mode.hybrid": r"\bhybrid\b|\bdays? (?:a|per|each|/) ?week\b|\bdays?/w(?:ee)?k\b",
    "work_mode.onsite": r"\bon-?site\b|\bon site\b|\bin[- ](?:person|office)\b|\bvor ort\b|\bsur site\b",
}
MODES = ("remote", "hybrid", "onsite")
Found = dict[str, str]
"""Modes with the words that offer them."""

MAX_LINES = 400
MAX_PLACES = 60
AROUND = 60
"""Characters on either side of a key word in which the words about it stand."""
_HEAD = 160
"""How much of a first line without bars is its header; after its last bar this much belongs to it too."""

_NOT = re.compile(
    r"\b(?:no|not|non|nor|without|isn['’]?t|aren['’]?t|can ?not|can['’]?t|don['’]?t|never|unable to"
    r"|unfortunately|semi)\b"
    r"[\w '’/-]{0,22}\Z|\bnon-\Z",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    r"[\w ,-]{0,12}?\b(?:not (?:possible|available|an option|considered|offered|allowed|supported)"
    r"|isn['’]?t)\b"
    r"|[: ]{0,3}(?:no|none|✗|❌)\b",
    re.IGNORECASE,
)
_REMOTE = re.compile(r"\bremote(?:ly)?\b", re.IGNORECASE)
_OTHER_REMOTE = re.compile(
    r"[ -](?:sens\w+|control\w*|procedure|desktop|access|server|monitor\w*|patient|care|teams?\b"
    r"|work(?:ers|force)\b"
    r"|machines?|host\w*|device\w*|environments?|operat\w+|execution|code|repo\w*|collaboration|meeting"
    r"|stipend|setup"
    r"|site|area|village|health|exam|learning|support|browser|sandbox|island|diagnos\w+|interview\w*"
    r"|assist\w*|tools?)",
    re.IGNORECASE,
)
_OTHER_HYBRID = re.compile(
    r"[ -](?:cloud|search|models?\b|approach|retriev\w+|quantum|app|ai\b|ml\b|systems?\b"
    r"|infra\w+)",
    re.IGNORECASE,
)
_OTHER_ONSITE = re.compile(r" (?:interview|visit|customer|event|meet|retreat|seo)", re.IGNORECASE)
_COUNTED = re.compile(
    r"\bdays?(?:(?: ?/ ?| a | per | each )(?:week|wk|month))?[ ,(]*(?:in |at )?(?:the |our )?\Z"
    r"|\bpart(?:ly|ially)?[ -]\Z",
    re.IGNORECASE,
)
_SOMETIMES = re.compile(
    r"[\w ,-]{0,20}\b(?:per|a|each|every|once a) (?:year|month)\b"
    r"|[ \d-]{1,6}weeks?\b",
    re.IGNORECASE,
)
_WEEKS = re.compile(r"\bweeks? \Z", re.IGNORECASE)
_PART_REMOTE = re.compile(r"\bpart(?:ly|ially)?[ -]remote\b", re.IGNORECASE)
_REMOTE_PROSE = re.compile(
    r"\b(?:(?:fully|100%|completely|entirely|primarily|permanently|globally|all|mostly)[ -]remote"
    r"|remote[- ](?:first|friendly"
    r"|only|native|ok\b|possible|optional|eligible|welcome|available|allowed|considered"
    r"|work(?:ing)? (?:is |possible|ok|option"
    r"|friendly|welcome|arrangement|policy|environment|culture|from)|posi?tions?|roles?|jobs?"
    r"|opportunit\w+|candidates?"
    r"|options?|company|startup|within|across|anywhere|applicants?|or\b|and (?:async|hybrid|in)|flexib\w+"
    r"|but\b|hires?"
    r"|in (?:the )?(?-i:[A-Z])|from (?:the )?(?-i:[A-Z])|\((?-i:[A-Z]))|remote ?/ ?(?:hybrid|onsite"
    r"|on-site|(?-i:[A-Z]))"
    r"|\([\w ,/-]{0,20}\bremote\b(?=[),/|:]| (?-i:[A-Z]))|(?:position|type|work(?:place| mode"
    r"| style)?):? remote|remote: ?(?:yes|ok|opt|pos)"
    r"|(?:role|position|job|opportunity|this) (?:is|can be|may be|could be)(?: performed| done| worked"
    r"| fully| 100%| based)* remote"
    r"|(?:we are|we['’]re|we are a|we['’]re a|team is|company is|everyone is"
    r"|all of us are)(?: \w+){0,3} remote\b"
    r"|work(?:ing)? (?:\w+ ){0,3}remotely|remotely (?:from|within|in|anywhere|or\b)|hir(?:e"
    r"|ing) remote(?:ly)?"
    r"|open to (?:\w+ ){0,3}remote|(?:or|and|offer|offers|offering|support"
    r"|allow) (?:fully )?remote(?: work)?(?=[.,;)\n]| from| in| for| within|$)"
    r"|locations?:? ?(?:\w+[ ,/-]+){0,4}remote|work type:? remote|work from (?:home|anywhere)(?= (?:or|in"
    r"|within|most|as|policy|up to|when))"
    r"|fully distributed|(?:we are|we['’]re) (?:a )?(?:\w+[ ,-]+){0,3}distributed (?:team|company)"
    r"|li-remote)",
    re.IGNORECASE,
)
_HYBRID = re.compile(r"\bhybrid\b", re.IGNORECASE)
_HYBRID_PROSE = re.compile(
    r"\bhybrid[- ]?(?:work\w*|roles?|positions?|schedules?|polic\w+|setup\b|set-up\b|arrangements?"
    r"|environment|team|office|remote"
    r"|company|culture|flexib\w+|(?:in|from|at|out of) (?:our |the )?(?-i:[A-Z])|with|[(,:;/|–—-] ?(?:\d"
    r"|one|two|three|four|full|on|in\b|(?-i:[A-Z])))"
    r"|(?:role|position|job|we are|we['’]re|this) (?:is |are |be )?(?:a )?(?:\w+ )?hybrid\b|\(hybrid"
    r"|li-hybrid"
    r"|locations?:? ?(?:\w+[ ,/-]+){0,4}hybrid|(?:remote|onsite|on-site)(?:/|, | or )hybrid",
    re.IGNORECASE,
)
_DAYS = re.compile(
    r"\b(?P<days>[1-7]|one|two|three|four|five)(?: ?(?:-|–|to|or) ?(?P<most>[1-7]|one|two|three|four"
    r"|five))?\+?"
    r"(?: full| mandatory| in-person| in-office| onsite| on-site"
    r"| office)? days?(?P<between>[\w /()-]{0,50})",
    re.IGNORECASE,
)
_ONSITE_DAYS = re.compile(
    r"days?\b[\w /-]{0,20}\bon-?site|on-?site[ (:-]{1,3}[1-4]\b"
    r"|office[ (:-]{1,3}[1-4]\b",
    re.IGNORECASE,
)
_AT_OFFICE = re.compile(r"office|on-?site|on site|in[- ]person|co-?located|from hq|at hq", re.IGNORECASE)
_ONSITE = re.compile(
    r"\bon-?site\b|\bon site\b|\bin[- ]person\b|\bin[- ]office\b|\bin the office\b"
    r"|\boffice-based\b",
    re.IGNORECASE,
)
_ONSITE_PROSE = re.compile(
    r"\([\w ,/-]{0,20}\b(?:on-?site|in-person|in-office)\b(?=[),/|:])|\b(?:on-?site|in[- ]person"
    r"|in[- ]office)[ -](?:roles?|positions?|team|company|culture|job|only|(?:in|at|from) (?:our |the )?"
    r"(?-i:[A-Z])|work\b|environment|5 days|five days|full[- ]?time|required)"
    r"|(?:role|position|job|we are|we['’]re|this|work|working|team)(?: is| are"
    r"| be)?(?: \w+){0,3} (?:on-?site|in[- ]person)(?! (?:interview|"
    r"event|meet|retreat|visit|customer|at customer))\b|\b(?:fully|100%"
    r"|full[- ]?time,?(?: and)?) (?:on-?site|in[- ]person|in[- ]office)"
    r"|(?:on-?site|in[- ]person)(?=[ ,]+(?:in|at) (?:our |the )?(?-i:[A-Z]))|work (?:from"
    r"|out of) our (?:\w+ ){0,3}(?:office|hq)",
    re.IGNORECASE,
)
_BARE_WORDS = ("remote", "hybrid", "site", "on site", "person", "office", "day")
"""What every expression for bare words needs."""
_NUMBER = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def work_modes(posting: JobPosting, text: Text | None) -> Stated[tuple[str, ...]] | None:
    """Modes of a board's posting: its workplace field, else its places and words, then `is_remote`."""
    if posting.workplace:
        return Stated((posting.workplace,), posting.workplace)
    places = _merge(_bare(place) for place in posting.locations)
    told = _merge([places, _bare(posting.title or "") if not places else {}])
    words = _prose(text) if text is not None else {}
    found = _merge([told, words])
    if found:
        return _stated(found)
    return Stated(("remote",), "isRemote") if posting.is_remote else None


def work_modes_in(text: Text) -> Stated[tuple[str, ...]] | None:
    """Modes that a forum post's header, passage or whole text offers: its header's if that says any."""
    if not any(hit.startswith("work_mode.") for hit in text.hits):
        return None
    first, _, _ = text.value.partition("\n")
    cut = first.rfind("|")
    header = first[: (max(cut, 0)) + _HEAD]
    return _stated(_bare(header) or _merge([_labelled(text), _prose(text)]))


def _stated(found: Found) -> Stated[tuple[str, ...]] | None:
    if not found:
        return None
    modes = tuple(mode for mode in MODES if mode in found)
    return Stated(modes, found[modes[0]])


def _merge(parts: Iterator[Found] | list[Found]) -> Found:
    merged: Found = {}
    for part in parts:
        for mode, quote in part.items():
            merged.setdefault(mode, quote)
    return merged


def _bare(header: str) -> Found:
    """Modes of a short text in which a bare word is meant: a header, a place, a title."""
    small = header.lower()
    return _bare_modes(header) if any(word in small for word in _BARE_WORDS) else {}


def _bare_modes(header: str) -> Found:
    found: Found = {}
    for mode, pattern in (("remote", _REMOTE), ("hybrid", _HYBRID), ("onsite", _ONSITE)):
        for match in pattern.finditer(header):
            if _is_offered(mode, match, header):
                found[mode] = match[0]
                break
    if "hybrid" not in found:
        days = _days(header)
        if part := _PART_REMOTE.search(header):
            days.setdefault("hybrid", part[0])
        found = _merge([found, days])
        if "hybrid" in days and _ONSITE_DAYS.search(header):
            found.pop("onsite", None)
    return found


def _is_offered(mode: str, match: re.Match[str], value: str) -> bool:
    before, after = value[max(0, match.start() - 40) : match.start()], value[match.end() : match.end() + 40]
    if _NOT.search(before) or _NOT_AFTER.match(after):
        return False
    if mode == "prose":
        return not (_SOMETIMES.match(after) or _WEEKS.search(before))
    if mode == "hybrid":
        return not _OTHER_HYBRID.match(after)
    if _COUNTED.search(before):
        return False
    return not (_OTHER_REMOTE if mode == "remote" else _OTHER_ONSITE).match(after)


def _days(value: str) -> Found:
    """Days at the office: up to four a week are hybrid, five are on site."""
    near = islice(places_of(b"day", plain(value)), MAX_PLACES)
    for match in (m for at in near for m in _DAYS.finditer(value, max(0, at - AROUND), at + AROUND)):
        window = value[max(0, match.start() - 40) : match.end()]
        if not _AT_OFFICE.search(window) or "month" in match["between"] or "year" in match["between"]:
            continue
        most = match["most"] or match["days"]
        days = int(most) if most.isdigit() else _NUMBER[most.lower()]
        return {"onsite" if days >= 5 else "hybrid": match[0].strip()}
    return {}


def _prose(text: Text) -> Found:
    """Modes that running text offers, in words about the job or the company."""
    found: Found = {}
    if text.hits.isdisjoint(TRIGGERS):
        return found
    for mode, (pattern, keys) in _PROSE.items():
        if f"work_mode.{mode}" in text.hits:
            near = (at for key in keys for at in places_of(key, plain(text.value)))
            match = _first_offer(pattern, text.value, near)
            if match is not None:
                found[mode] = match[0]
    if "work_mode.hybrid" in text.hits and "hybrid" not in found:
        days = _days(text.value)
        found |= days
        if "hybrid" in days:
            found.pop("onsite", None)
    return found


def _first_offer(pattern: re.Pattern[str], value: str, places: Iterator[int]) -> re.Match[str] | None:
    """The first match near one of `places` that no word beside it denies."""
    for at in islice(places, MAX_PLACES):
        for match in pattern.finditer(value, max(0, at - AROUND), at + AROUND):
            if _is_offered("prose", match, value):
                return match
    return None


_PROSE = {
    "remote": (_REMOTE_PROSE, (b"remote", b"work from", b"working from", b"distributed")),
    "hybrid": (_HYBRID_PROSE, (b"hybrid",)),
    "onsite": (
        _ONSITE_PROSE,
        (b"site", b"in person", b"in-person", b"in office", b"in-office", b"our office", b"our hq"),
    ),
}


def _labelled(text: Text) -> Found:
    """Modes of short lines ("Remote: yes", "- Onsite in Berlin") of a post whose first line says none."""
    lines = (
        line for line in text.value.split("\n")[:MAX_LINES] if len(line) <= (200 if " | " in line else 80)
    )
    return _merge(_bare(line) for line in lines)
