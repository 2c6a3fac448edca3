"""The roles that a forum post offers: of its header, of the lines of its body, of its sentences.

Invariant: a list in the body says more than the header that announces it; sentences are asked only when
neither names a title, or when the header only says "engineers". A post that offers work has at least one
role.
"""

from __future__ import annotations

import re
from itertools import islice

from pipeline.inference.thread_lines import LOOKING, OFFER, is_plain_title, listed
from pipeline.inference.thread_lists import FoundRole, body_roles, distinct
from pipeline.inference.thread_titles import pieces_and_joints, tidy, titles_in
from pipeline.inference.thread_words import (
    NOUN,
    PARENS,
    core,
    ends_in_job,
    in_title_case,
    is_engineers_field,
    is_field,
    is_field_role,
    is_generic,
    names_job,
)

UNNAMED_ROLE = "Open role"
"""The title of a post's role that it does not name."""
MAX_HEADER_SEGMENT = 260

_ANNOUNCED = re.compile(
    rf"^.{{0,80}}?\b(?:{LOOKING})\b(?:\s+for)?\s+(?!(?:manager|coordinator|lead|partner|specialist)s?\b)",
    re.IGNORECASE,
)
_SPEAKS = re.compile(r"^\W*(?:i|we)['’]", re.IGNORECASE)
_GREETING = re.compile(
    r"^\W*(?:hey|hi|hello|dear|greetings|we|i|my|our|this|at|by|the|a|an|in|here)\b", re.IGNORECASE
)
_ROLES_LABEL = re.compile(
    r"^[^:,|]{0,30}?\b(?:roles?|positions?|openings?|hiring)\b\s*:\s*\[?|(?<=\))\]$", re.IGNORECASE
)
_PROSE = re.compile(r"\b(?:we|we['’]re|our|is an?|are|who)\b", re.IGNORECASE)
_ALSO = re.compile(r"\balso\b", re.IGNORECASE)
_TOO = re.compile(r"\b(?:as well(?! as\b)|too)\b", re.IGNORECASE)
_ALSO_OFFER = re.compile(
    rf"(?:\balso\s+(?:actively\s+)?(?:{LOOKING}|looking to hire|open to|need|have (?:an )?openings? for):?|"
    r"\bother (?:open )?(?:roles|positions|openings)(?: include)?:?|"
    rf"(?:\bopenings? for|\b(?:{LOOKING})(?: for)?)(?=[^\n.!?|:]{{3,80}}\b(?:too|as well)\b(?! as\b)))"
    r"\s+(?:for\s+)?([^\n.!?|:]{3,120})",
    re.IGNORECASE,
)
_CAPITAL_TITLE = re.compile(r"^(?:[a-z][\w'-]*\s+)+((?:[A-Z][\w+#./&'-]*[\s,/&-]*)+)$")
_DESIGNER = re.compile(r"\bdesigner$", re.IGNORECASE)
_SOMEONE = re.compile(
    r"^(?:someone|somebody|anyone|a person|people) (?:who|that) (?:can|could|does|do|knows?|is good at)"
    r"(?: do| help with)? (data science|machine learning|(?:back|front)-?end|full-?stack|sales|marketing|"
    r"design|"
    r"devops)\b",
    re.IGNORECASE,
)
_TEAMS = re.compile(
    r"\b(?:hiring|roles|openings|positions|engineers|people|folks)\b[^.:\n]{0,20}?\b(?:across|in|for)\s+"
    r"([^.:\n()]{5,120}?)(?=\s+(?:teams?|roles|positions|for|in|at|to|who|with)\b|[.:\n()]|$)",
    re.IGNORECASE,
)
MAX_TEAMS = 30
_UNNAMED = re.compile(
    r"\b(?:multiple|various|several|many|numerous|all|\d{1,2}\+?)\s+(?:\w+\s){0,2}(?:roles|positions|"
    r"openings|jobs)\b|"
    r"\bvarious\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://[^\s()]+(?<![.,;])")
_IN_LINK = re.compile(
    r"https?://[\w.-]{1,80}/(?:[\w.-]{1,60}/){0,4}"
    r"((?:[a-z]{1,20}[-_]){1,6}(?:engineer|developer|scientist|designer|manager|researcher|architect))"
    r"(?![a-z])",
    re.IGNORECASE,
)
"""A title in the last part of a link (".../jobs/medical-device-software-engineer/")."""
_ANY_JOB = re.compile(
    r"\b(?:software |full-?stack )?(?:(?:engineer|developer|designer)s?\b|engineer(?=ing (?:roles|"
    r"positions)\b))",
    re.IGNORECASE,
)


