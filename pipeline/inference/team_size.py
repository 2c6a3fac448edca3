"""How many people the company, and its engineering team, have now, in the posting's words.

Invariant: only the hiring company's own head count of today is read. A plan ("growing to 30"), somebody
else's team ("customers with 50 employees", "manage a team of 8"), users, money and hours are nobody's team
size; None when unsure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from pipeline.inference import passages
from pipeline.inference import team_words as words
from pipeline.inference.numbers import COUNT, count
from pipeline.inference.text import Count, Stated, Text

TRIGGERS: Final = {
    "team_size.label": (
        rf"\b(?:(?:team|company|start-?up|current)[- ]size|size of (?:the )?(?:team|company)|head ?count)"
        rf"(?: ?[:=–-] ?| is | of | )({COUNT})"
    ),
    "team_size.people": rf"({COUNT})[ -]((?:{words.WORD} ){{0,3}}?)({words.PEOPLE}|{words.ENGINEERS})\b",
    "team_size.team_of": rf"\b(?:{words.GROUPS})(?: ?: | is (?:currently |now )?| (?:currently "
    rf"|now )?of )({COUNT})",
    "team_size.grown": (
        rf"\b(?:(?:{words.GROUPS}|headcount|we)(?:['’]ve)?\b[^.\n]{{0,30}}?\b(?:grown|grew|scaled|expanded"
        rf"|doubled|tripled)"
        rf"|(?:grew|grown|scaled|scaling) (?:our|the) (?:\w+ ){{0,2}}(?:team|company))\b"
        rf"[^.\n]{{0,50}}?(?: to (?:now )?|->|→) ?(?:an? (?:team|company) of )?({COUNT})"
    ),
}


@dataclass(frozen=True, slots=True)
class _Mention:
    """A count in its sentence: the words before it, between it and its noun, the noun, and after."""

    before: str
    value: Count
    between: str
    noun: str
    after: str


def team_size(text: Text) -> Stated[Count] | None:
    """People in the whole company now, founders included, with the words that say so."""
    return _stated(text, "company")


def engineering_team_size(text: Text) -> Stated[Count] | None:
    """People in the engineering (technical) team now, where the text counts that team apart."""
    return _stated(text, "engineering")


def _stated(text: Text, kind: str) -> Stated[Count] | None:
    for name, (expression, kind_of) in _READERS.items():
        if name not in text.hits:
            continue
        for found in passages.matches(expression, text.value):
            mention = _mention(text.value, found)
            if mention and kind_of(mention) == kind:
                return Stated(mention.value, passages.quote(text.value, *found.span()))
    return None


def _mention(value: str, found: passages.Match) -> _Mention | None:
    start, end = found.span(1)
    size = count(value[start:end])
    if size is None or words.GLUED.search(value[max(0, start - 1) : start]):
        return None
    before = passages.before(value, start)
    if (
        size.low is not None
        and size.high is not None
        and size.low < size.high
        and before.rstrip().endswith("from")
    ):
        size = Count(size.high, size.high)
    between = found[2] if found.re.groups > 1 else ""
    noun = found[3] if found.re.groups > 1 else ""
    return _Mention(before, size, between, noun, passages.after(value, found.end()))


def _kind_of_people(mention: _Mention) -> str | None:
    """A count with its noun: "a 7-person engineering team", "we are ~200 people", "(4 people)", "our 12"
    " engineers"."""
    before, after = mention.before, mention.after
    if (
        words.FOREIGN_BETWEEN.search(mention.between)
        or words.PLAN_AFTER.search(after)
        or words.OTHERS.search(before[-45:])
    ):
        return None
    if words.HIRED.search(before) or words.PLURAL.search(before) or words.PLACE.search(before):
        return None
    noun = mention.noun.lower()
    engineers = words.ENGINEER.search(noun) is not None
    collective = words.COLLECTIVE.search(after) if noun in words.SINGULAR else None
    if collective:
        return (
            None
            if words.PLAN_NEAR.search(before)
            else _kind_of_group(engineers, collective[1], collective[2])
        )
    if noun in words.SINGULAR[1:] or words.PLAN.search(before[-50:]) or not _counted(mention, engineers):
        return None
    return "engineering" if engineers else _kind_of_group(False, *_subject(before))


def _counted(mention: _Mention, engineers: bool) -> bool:
    before, after = mention.before, mention.after
    if words.WE_ARE.search(before) or words.GROUP_IS.search(before):
        return True
    if mention.noun.lower() == "of us":
        return False
    if before.rstrip().endswith("("):
        return mention.noun.lower() not in ("eng", "engineering") or after.lstrip()[:1] in tuple(",;/+)")
    if engineers:
        return False
    if words.GROWN_TO.search(before):
        return True
    if words.OPENS.search(before) and words.CLOSES.search(after):
        return True
    return words.SURE_NOUN.search(mention.noun) is not None and words.HAS.search(before) is not None


def _subject(before: str) -> tuple[str, str]:
    """The group counted ("team", "company") and the words before it: what stands before "of", "is" or "("."""
    found = words.SUBJECT.search(before)
    return (found[1].rstrip(), found[2]) if found else ("", "team")


def _kind_of_group(engineers: bool, named: str, group: str) -> str | None:
    """Whose count it is, by the words before the group's noun; a team named for anything else is a part."""
    if group.lower() not in words.PARTIAL:
        return "engineering" if engineers else "company"
    if engineers or words.TECHNICAL.search(named):
        return "engineering"
    return None if words.PART.search(named) or (named and not words.DESCRIBES.search(named)) else "company"


def _kind_of_team(mention: _Mention) -> str | None:
    """A team of so many, without a noun: "We're a team of six, ...", "startup of 10", "eng team of 11"."""
    before, after = mention.before, mention.after
    if (
        words.PLAN.search(before[-60:])
        or words.OTHERS.search(before[-60:])
        or words.PLAN_AFTER.search(after)
        or words.PLACE.search(before)
    ):
        return None
    if words.PART_NOUN.search(after) or words.NO_PEOPLE_AFTER.match(after):
        return None
    if words.OF_ENGINEERS.match(after):
        return "engineering"
    return _kind_of_group(False, *_subject(before))


def _kind_of_growth(mention: _Mention) -> str | None:
    """What a team has grown to: "grew from 10 to 22", "has grown from 50 to 150 over two years"."""
    if (
        words.PLAN.search(mention.before)
        or words.PLAN_AFTER.search(mention.after)
        or not words.GREW_END.search(mention.after)
    ):
        return None
    if words.TECHNICAL.search(_subject(mention.before)[0]) or words.ENGINEERS_NEXT.match(mention.after):
        return "engineering"
    return _kind_of_group(False, *_subject(mention.before))


def _kind_of_label(mention: _Mention) -> str | None:
    return (
        None
        if words.PLAN_AFTER.search(mention.after) or words.OTHERS.search(mention.before[-40:])
        else "company"
    )


_READERS: Final[dict[str, tuple[passages.Pattern, Callable[[_Mention], str | None]]]] = {
    "team_size.label": (passages.pattern(TRIGGERS["team_size.label"]), _kind_of_label),
    "team_size.people": (passages.pattern(TRIGGERS["team_size.people"]), _kind_of_people),
    "team_size.team_of": (passages.pattern(TRIGGERS["team_size.team_of"]), _kind_of_team),
    "team_size.grown": (passages.pattern(TRIGGERS["team_size.grown"]), _kind_of_growth),
}
