"""How many people the company, and its engineering team, have now, in the posting's words.

Invariant: only the hiring company's own head count of today is read. A plan ("growing to 30"), somebody
else's team ("customers with 50 employees", "manage a team of 8"), users, money and hours are nobody's team
size; None when unsure.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from pipeline.inference import passages
from pipeline.inference import team_words as words
from pipeline.inference.team_mention import Mention, mention_of
from pipeline.inference.team_patterns import EXPRESSIONS
from pipeline.inference.text import Count, Stated, Text

_MOST_BARE: Final = 1000


def team_size(text: Text) -> Stated[Count] | None:
    """People in the whole company now, founders included, with the words that say so."""
    return _stated(text.value, text.hits).get("company")


def engineering_team_size(text: Text) -> Stated[Count] | None:
    """People in the engineering (technical) team now, where the text counts that team apart."""
    return _stated(text.value, text.hits).get("engineering")


@lru_cache(maxsize=2)
def _stated(value: str, hits: frozenset[str]) -> dict[str, Stated[Count]]:
    """For each kind the first count among the plainest words that have one: `_READERS` is in that order."""
    stated: dict[str, Stated[Count]] = {}
    read: set[int] = set()
    for triggers, expression, kind_of in _READERS:
        if not triggers <= hits:
            continue
        for found in passages.matches(expression, value):
            if found.span(1)[0] in read:
                continue
            mention = mention_of(value, found)
            kind = kind_of(mention) if mention else None
            if kind:
                read.add(found.span(1)[0])
            if mention and kind and kind not in stated:
                stated[kind] = Stated(mention.value, passages.quote(value, *found.span()))
    return stated


def _kind_of_people(mention: Mention) -> str | None:
    """A count with its noun: "a 7-person engineering team", "we are ~200 people", "(4 people)"."""
    before, after, noun = mention.before, mention.after, mention.noun.lower()
    if words.FOREIGN_BETWEEN.search(mention.between) or _is_foreign(mention, 45):
        return None
    if (
        words.PART_AFTER.match(after)
        or words.HIRED.search(before)
        or words.PLURAL.search(before)
        or words.OTHERS_AFTER.match(after)
        or words.A_TEAM_TO_LEAD.search(before)
    ):
        return None
    engineers = words.ENGINEER.search(noun) is not None
    if mention.label and not engineers and words.TECHNICAL.search(mention.label):
        return "engineering"
    if mention.label and words.PART_LABEL.search(mention.label):
        return None
    collective = words.COLLECTIVE.match(after) if noun in words.SINGULAR else None
    if collective:
        near = before[-45:]
        another = words.WITH_A.search(near) and not words.WITH_PART.search(near)
        planned = another or words.PLAN_NEAR.search(near) or words.SOME_STARTUP.search(near)
        return None if planned else _kind_of_group(engineers, collective[1], collective[2])
    if words.PLAN.search(before[-50:]) or not _counted(mention, engineers):
        return None
    if words.ENGINEERING_IS.search(before[-40:]):
        return "engineering"
    if engineers and not (words.TEAM_OF.search(before) and words.MIXED.match(after)):
        return "engineering"
    named, group = _subject(before)
    sure = words.SURE_NOUN.search(noun) is not None and not words.PART.search(named)
    return _kind_of_group(False, "" if sure and not words.TECHNICAL.search(named) else named, group)


def _is_foreign(mention: Mention, width: int) -> bool:
    """True when the sentence is about somebody else's people, a plan's, or one office's."""
    return bool(
        words.PLAN_AFTER.match(mention.after)
        or words.OTHERS.search(mention.before[-width:])
        or (mention.before.endswith(words.OWNING) and words.OTHERS_WITH.search(mention.before[-40:]))
        or f" {mention.before[-30:]}".lower().endswith(words.NOT_ALL_BEFORE)
        or words.PART_OF_GROUP.search(mention.before[-70:])
        or words.OTHERS_DO.match(mention.after)
        or words.REQUIRED.match(mention.before)
        or words.PLACE.search(mention.before)
    )