def offered_roles(text: str, segments: list[str], body_start: int) -> list[FoundRole]:
    """The roles of a post, in its order; `segments` are its header's, its body starts at `body_start`."""
    heads = _with_nouns(header_roles(segments), text)
    body = body_roles(text, body_start)
    if any(NOUN.search(head.title) for head in heads):
        body = [role for role in body if not is_engineers_field(role.title)]
    if not heads:
        named = distinct([*body, *_also_offered(text, body)]) if body else prose_roles(text)
        return named if _any_named(named) else _of_teams(text) or named or _unnamed_roles(text, segments)
    if all(is_generic(head.title) for head in heads):
        if len(body) >= 2 or any(role.own_header or _tells_more(heads, role) for role in body):
            return distinct([*body, *_also_offered(text, body)])
        prose = prose_roles(text)
        told = all(any(_is_told_by(head, role) for role in prose) for head in heads)
        apart = [role for role in prose if told and not any(_is_told_by(head, role) for head in heads)]
        named = [*_named_by_prose(heads, prose), *(role for role in apart if _any_named([role]))]
        return distinct([*named, *_apart_from(heads, body), *_also_offered(text, heads)])
    untold = [head for head in heads if not any(_is_told_by(head, role) for role in body)]
    if len(body) >= 3 and len(body) > len(heads):
        others = len(untold) == len(heads) and all(map(_is_special, heads))
        return distinct([*body, *heads]) if others else body
    if len(body) >= 2 and (len(untold) < len(heads) or all(role.in_section for role in body)):
        special = [head for head in untold if _is_special(head)]
        return distinct([*body, *special, *_also_offered(text, [*heads, *body])])
    prose = prose_roles(text)
    if len(prose) > len(heads) and all(any(_is_told_by(head, role) for role in prose) for head in heads):
        return prose
    more = [*(role for role in body if role.own_header), *_apart_from(heads, body)]
    return distinct([*heads, *more, *_also_offered(text, heads)])


def _apart_from(heads: list[FoundRole], body: list[FoundRole]) -> list[FoundRole]:
    """The listed roles of a body that the header does not tell of."""
    listed_alone = [role for role in body if role.in_section and is_plain_title(role.title)]
    return [role for role in listed_alone if not any(_is_told_by(head, role) for head in heads)]


def header_roles(segments: list[str]) -> list[FoundRole]:
    """The titles of a header's segments; the first is the company's unless it alone names an occupation."""
    titles: list[str] = []
    for number, segment in enumerate(segments):
        if (
            number == 0
            and len(segments) > 1
            and not (_begins_with_job(segment) and not _names_titles(segments[1:]))
        ):
            continue
        offer = _ROLES_LABEL.sub("", segment)
        if announced := _ANNOUNCED.match(offer):
            offered = listed(offer[announced.end() :], is_list=False)
            titles += [in_title_case(_from_capital(title)) for title in offered]
        elif _SPEAKS.match(offer) or (_GREETING.match(offer) and len(segments) == 1):
            continue
        elif len(offer) <= MAX_HEADER_SEGMENT and not (len(offer) > 60 and _PROSE.search(offer)):
            titles += titles_in(offer, is_header=True)
    named = [title for title in titles if title.lower() != "engineering"]
    return distinct([FoundRole(title, 0) for title in named or titles])


def _begins_with_job(segment: str) -> bool:
    """True when the first part of a segment is a job ("Data Engineer, Oslo"; not "Architect Financial")."""
    pieces, _ = pieces_and_joints(segment)
    return any(map(names_job, pieces)) and any(
        map(ends_in_job, [*pieces, *re.split(r"\s[-–—@]\s?|\sat\s", segment)])
    )


def _names_titles(segments: list[str]) -> bool:
    return any(NOUN.search(segment) and len(segment) <= 160 and titles_in(segment) for segment in segments)


def prose_roles(text: str) -> list[FoundRole]:
    """The roles that sentences offer ("We're hiring an engineer and a designer"), as one would list them."""
    roles: list[FoundRole] = []
    kept: set[int] = set()
    text = _LINK.sub(lambda link: " " * len(link.group()), text)
    for found in OFFER.finditer(text):
        phrase = found.group(1)
        noun = NOUN.search(phrase)
        if not roles and (someone := _SOMEONE.match(phrase)):
            roles.append(FoundRole(in_title_case(someone.group(1)), found.start()))
            continue
        if not noun or len(phrase[: noun.start()].split()) > 9:
            continue
        offered = _of_sentence(
            phrase, found.start(), is_list=text[found.start() : found.start(1)].rstrip()[-1:] == ":"
        )
        says_also = _ALSO.search(text, max(0, found.start() - 40), found.start() + 20) or _TOO.search(phrase)
        if not _any_named(roles) or (says_also and _any_named(offered)):
            roles += offered
        if says_also and _any_named(offered):
            kept.update(role.start for role in roles)
    if not _any_named(roles):
        return sorted(distinct(roles), key=lambda role: len(core(role.title)), reverse=True)[:1]
    kept.add(roles[-1].start)
    return distinct(role for role in roles if role.start in kept or _any_named([role]))


