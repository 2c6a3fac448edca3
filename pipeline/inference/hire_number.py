"""Which hire one would be: as stated in words, and as a team size makes it out.

Invariant: only an ordinal of the person being hired is read ("our 5th hire", "first ML engineer",
"engineer #2"). Somebody who already works there, other companies' hires, "AI-first engineers" and "founding"
alone say nothing. Founders are not counted among hires.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, Literal

from pipeline.inference import passages
from pipeline.inference.numbers import NUMBER, ORDINAL, count, ordinal
from pipeline.inference.text import Count, HireOrdinal, Stated, Text

Scope = Literal["company", "function"]

MOST_FOUNDERS: Final = 3
"""A company whose founders nobody counted has one to three."""
LARGEST: Final = 200
"""An ordinal above this tells of no early hire ("employee #4,812")."""

_WORD = r"[a-z0-9’'&/+().-]+"
_HIRE = r"hires?|employees?|team[- ]members?|teammates?|staff members?"
_CRAFT = (
    r"engineers?|developers?|devs?|scientists?|researchers?|designers?|analysts?|recruiters?|marketers?"
    r"|programmers?"
    r"|product managers?|pms?|salespersons?|sdrs?|bdrs?|aes?|account executives?|architects?|technologists?"
)

TRIGGERS: Final = {
    "hire_number.ordinal": rf"\b({ORDINAL})[ -]((?:{_WORD}[ ,]+){{0,4}}?)({_HIRE}|{_CRAFT})\b",
    "hire_number.numbered": (
        rf"\b((?:{_WORD} ){{0,2}}?)(hires?|employees?|engineers?|developers?|scientists?|team members?"
        rf"|designers?)"
        rf" ?\(?(?:# ?|no\. ?|number |nr\.? ?)([0-9]{{1,3}}(?: ?(?:-|–|to|or|and) ?#?[0-9]{{1,3}})?)\b"
    ),
    "hire_number.first_n": (
        rf"\bfirst ({NUMBER}(?: ?(?:-|–|to|or) ?{NUMBER})?) ((?:{_WORD} ){{0,3}}?)({_HIRE}|people|{_CRAFT})\b"
    ),
}

_I = re.IGNORECASE
_FILLER = (
    r"(?: (?:an?|the|our|their|its|literally|potentially|currently|also|be|very|us|someone|to be"
    r"|to (?:join|become)(?: us)?"
    r"|as|one of|company[’']s|[A-Z][\w.]*[’']s?|[A-Z][\w.]* [A-Z][\w.]*[’']s?|\w+ (?:experienced"
    r"|exceptional|talented)"
    r"|essentially|effectively|just|really|actually|now|truly|exceptional|a[n]? [\w-]+ to be)){0,6}"
)
_STARTER = (
    r"be(?:come)?|as|hiring(?: for)?|looking (?:for|to (?:hire|add|bring on|make))|seeking"
    r"|want(?: to hire)?|need|adding"
    r"|search(?:ing)? for|role is|you are|you[’']re|this is|recruiting|(?:role|position|opening"
    r"|spot) (?:for|as)"
    r"|you[’']d be|make|making|finding|find|it[’']s"
)
_ONE_HIRED = re.compile(
    rf"(?:\b(?:{_STARTER}){_FILLER}|^\W*(?:(?:our|the|a) )?|[(|–—,-] ?(?:our |the )?"
    r"|\b(?:be|become|as|are) [^.;]{0,50}\b(?:and|or)) ?$",
    _I,
)
_ONE_OF = re.compile(
    r"(?:\b(?:one|1) of|\bamong(?:st)?|\bpart of|\bwithin|\bbe in|\bjoin(?:ing)?(?: as)?|\bas)(?: (?:the"
    r"|our|their|its|these))?"
    r"(?: very| company[’']s)? $|\((?:one of )?(?:the |our )?$",
    _I,
)
_HIRING = re.compile(r"\b(?:hiring(?: for)?|looking (?:for|to hire)|making|seeking) our $", _I)
_ONE_OF_SOME = re.compile(
    r"\b(?:one|some|few|two|three|any) of (?:the|our|its|their)(?: very)? $|\bamong(?:st)? (?:the|our) $", _I
)
_BIOGRAPHY = re.compile(
    r"\b(?:was|were|who (?:was|had|has|joined|started)|previous(?:ly)?|ex-\w+|former(?:ly)?|experience[d]?"
    r"|worked|had|led by|he|she|they|been"
    r"|have you|you[’']ve|joined|became|becoming|started|hired|ideally|reports? to|reporting to|helped"
    r"|responsible for"
    r"|including|your (?!role|job)|back when|brought|manag\w+|of a startup|working with|work with)\b",
    _I,
)
_BIOGRAPHY_AFTER = re.compile(
    r"^(?:[’']s\b|[^.]{0,6}\bat (?:an?|another|other|early)\b| (?:was|were|is|has|had|who|just|joined"
    r"|interview|meeting|call"
    r"|workflows?|manager|teams?\b(?! at)|of (?!the|our|this|its))\b)",
    _I,
)
_NO_ORDINAL_OF_PEOPLE = re.compile(
    r"^(?:class|line|party|principles?|time|round|years?|days?|months?|weeks?|contact|step|gen|generation"
    r"|rate|of|to|for|in|the"
    r"|who|shift|quarter|floor|batch|cohort|wave|mile|level|tier|pass|touch|story|point|degree|hand|try"
    r"|and|is|are|we|you"
    r"|responders?|aid|or|call|interview|stage|third|second|half|grade|language|week)\b|\b(?:to|who|that"
    r"|with|for|of|in|are"
    r"|is|our|your|the|will|from)\b",
    _I,
)
_NEUTRAL = re.compile(
    r"\b(?:full[- ]?time|ft|official|ever|actual|non[- ]?found(?:er|ing)|external|outside|key|permanent"
    r"|paid|w-?2|dedicated"
    r"|core|early|real|new|team|proper|major|important|critical|founding|in-house|inhouse|senior|full"
    r"|time)\b",
    _I,
)
_PLACE_WORDS = re.compile(
    r"\b(?:us|u\.s\.?|usa|uk|eu|european?|american?|london|nyc|sf|new york|berlin|paris|german|french"
    r"|remote|local|in-office"
    r"|in-person|onsite|on-site|international|overseas|apac|emea|canadian|indian|asian?|non-\w+"
    r"|on-the-ground|ground)\b",
    _I,
)
_PLACE_AFTER = re.compile(
    r"^(?:,? (?:based |located |on the ground )?(?:in|for|from|across)(?: the"
    r"| our)?(?: new)? (?:[A-Z][a-z]+|US|UK|EU|NYC|SF|USA)\b"
    r"| outside (?:of )?(?:the )?(?:US|UK|EU|USA|[A-Z]\w+)\b)"
)
_OF_A_TEAM = re.compile(
    r"^(?: \w+)? (?:on|in|for|of|within|into|to) (?:the|our|this|its|a) (?:new |growing |dedicated |\w+ )?"
    r"(?!company|team\b|founding|core|office)(?:[\w/&-]+ ){0,3}?(?:team|function|department|org|practice"
    r"|lab|side|role|group|arm"
    r"|engineering|marketing|sales|design|data|product|ml|ai|operations)\b|^ in (?:engineering|marketing"
    r"|sales|design|product|ml)",
    _I,
)
_NAMED_HIRE = re.compile(
    r"(?:\b(?:founding|engineering|eng|technical|tech|ml|ai|data|product|design|sales|marketing|research"
    r"|growth|gtm|software"
    r"|machine learning|backend|frontend|full[- ]?stack|platform|full[- ]time) )+$",
    _I,
)
_IN_TITLE = re.compile(rf"#|\b(?:{ORDINAL})\b|\b(?:no\.|number) ?\d", _I)


def hire_numbers(text: Text, title: str | None) -> tuple[Stated[HireOrdinal], ...]:
    """Ordinals that the title or the text states, at most one for each scope; the title's first.

    `scope` company: among all hires; function: among engineers, among ML people. A quote is a slice of the
    text, or of the title where the title states it.
    """
    found: dict[str, Stated[HireOrdinal]] = {}
    if title and _IN_TITLE.search(title):
        for stated in _ordinals(title, frozenset(TRIGGERS)):
            found.setdefault(stated.value.scope, stated)
    for stated in _ordinals(text.value, text.hits):
        found.setdefault(stated.value.scope, stated)
    return tuple(found[scope] for scope in ("company", "function") if scope in found)


def from_team_size(team: Count, open_roles: int, founders: int | None) -> Count:
    """The range of hire numbers that a team size leaves open.

    `team` counts everyone, founders included; `open_roles` are the company's openings (this one among
    them). The next person hired is number team - founders + 1, the last of the open roles team - founders +
    open roles. Unknown founders are one to three, so the range widens. Neither end falls below 1, max is
    never below min; a team of unknown low end leaves min at 1, one of unknown high end leaves max open
    (None).
    """
    most = MOST_FOUNDERS if founders is None else max(0, founders)
    fewest = 1 if founders is None else max(0, founders)
    low = 1 if team.low is None else max(1, team.low - most + 1)
    if team.high is None:
        return Count(low, None)
    return Count(low, max(low, team.high - fewest + max(1, open_roles)))


def _ordinals(value: str, hits: frozenset[str]) -> Iterator[Stated[HireOrdinal]]:
    for name, (expression, read) in _READERS.items():
        if name not in hits:
            continue
        for found in passages.matches(expression, value):
            stated = read(value, found)
            if stated:
                yield Stated(stated, passages.quote(value, *found.span()))


def _nth(value: str, found: passages.Match) -> HireOrdinal | None:
    """Of "our first ML engineer" or "First Hire" the ordinal; of "hiring our first engineers" one or more."""
    start, end = found.span()
    nth, between, noun = ordinal(found[1]), found[2].strip(" ,"), found[3].lower()
    before, after = passages.before(value, start), passages.after(value, end)
    if (
        nth is None
        or nth > LARGEST
        or value[start - 1 : start] == "-"
        or _NO_ORDINAL_OF_PEOPLE.search(between)
    ):
        return None
    if _ONE_OF_SOME.search(before) or not _ONE_HIRED.search(before):
        return None
    if noun.endswith("s"):
        return (
            _ordinal_of(Count(1, None), before, between, noun, after)
            if nth == 1 and _HIRING.search(before)
            else None
        )
    return _ordinal_of(Count(nth, nth), before, between, noun, after)


def _numbered(value: str, found: passages.Match) -> HireOrdinal | None:
    """Of "employee #6", "hires #5-10" or "Founding Engineer (#2)" the number."""
    start, end = found.span()
    number = count(re.sub(r"[#]", "", found[3]))
    before, after = passages.before(value, start), passages.after(value, end)
    if number is None or not _ONE_HIRED.search(_NAMED_HIRE.sub("", before + found[1])):
        return None
    craft = _NAMED_HIRE.search(found[1])
    return _ordinal_of(number, before, craft[0] if craft else "", found[2].lower(), after)


def _first_n(value: str, found: passages.Match) -> HireOrdinal | None:
    """Of "one of the first 10 employees" everything up to the number."""
    start, end = found.span()
    number = count(found[1])
    before, after = passages.before(value, start), passages.after(value, end)
    if number is None or number.high is None or not _ONE_OF.search(before):
        return None
    return _ordinal_of(Count(1, number.high), before, found[2].strip(), found[3].lower(), after)


def _ordinal_of(number: Count, before: str, between: str, noun: str, after: str) -> HireOrdinal | None:
    if (number.high or 1) > LARGEST or _BIOGRAPHY.search(before[-60:]) or _BIOGRAPHY_AFTER.search(after):
        return None
    if _PLACE_WORDS.search(between) or _PLACE_AFTER.search(after):
        return None
    return HireOrdinal(number.low, number.high, _scope(between, noun, after))


def _scope(between: str, noun: str, after: str) -> Scope:
    of_company = re.fullmatch(rf"(?:{_HIRE}|people)", noun, _I) and not _NEUTRAL.sub("", between).strip(
        " ,()-"
    )
    return "company" if of_company and not _OF_A_TEAM.search(after) else "function"


_Reader = Callable[[str, passages.Match], HireOrdinal | None]
_READERS: Final[dict[str, tuple[passages.Pattern, _Reader]]] = {
    "hire_number.numbered": (passages.pattern(TRIGGERS["hire_number.numbered"]), _numbered),
    "hire_number.ordinal": (passages.pattern(TRIGGERS["hire_number.ordinal"]), _nth),
    "hire_number.first_n": (passages.pattern(TRIGGERS["hire_number.first_n"]), _first_n),
}