def _counted(mention: Mention, engineers: bool) -> bool:
    """True when the words around a count say that it is a head count."""
    before, after, noun = mention.before, mention.after, mention.noun.lower()
    if noun == "of us":
        if words.IN_ENGINEERING.match(after):
            return False
        return _all_of_us(mention)
    if words.WE_ARE.search(before) or words.ENGINEERING_IS.search(before[-40:]):
        return noun not in words.SINGULAR[1:] or noun == "strong"
    if noun in words.SINGULAR[1:]:
        return noun == "eng" and before.endswith("(") and after.lstrip()[:1] in tuple(",;/+)")
    if words.GROUP_IS.search(before) or words.NAME_IS.search(before) or words.WENT_FROM.search(before):
        return True
    if before.rstrip().endswith("("):
        return noun not in ("eng", "engineering") or after.lstrip()[:1] in tuple(",;/+)")
    if engineers:
        in_a_list = words.OPENS.search(before) and before.strip() and words.CLOSES.match(after)
        plain = not mention.between and words.PLAIN_ENGINEERS.match(mention.noun)
        with_them = words.AMONG_PEOPLE.search(before) or words.ENGINEERS_WITH.search(before)
        qualified = None in (mention.value.low, mention.value.high) and words.CLOSES.match(after)
        now = words.SAID_OF_TODAY.match(mention.written) and words.CLOSES.match(after)
        ends = words.TODAY.match(after) or words.ALL_REMOTE.match(after) or now or qualified
        stands = words.OPENS.search(before) and ends
        on_staff = words.WITH.match(before) and words.ON_STAFF.match(after)
        founders = bool(words.FOUNDERS_AND.search(before) and words.CLOSES.match(after))
        founders = founders and not words.SEEKING.search(before)
        return bool(with_them or on_staff or (plain and (stands or in_a_list or founders)))
    if words.GROWN_TO.search(before):
        return True
    if words.OPENS.search(before):
        listed = before.rstrip().endswith(",") and mention.between
        if words.CLOSES.match(after) or words.IN_PLACE.match(after) or words.WORK_HERE.match(after):
            return not listed
    if words.WITH.match(before) and words.BASED.match(after):
        return True
    return words.SURE_NOUN.search(noun) is not None and words.HAS.search(before) is not None


def _all_of_us(mention: Mention) -> bool:
    """True of "all 10 of us", "there are 14 of us" and "(12 of us)", not of "two of us will call you"."""
    before, after = mention.before, mention.after
    if before.rstrip().lower().endswith("all") or words.IT_IS.search(before):
        return True
    said = words.WE_ARE.search(before) or (words.OPENS.search(before) and (mention.value.high or 3) > 2)
    return bool(said and words.OF_US_ALL.match(after))


def _subject(before: str) -> tuple[str, str]:
    """The group counted ("team", "company") and the words before it: what stands before "of", "is" or "("."""
    _, _, clause = before.rpartition(" and the ")
    found = words.GROUP.search(clause)
    if not found:
        return "", "team"
    named: list[str] = []
    for word in reversed(clause[: found.start()].split(" ")[-4:-1]):
        if not words.NAMING.fullmatch(word):
            break
        named.insert(0, word)
    return " ".join(named), found[1]


def _kind_of_group(engineers: bool, named: str, group: str) -> str | None:
    """Whose count it is, by the words before the group's noun; a team named for anything else is a part."""
    if group.lower() not in words.PARTIAL:
        return "engineering" if engineers else "company"
    if engineers or words.TECHNICAL.search(named):
        return "engineering"
    return None if words.PART.search(named) or (named and not words.DESCRIBES.search(named)) else "company"


def _kind_of_team(mention: Mention) -> str | None:
    """A team of so many, without a noun: "We're a team of six, ...", "startup of 10", "eng team of 11"."""
    before, after = mention.before, mention.after
    if words.PLAN.search(before[-60:]) or _is_foreign(mention, 60):
        return None
    if words.PART_NOUN.search(after) or words.NO_PEOPLE_AFTER.match(after):
        return None
    if words.OF_ENGINEERS.match(after):
        return "engineering"
    if before.endswith("(") and not after.startswith(")"):
        return None
    if not before.endswith(" of ") and not words.STANDS_ALONE.match(after):
        return None
    return _kind_of_group(False, *_subject(before))


