"""Job titles cut out of headers, list lines and sentences of a forum post, and made singular.

Invariant: every title is made of words of the post in their order; nothing is invented but the singular,
and the head noun that several modifiers share ("Backend, Frontend Engineers").
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.inference.thread_fields import engineers_of
from pipeline.inference.thread_words import (
    ENTHUSIAST,
    HAS_FIELD,
    MAX_TITLE,
    NOUN,
    PARENS,
    are_fields,
    ends_in_job,
    is_engineers_field,
    is_field,
    is_field_role,
    is_place_or_mode,
    is_plain_list,
    is_title,
    names_job,
    singular,
)

MAX_SEGMENT = 400
"""Longer pieces of a header are prose."""

_PRAISE = re.compile(
    r"^(?:\(?\d{1,2}\)?\s?[x×]?\s+|\d{1,2}\s?[-–]\s?\d{1,2}\s+|\(imho\)\s+|"
    r"(?:one|two|three|four|five)[-–](?:to[-–])?(?:two|three|four|five|six)\s+|\d{1,2}[.)]\s+|\d{1,2}x\s*|"
    r"x\d\s+|(?:one|two|three|four|five|several|"
    r"multiple|various|"
    r"many|a few|some|more|"
    r"additional|another|other|great|talented|exceptional|strong|passionate|amazing|brilliant|world-class|"
    r"versatile|ambitious|"
    r"curious|hungry|rockstar|excellent|top|hands-on|new(?!\s+grad)|highly|proficient|full-time|full time|"
    r"part-time|fulltime|"
    r"remote|onsite|on-site|in-person|freelance|the|a|an|our|and|or|"
    r"hiring(?!\s+(?:manager|coordinator|lead|partner|specialist)\b)|now hiring|hiring for|we're "
    r"hiring|we are hiring|"
    r"looking for|seeking|role|roles|position|open roles?|open positions?|multiple roles|openings?(?: "
    r"for)?|job|title|"
    r"&|driven|creative(?! (?:director|lead|technologist|producer)\b)|high[- ](?:agency|skill|energy|"
    r"caliber|quality|bar)|very|extremely|truly|incredible|"
    r"outstanding|kick-?ass|scrappy|genuinely|"
    r"really|fun|"
    r"extraordinary|smart|sharp|solid|"
    r"(?-i:(?!embedded|distributed|applied|decentralized|automated|deployed|unmanned|federated|forward)"
    r"[a-z-]+(?:ed|ful|ous|able|ible))|"
    r"[\w-]+-(?:based|minded|driven|oriented|focused|loving|obsessed|savvy|motivated)|\+|/)\s*[:–—,-]?\s+)",
    re.IGNORECASE,
)
"""Counts, praise and joints before a title."""
_TAIL = re.compile(
    r"\s*(?:[-–—,:;|@(\[]|\b(?:in|at|for|on|with|to|who|from|based|too|as well|strong|wanted|needed|role|"
    r"roles|position|"
    r"positions|opening|"
    r"openings|jobs?))\s*$",
    re.IGNORECASE,
)
PAY = re.compile(
    r"(?<![\w$€£])(?:[A-Z]{1,3})?[$€£]\s?\d[\d,.]*\s?[kKmM]?\b"
    r"(?:\s?(?:[-–—]|to)\s?(?:[A-Z]{0,3}[$€£])?\s?\d[\d,.]*\s?[kKmM]?\b)?\+?(?:\s?(?:USD|EUR|GBP|CAD)\b)?"
)
_PAID = re.compile(rf"[(\[]\s*{PAY.pattern}[^()\[\]]{{0,30}}[)\]]")
_NOT_IN_PARENS = re.compile(
    r"\d\s?\+|\byoe\b|year|remote|on-?site|hybrid|full-?time|part-?time|contract|\$|€|£|http|usa?\b|"
    r"\beu\b|m/?f|f/?m|(?<!entry[- ])level|"
    r"visa|x\d|^\d|equity|\bpaid\b|\bboth\b|^(?:all|june|july|august|summer|spring|fall|winter)\b|"
    r"\bfreshers?\b|urgent|multiple|expert|intermediate|"
    r"\d.*experience|preferred|required|\bpart\b|plus\b|"
    r"open to|all genders|"
    r"\w\.(?:com|io|ai|co|dev)\b",
    re.IGNORECASE,
)
_LONG_PARENS = 29
URL = re.compile(
    r"\(\s?(?:https?://|www\.)[^\s()]+\s?\)|(?:https?://|www\.)[^\s()]+(?<![,;])|"
    r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|io|ai|co|dev|org|net|app|tech|us|so|eu|de|xyz|inc)(?:/\S*)?",
    re.IGNORECASE,
)
_LEVEL_ONLY = re.compile(
    r"^(?:senior|sr\.?|staff|mid(?:[- ]level)?|junior|jr\.?|principal|lead|founding|intermediate|entry[- "
    r"]level|"
    r"mid/senior)$",
    re.IGNORECASE,
)
_LEADS = re.compile(r"^(?:tech|technical|team) lead\b", re.IGNORECASE)
_LEVELS = re.compile(
    r"^((?:(?:senior|sr\.?|staff|mid|mid-level|junior|medior|middle|principal|lead|founding|[/&,+]|or|"
    r"and)\s*)+)",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"\s*(,|;|\s&\s|\s\+\s|\s/\s|\band\b|\bor\b|\bas well as\b|\bplus\b|\s•\s)\s*", re.IGNORECASE
)
_DASH = re.compile(r"\s[-–—]\s")
_NO_QUALIFIER = re.compile(
    r"^(?:job posting|job|apply|apply here|apply now|hiring|see here|link|urgent)$", re.IGNORECASE
)
_EMPLOYER_TAIL = re.compile(r"\s@\s?(?=\w).*$|\sat\s+(?=[A-Z]).*$", re.DOTALL)
_AND_MORE = re.compile(
    r"\s*(?:[,+&]|\band\b|[,+&]\s*and\b)\s*(?:(?:many|several|a few|some)\s)?(?:others?|more)\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_TERMS_TAIL = re.compile(
    r",\s*(?:remote|hybrid|on-?site|full-?time|contract|\d+\+? ?(?:years|yrs|yoe))\b.*$",
    re.IGNORECASE | re.DOTALL,
)
_APOSTROPHE_PLURAL = re.compile(
    r"\b(engineer|developer|mle|swe|sre|pm|scientist|designer)['’]s\b", re.IGNORECASE
)
_NOT_A_ROLE = re.compile(
    r"^(?:multiple|various|several|many|all|open|different|other|numerous|two|three|\d+\+?|more|new)\s+"
    r"(?:[\w/&-]+\s+){0,3}(?:roles?|positions?|openings?|jobs?|opportunities|vacancies|levels?|teams?)\b|"
    r"^(?:engineering|technical|software|tech|product)?\s*(?:roles?|positions?|openings?|jobs?|"
    r"opportunities|vacancies)\b",
    re.IGNORECASE,
)
_PLURAL_HEAD = re.compile(
    r"\b(?:Software\s+)?(?:Engineers|Developers|Designers|Scientists|Managers|Devs)\b\s*$", re.IGNORECASE
)
_EDGES = " \t*_#>-–—•·:;,.|\"'“”`~!=/^$?"
_IN_PLACE = re.compile(r"\s(?:based )?in ([A-Z][\w. ]{2,40})$")
_DOT_NET = re.compile(r"\.NET\b", re.IGNORECASE)


def tidy(title: str) -> str:
    """A title without counts, praise, links, pay, places and trailing joints; "" when nothing is left."""
    plain = _TERMS_TAIL.sub("", PAY.sub(" ", URL.sub(" ", title[: 3 * MAX_TITLE])))
    plain = PARENS.sub(_telling_parens, plain).rstrip(_EDGES).lstrip(_EDGES.replace(".", "")).lstrip(" ")
    plain = ENTHUSIAST.sub("", _IN_PLACE.sub(_told_elsewhere, plain))
    plain = _without_place(plain if _DOT_NET.match(plain) else plain.lstrip(_EDGES))
    for _ in range(6):
        shorter = _TAIL.sub("", _PRAISE.sub("", plain)).strip(" *_-–—:,/")
        if shorter == plain:
            break
        plain = shorter
    if plain.endswith("]") and "[" not in plain:
        plain = plain[:-1]
    if plain.count("(") > plain.count(")"):
        plain = plain[: plain.rindex("(")].strip()
    return singular(" ".join(plain.split()))


def _told_elsewhere(found: re.Match[str]) -> str:
    """Nothing for a place ("SWE in Chile"); what is no place stays ("Expert in Rust")."""
    return "" if is_place_or_mode(found.group(1)) else found.group()


def _without_place(title: str) -> str:
    """A title without the place, the mode or the notice that stands after its last dash."""
    dashes = list(_DASH.finditer(title))
    if not dashes:
        return title
    last = title[dashes[-1].end() :].strip()
    return title[: dashes[-1].start()] if _NO_QUALIFIER.match(last) or is_place_or_mode(last) else title


def _telling_parens(found: re.Match[str]) -> str:
    """Parentheses that tell a field or a skill stay; places, modes, pay, years and long remarks go."""
    inner = found.group(1).strip()
    fields = inner.split(",")
    of_engineers = sum(is_engineers_field(field.strip()) for field in fields)
    if len(fields) > 1 and len(inner) <= 60 and 2 * of_engineers >= len(fields):
        return found.group(0)
    if not inner or len(inner) > _LONG_PARENS or _NOT_IN_PARENS.search(inner) or is_place_or_mode(inner):
        return ""
    return found.group(0)


def field_title(text: str) -> str | None:
    """A field of work as a title ("GTM"; "Product Engineering" is "Product Engineer"); else None."""
    whole = tidy(text)
    return re.sub(r"(?<=\w\s)Engineering\b", "Engineer", whole) if is_field_role(whole) else None


def pieces_and_joints(text: str) -> tuple[list[str], list[str]]:
    """The parts of a list and what joins them ("," or "and"); joints inside parentheses do not count."""
    depth, flat = 0, []
    for char in text:
        depth += (char in "([") - (char in ")]" and depth > 0)
        flat.append("\0" if depth and char not in "([" else char)
    pieces: list[str] = []
    joints: list[str] = []
    at = 0
    for found in _JOINT.finditer("".join(flat)):
        pieces.append(text[at : found.start()])
        joints.append(found.group(1).strip().lower())
        at = found.end()
    return [*pieces, text[at:]], joints


def titles_in(segment: str, *, is_header: bool = False) -> list[str]:
    """The titles that a header's segment or a list line names, in order."""
    if len(segment) > MAX_SEGMENT:
        return []
    unpaid = PAY.sub(" ", _PAID.sub(", ", segment)).rstrip(" ,")
    bare = _APOSTROPHE_PLURAL.sub(r"\1s", _AND_MORE.sub("", _EMPLOYER_TAIL.sub("", unpaid)))
    bare = URL.sub(" ", bare)
    if _NOT_A_ROLE.match(bare.strip()):
        return []
    pieces, joints = pieces_and_joints(bare)
    if is_header and is_plain_list(pieces, joints):
        return [tidy(piece) for piece in pieces]
    if not any(map(names_job, pieces)):
        if is_header and are_fields(pieces, joints):
            return [tidy(piece) for piece in pieces]
        whole = field_title(bare) if bare != bare.lower() else None
        return [whole] if whole else []
    apart = _levels_apart(_apart(bare, pieces, joints))
    found = [part for title in apart for part in _shared_head(title, is_header)]
    return [title for title in map(tidy, found) if is_title(title) or is_field(title)]