def _of_sentence(phrase: str, start: int, *, is_list: bool) -> list[FoundRole]:
    titles = map(_from_capital, listed(phrase, is_list=is_list))
    return [FoundRole(in_title_case(title), start) for title in titles if len(title.split()) <= 7]


def _any_named(roles: list[FoundRole]) -> bool:
    return any(not is_generic(role.title) or _DESIGNER.search(role.title) for role in roles)


def _named_by_prose(heads: list[FoundRole], prose: list[FoundRole]) -> list[FoundRole]:
    """A sentence may name what a header only calls "engineers"; its "Software Engineer" stands as it is."""
    kinds = set().union(*(core(re.sub(r"(?i)engineering$", "engineer", head.title)) for head in heads))
    named = [role for role in prose if not is_generic(role.title) and core(role.title) & kinds]
    if len(named) > len(heads) or (
        named and all(len(PARENS.sub("", head.title).split()) == 1 for head in heads)
    ):
        return named
    return heads


def _of_teams(text: str) -> list[FoundRole]:
    """The roles of a sentence that only names teams ("hiring across Product, Infrastructure, and ML")."""
    for found in islice(_TEAMS.finditer(text), MAX_TEAMS):
        teams = [
            team.strip(" .*_") for team in re.split(r",|;|&|\band\b", found.group(1)) if team.strip(" .*_")
        ]
        known = [team for team in teams if is_engineers_field(team) or is_field_role(team)]
        if len(known) >= 2 and len(known) >= len(teams) - 1:
            named = (f"{team} Engineer" if is_engineers_field(team) else team for team in known)
            return distinct(FoundRole(in_title_case(title), found.start()) for title in named)
    return []


def _also_offered(text: str, heads: list[FoundRole]) -> list[FoundRole]:
    """What a sentence adds to the header ("we're also hiring a designer")."""
    found: list[FoundRole] = []
    for sentence in _ALSO_OFFER.finditer(text):
        offered = _of_sentence(sentence.group(1), sentence.start(), is_list=False)
        found += [
            role
            for role in offered
            if _any_named([role])
            and not any(_is_told_by(head, role) for head in heads if not is_generic(head.title))
        ]
    return found


def _is_special(head: FoundRole) -> bool:
    """True for a title that says more than "Software Engineer" or "Product"."""
    plain = not re.search(r"[+•/]|,.*,", head.title) and len(core(head.title)) > 1
    return plain and not (is_generic(head.title) or is_field_role(head.title))


def _tells_more(heads: list[FoundRole], role: FoundRole) -> bool:
    words = PARENS.sub("", role.title).split()
    short = 0 < len(words) <= 6 and (role.in_section or NOUN.fullmatch(words[-1]) is not None)
    return short and not is_generic(role.title) and any(core(head.title) < core(role.title) for head in heads)


def _with_nouns(heads: list[FoundRole], text: str) -> list[FoundRole]:
    """A header's "Senior Full Stack" is the engineer that a sentence is looking for."""
    if all(NOUN.search(head.title) for head in heads):
        return heads
    prose = prose_roles(text)
    return [
        next((FoundRole(role.title, 0) for role in prose if _lacks_noun_of(head, role)), head)
        for head in heads
    ]


def _lacks_noun_of(head: FoundRole, role: FoundRole) -> bool:
    general = core(head.title)
    return (
        not NOUN.search(head.title)
        and not is_field(head.title)
        and bool(general)
        and general < core(role.title)
    )


def _is_told_by(head: FoundRole, role: FoundRole) -> bool:
    """True when a role of the body is the header's, told at more length or at another level."""
    general, special = core(head.title), core(role.title)
    if ("intern" in general) != ("intern" in special):
        return False
    return general <= special or (len(special) > 1 and special <= general)


def _from_capital(title: str) -> str:
    """ "turn around Engineering Manager" -> "Engineering Manager"."""
    found = _CAPITAL_TITLE.search(title)
    return found.group(1) if found else title


def _unnamed_roles(text: str, segments: list[str]) -> list[FoundRole]:
    """One role for a post that offers work without naming it, called as the post calls it."""
    told = next((found.group() for segment in segments if (found := _UNNAMED.search(segment))), None)
    if told:
        return [FoundRole(told[:1].upper() + told[1:].lower(), 0)]
    linked = [re.sub(r"[-_]+", " ", found.group(1)).lower() for found in _IN_LINK.finditer(text)]
    if linked:
        return distinct(FoundRole(in_title_case(title), 0) for title in linked)
    job = _ANY_JOB.search(text)
    return [FoundRole(in_title_case(tidy(job.group().lower())) if job else UNNAMED_ROLE, 0)]