def _kind_of_us(mention: Mention) -> str | None:
    """A bare count of ourselves, as in "We're 12, all remote"."""
    if _is_foreign(mention, 40) or not words.STANDS_ALONE.match(mention.after):
        return None
    if (mention.value.high or mention.value.low or 1) not in range(2, _MOST_BARE + 1):
        return None
    return "engineering" if words.ENGINEERS_NEXT.match(mention.after) else "company"


def _kind_of_growth(mention: Mention) -> str | None:
    """What a team has grown to: "grew from 10 to 22", "has grown from 50 to 150 over two years"."""
    before, after = mention.before, mention.after
    if words.PLAN.search(before) or words.PLAN_AFTER.match(after) or not words.GREW_END.match(after):
        return None
    if words.SOMEBODY_GREW.search(before):
        return None
    named, group = _subject(before)
    return _kind_of_group(words.ENGINEERS_NEXT.match(after) is not None, named, group)


def _kind_of_single(mention: Mention) -> str | None:
    """The only engineer there is: "two founders and one engineer.", "we have one engineer today"."""
    before, after = mention.before, mention.after
    seeks = words.SEEKING.search(before) or words.SEEKING.match(after.lstrip())
    alone = words.STANDS_ALONE.match(after) or words.TODAY.match(after) or words.ON_STAFF.match(after)
    return "engineering" if alone and not seeks and not _is_foreign(mention, 45) else None


def _kind_of_growing(mention: Mention) -> str | None:
    """What a team is before it grows: "we're growing the engineering team from 20 to 40 this year"."""
    clause = mention.before.removesuffix(" from ")
    if not words.GROWING.search(clause) or words.REQUIRED.match(clause) or words.DONE_BEFORE.search(clause):
        return None
    named, group = _subject(mention.before)
    kind = _kind_of_group(False, named, group)
    # "the team" that somebody is to double is seldom the whole company
    return None if kind == "company" and group.lower() in words.PARTIAL else kind


def _kind_of_label(mention: Mention) -> str | None:
    """A count with its label: "Company size: 7 people", "Employees: 40", "Engineering team size: 5"."""
    plain = words.STANDS_ALONE.match(mention.after) or words.SIZE_LABEL.search(mention.before)
    if not plain or _is_foreign(mention, 40):
        return None
    return "engineering" if words.TECHNICAL_LABEL.search(mention.before) else "company"


def _kind_of_share(mention: Mention) -> str | None:
    """The engineers among all: "80 people, 30 of them in engineering", "our engineers (12)"."""
    foreign = _is_foreign(mention, 45) or words.A_TEAM_TO_LEAD.search(mention.before)
    return None if foreign or words.HIRED.search(mention.before) else "engineering"


def _kind_of_joined(mention: Mention) -> str | None:
    """Those whom one joins: "you will be joining four other engineers"."""
    if words.OTHERS.search(mention.before[-45:].removesuffix("joining ")):
        return None
    return "engineering" if words.PLAIN_ENGINEERS.search(mention.noun.lower()) else "company"


_READERS: Final = tuple(
    (frozenset(f"team_size.{needed}" for needed in triggers), passages.pattern(EXPRESSIONS[name]), kind_of)
    for name, kind_of, triggers in (
        ("label", _kind_of_label, ("label",)),
        ("people", _kind_of_people, ("people",)),
        ("team_of", _kind_of_team, ("team_of",)),
        ("in_engineering", _kind_of_share, ("share",)),
        ("of_us", _kind_of_share, ("share",)),
        ("of_which", _kind_of_share, ("of_which",)),
        ("joining", _kind_of_joined, ("joining",)),
        ("beside", _kind_of_joined, ("beside",)),
        ("engineers", _kind_of_share, ("engineers",)),
        ("single", _kind_of_single, ("single",)),
        ("single_so_far", _kind_of_share, ("single",)),
        ("we_are", _kind_of_us, ("we_are",)),
        ("grown", _kind_of_growth, ("grown", "grown_to")),
        ("growing", _kind_of_growing, ("growing", "growing_from")),
    )
)