def _apart(segment: str, pieces: list[str], joints: list[str]) -> list[str]:
    """The pieces of a list put together again where they make one title ("Software Engineer, Payments")."""
    dashed = _DASH.split(segment)
    if len(dashed) >= 3 and all(map(ends_in_job, dashed)):
        return dashed
    slashes_split = joints.count("/") >= 2 and (all(map(names_job, pieces)) or len(segment) > MAX_TITLE)
    titles = [pieces[0]]
    for piece, joint in zip(pieces[1:], joints, strict=True):
        if slashes_split and joint == "/" and not names_job(piece):
            titles.append("")
        elif _begins(piece, joint, titles[-1], slashes_split):
            titles.append(piece)
        else:
            titles[-1] += f", {piece}" if joint in (",", ";") else f" {joint} {piece}"
    return titles


def _levels_apart(titles: list[str]) -> list[str]:
    """ "Lead" before "Senior Software Engineer" is a "Lead Software Engineer"."""
    for number, (title, following) in enumerate(pairwise(titles)):
        level = _LEVELS.match(following.strip())
        if _LEVEL_ONLY.match(title.strip()) and level:
            titles[number] = f"{title.strip()} {following.strip()[level.end() :]}"
    return titles


def _begins(piece: str, joint: str, before: str, slashes_split: bool) -> bool:
    """True when a piece of a list begins a title of its own."""
    if not (ends_in_job(piece) and names_job(piece)):
        return False
    if not names_job(before):
        field = is_engineers_field(PARENS.sub("", before))
        return joint == "," and field and bool(_LEVELS.match(piece.strip()))
    if _LEADS.match(piece.strip()) and _DASH.search(before):
        return False
    if joint == "/" and _PLURAL_HEAD.search(before) and _PLURAL_HEAD.search(piece):
        return True
    if joint in ("/", "or"):
        return slashes_split or (
            joint == "/" and is_field(piece) and ends_in_job(before) and not is_field(before)
        )
    if joint == "," and is_field(piece) and "head" not in piece.lower() and HAS_FIELD.search(before):
        return False
    if joint in ("&", "and", "+") and (is_field(piece) or is_field(before)):
        return is_field(piece) and ends_in_job(before) and not is_field(before)
    return True


def _shared_head(title: str, is_header: bool) -> list[str]:
    """ "Product, Data Engineers" -> "Product Engineer", "Data Engineer"; only a plural shares its head."""
    bare = title.strip()
    if told := engineers_of(bare, is_header=is_header):
        return told
    head = _PLURAL_HEAD.search(bare)
    if not head or NOUN.search(bare[: head.start()]):
        return [title]
    joints = r",|\band\b|;|&" if "," in bare or is_header else r"\band\b|;"
    modifiers = [part.strip() for part in re.split(joints, bare[: head.start()]) if part.strip()]
    if len(modifiers) < 2 or any(map(_LEVEL_ONLY.match, modifiers)):
        return [title]
    level = _LEVELS.match(modifiers[0])
    prefix = f"{level.group(1).strip()} " if level else ""
    noun = head.group().strip()
    return [f"{modifiers[0]} {noun}", *(f"{prefix}{modifier} {noun}" for modifier in modifiers[1:])]
