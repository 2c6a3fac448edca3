"""Which hire one would be, as stated in words. What a team size leaves open: `sql/hire_number.sql`.

Invariant: only an ordinal of the person being hired is read ("our 5th hire", "first ML engineer",
"engineer #2"). Somebody who already works there, other companies' hires, "AI-first engineers" and "founding"
alone say nothing. Founders are not counted among hires.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from pipeline.inference import hire_words as words
from pipeline.inference import passages
from pipeline.inference.numbers import NUMBER, ORDINAL, count, number, ordinal
from pipeline.inference.text import Count, HireOrdinal, Stated, Text

LARGEST: Final = 200
"""An ordinal above this tells of no early hire ("employee #4,812")."""

TRIGGERS: Final = {
    "hire_number.ordinal": rf"\b({ORDINAL})[ -]((?:{words.WORD}[ ,]+){{0,4}}?)({words.HIRE}|{words.CRAFT})\b",
    "hire_number.numbered": (
        rf"\b{words.NUMBERED} ?\(?(?:# ?|no\. ?|number |nr\.? ?)(?:[0-9]|{words.NUMBER_WORD})"
    ),
    "hire_number.first_n": (
        r"\bfirst (?:~|about |around )?"
        rf"({NUMBER}(?: ?(?:-|–|to|or) ?{NUMBER})?|dozen) ((?:{words.WORD} ){{0,3}}?)"
        rf"({words.HIRE}|people|{words.CRAFT})\b"
    ),
    "hire_number.first_n_bare": rf"\b(?:one|part|among) (?:of )?(?:the|our) first ({NUMBER}) ?(?:$|[.,;!)])",
    "hire_number.bare_nth": (
        rf"\b(?:you(?:['’]d| would|['’]ll| will) be|as) (?:the|our|its) ({ORDINAL})"
        r"(?:$|[.,;!)–(]| (?:at|in|on|of|to|here)\b| -)"
    ),
    "hire_number.another": (
        rf"\b(?:looking for|hiring|adding|add|need|want|seeking) (?:an?|our) ({ORDINAL})(?: one)?"
        r"(?:$|[.,;!)\n]| (?:who|to)\b)"
    ),
    "hire_number.bare_number": (
        r"\b(?:(?:you(?:['’]d| would|['’]ll| will) be|be|join(?: us)? as|as)"
        r"|the next (?:\w+ ){1,3}(?:is|will be|would be))"
        rf" (# ?|number |no\. ?)({words.NUMBER_WORD})\b"
    ),
    "hire_number.unmarked": (
        r"\b(?:you(?:['’]d| would|['’]ll| will) be|join(?:ing)? (?:us )?as|come on as) ((?:our |the )?)"
        rf"({words.NUMBERED}) ([0-9]{{1,3}})\b"
    ),
    "hire_number.nth_person": rf"\b({ORDINAL}) (person|member|human)\b",
}

_NUMBERED: Final = (
    rf"\b((?:{words.WORD} ){{0,2}}?)({words.NUMBERED}) ?\(?(?:# ?|no\. ?|number |nr\.? ?)"
    rf"([0-9]{{1,3}}(?: ?(?:-|–|to|or|and) ?#?[0-9]{{1,3}})?|{words.NUMBER_WORD})\b"
)
"""What the trigger of that name finds, with the words before it: a first pass has no use for those."""
_NEED_A_CRAFT = (
    *("role", "roles", "position", "positions", "lead", "leads", "associate", "director", "directors"),
    *("person", "managers", "manager", "rep", "reps", "specialist", "operator"),
)
_IN_TITLE = passages.expression(rf"#|\b(?:{ORDINAL})\b|\b(?:no\.|number) ?[0-9]")


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
    if nth is None or nth > LARGEST or value[start - 1 : start] == "-":
        return None
    if words.NO_ORDINAL_OF_PEOPLE.search(between) or words.ONE_OF_SOME.search(before):
        return None
    named_after = noun == "person" and words.OF_A_TEAM.match(after)
    if noun in _NEED_A_CRAFT and not between and not named_after:
        return None
    if not words.PLURAL.search(noun):
        return _ordinal_of(Count(nth, nth), before, between, noun, after)
    several = nth == 1 and words.HIRING_SEVERAL.search(before)
    return _ordinal_of(Count(1, None), before, between, noun, after) if several else None


def _count(text: str) -> Count | None:
    """As `count`, and "one" and "dozen" besides, which count nobody but number somebody."""
    only = number(text)
    return Count(only, only) if only else count(text)


def _first_n_bare(value: str, found: passages.Match) -> HireOrdinal | None:
    """Of "join as one of the first 10." everything up to the number."""
    most, before = number(found[1]), passages.before(value, found.span()[0], 60)
    if most is None or not words.YOU.search(before) or words.BIOGRAPHY.search(before):
        return None
    return _scoped(Count(1, most), "", "hire", "")


def _bare_nth(value: str, found: passages.Match) -> HireOrdinal | None:
    """Of "we're four and you'd be the 5th." the ordinal; "the first" without a noun is no number."""
    start, end = found.span()[0], found.span(1)[1]
    nth, before = ordinal(found[1]), passages.before(value, start, 60)
    if nth is None or nth == 1 or not words.BARE_END.match(passages.after(value, end)):
        return None
    between = "engineers" if words.ENGINEERS.search(before) else ""
    return None if words.BIOGRAPHY.search(before) else _scoped(Count(nth, nth), between, "hire", "")


def _another(value: str, found: passages.Match) -> HireOrdinal | None:
    """Of "four engineers looking for a fifth." the ordinal, where the words before count engineers."""
    nth, before = ordinal(found[1]), value[max(0, found.span()[0] - 120) : found.span()[0]]
    if nth is None or nth == 1 or words.BIOGRAPHY.search(before[-40:]) or not words.ENGINEERS.search(before):
        return None
    return HireOrdinal(nth, nth, "function")


def _bare_number(value: str, found: passages.Match) -> HireOrdinal | None:
    """Of "you'd be number 8" or "the next hire is #10" the number; "number one" alone is a boast."""
    start, end = found.span()
    nth, after = number(found[2]), passages.after(value, end)
    if nth is None or not words.BARE_END.match(after) or (nth == 1 and "#" not in found[1]):
        return None
    return (
        None
        if words.BIOGRAPHY.search(passages.before(value, start, 60))
        else _scoped(Count(nth, nth), "", "hire", "")
    )


def _numbered(value: str, found: passages.Match) -> HireOrdinal | None:
    """Of "employee #6", "hires #5-10" or "Founding Engineer (#2)" the number."""
    start, end = found.span()
    stated = _count(found[3].replace("#", ""))
    before, after = passages.before(value, start) + found[1], passages.after(value, end)
    if stated is None:
        return None
    craft = words.NAMED_HIRE.search(before)
    offer = before[: craft.start()] if craft else before
    return _ordinal_of(stated, offer, craft[0] if craft else "", found[2].lower(), after)


def _unmarked(value: str, found: passages.Match) -> HireOrdinal | None:
    """Of "you'd be employee 6" the number, where nothing else is counted by it."""
    after = passages.after(value, found.span()[1])
    if not words.BARE_END.match(after):
        return None
    return _ordinal_of(Count(*[number(found[3])] * 2), "you’d be ", "", found[2].lower(), after)


def _first_n(value: str, found: passages.Match) -> HireOrdinal | None:
    """Of "one of the first 10 employees" everything up to the number."""
    start, end = found.span()
    stated = _count(found[1])
    before, after = passages.before(value, start), passages.after(value, end)
    if stated is None or stated.high is None or not words.ONE_OF_N.search(before):
        return None
    if words.BIOGRAPHY.search(before[-60:]):
        return None
    return _scoped(Count(1, stated.high), found[2].strip(), found[3].lower(), after)


def _nth_person(value: str, found: passages.Match) -> HireOrdinal | None:
    """Of "you would be the 6th person on the team" the ordinal."""
    start, end = found.span()
    nth, after = ordinal(found[1]), passages.after(value, end)
    before = passages.before(value, start)
    surely = words.SURELY_OFFERED.search(before)
    offered = surely or (words.OFFERED.search(before) and not words.BIOGRAPHY.search(before))
    if not nth or not offered or not before.strip() or not words.ON_THE_TEAM.match(after):
        return None
    stated = _scoped(Count(nth, nth), "", "hire", after)
    return None if stated and nth == 1 and stated.scope == "company" else stated


def _ordinal_of(number: Count, before: str, between: str, noun: str, after: str) -> HireOrdinal | None:
    """The ordinal with its scope, where the words before it offer it to the reader."""
    surely = words.SURELY_OFFERED.search(before) is not None
    if words.THEIR_HIRE.search(before):
        return None
    told = words.DID.match(after) or (words.THE_NTH_TO.match(before) and words.TO_DO.match(after))
    if told and not surely:
        return None
    if surely or (words.OFFERED.search(before) and not words.BIOGRAPHY.search(before[-60:])):
        return _scoped(number, between, noun, after)
    return None


def _scoped(number: Count, between: str, noun: str, after: str) -> HireOrdinal | None:
    if (number.high or 1) > LARGEST or words.BIOGRAPHY_AFTER.match(after):
        return None
    bare = not words.NEUTRAL.removed(between).strip(" ,()-")
    if words.PLACE.search(between) or (bare and words.PLACE_AFTER.match(after)):
        return None
    of_company = bare and words.OF_COMPANY.fullmatch(noun) and not words.OF_A_TEAM.match(after)
    return HireOrdinal(number.low, number.high, "company" if of_company else "function")


_Reader = Callable[[str, passages.Match], HireOrdinal | None]
_READERS: Final[dict[str, tuple[passages.Pattern, _Reader]]] = {
    name: (passages.pattern(_NUMBERED if read is _numbered else TRIGGERS[name]), read)
    for name, read in {
        "hire_number.numbered": _numbered,
        "hire_number.ordinal": _nth,
        "hire_number.first_n": _first_n,
        "hire_number.first_n_bare": _first_n_bare,
        "hire_number.bare_nth": _bare_nth,
        "hire_number.another": _another,
        "hire_number.bare_number": _bare_number,
        "hire_number.unmarked": _unmarked,
        "hire_number.nth_person": _nth_person,
    }.items()
}
