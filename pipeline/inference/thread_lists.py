"""The roles that the lines of a forum post's body offer: list items, titles before a colon or a link, second
headers.

Invariant: a role found here starts where its line, or its item of a line, starts in the text, so that its
own passage can be cut out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from pipeline.inference.thread_lines import (
    BULLET,
    LOOKING,
    is_plain_title,
    titles_of_header,
    titles_of_line,
)
from pipeline.inference.thread_titles import URL, tidy
from pipeline.inference.thread_words import (
    NOUN,
    PARENS,
    in_title_case,
    is_engineers_field,
    is_place_or_mode,
)

MAX_ROLES = 40
MAX_LINE = 2_000
MAX_LINKED = 90
"""Characters of a title before the link to its opening."""


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A title and where its own words start in the post's text; 0 when only the header names it."""

    title: str
    start: int
    own_header: bool = False
    """True when the body gives the role a header of its own ("Acme | Founding Engineer | Berlin")."""
    in_section: bool = False
    """True when it stands in a list that the body announces ("Open roles:"), or links to its opening."""


_INLINE_BULLET = re.compile(r"\s(?:[•·▪●‣*]|//)\s")
_WRAPPED = re.compile(r",\n(?=[A-Z])")
"""A list that goes on in the next line; of one length with what stands for it, so that places stay."""
_NUMBER = re.compile(r"(?<!\S)\(?[1-9][).]\s+(?=[A-Z])")
_LINK_END = re.compile(r"https?://\S+\s+(?=[A-Z][\w/ +&-]{3,60}?(?::|\s[-–—]|\s\(?)\s?\(?https?://)")
"""Where a link to one opening ends and the next title with its link begins, in one line."""
_DEPARTMENT = re.compile(r"^\W{0,3}[A-Z][\w/& ]{1,30}:\s")
_HYPHENS_AFTER = re.compile(r":\s+-\s+(?=\S)")
_HYPHEN = re.compile(r"\s-\s+(?=[A-Z])")
_SECTION = re.compile(
    r"(?:\b(?:roles?|positions?|openings?|jobs|vacancies|opportunities)\b[^\n.!?]{0,60}|"
    rf"\b(?:{LOOKING}|hire|open to|need)\b[^\n.!?]{{0,120}}):\s*\**\s*$|"
    r"^\W*(?:open|current|available|our)?\s*(?:roles|positions|openings|jobs|we'?’?re hiring|hiring|who "
    r"we need)\W*$",
    re.IGNORECASE,
)
_ENGINEERS = re.compile(r"\b(?:engineers|developers)\b|^\W*engineering\b", re.IGNORECASE)
_NO_SECTION = re.compile(r"\b(?:stack|tech\w*|tools|skills|requirements|qualities)\W*$", re.IGNORECASE)
"""Before a colon: what follows is a list, but not of roles ("looking for someone to own our stack:")."""
_IN_FULL = {"sr": "senior", "jr": "junior", "dev": "developer", "eng": "engineer"}
_SHORT = re.compile(r"\b(?:sr|jr|dev|eng)\b")
"""Short words of titles: a list of pay often names again, in short, what stands above it."""


def distinct(found: Iterable[FoundRole]) -> list[FoundRole]:
    """Each title once, in order, at most MAX_ROLES."""
    kept: dict[str, FoundRole] = {}
    for role in found:
        if len(kept) >= MAX_ROLES:
            break
        plain = PARENS.sub("", role.title).casefold()
        spelled = _SHORT.sub(lambda word: _IN_FULL[word.group()], plain)
        if spelled != plain and any(key.startswith(re.sub(r"\W", "", spelled)) for key in kept):
            continue
        kept.setdefault(re.sub(r"\W", "", role.title).casefold(), role)
    return list(kept.values())


def body_roles(text: str, start: int) -> list[FoundRole]:
    """The roles that lines of the body offer, each at the start of its line."""
    roles: list[FoundRole] = []
    in_section = of_engineers = False
    prose = 0
    lines = _lines(text, start)
    for (at, line), (_, following) in pairwise([*lines, (0, "")]):
        is_header = len(line) <= 300 and (line.count("|") >= 2 or _only_titles(line))
        tops_place = is_plain_title(line) and is_place_or_mode(following)
        titles = titles_of_header(line) if is_header else titles_of_line(line, in_section)
        links = 0 < line.find("http") < MAX_LINKED
        opens = _opens_section(line)
        if opens and not any(map(NOUN.search, titles)):
            titles = []
        if of_engineers and (fields := _engineers_fields(line)):
            titles = fields
        roles += [
            FoundRole(in_title_case(title), at, is_header or tops_place, in_section or links)
            for title in titles
        ]
        prose = 0 if titles or opens else prose + (len(line) > 60)
        if opens:
            in_section = True
            of_engineers = bool(_ENGINEERS.search(line[-160:]))
        elif prose > bool(BULLET.match(line) or _DEPARTMENT.match(line)):
            in_section = of_engineers = False
    return distinct(sorted([*roles, *_of_inline_lists(text, start)], key=lambda role: role.start))


def _only_titles(line: str) -> bool:
    """True for "Data Scientist (link) | Software Engineer (link)"."""
    parts = [URL.sub(" ", part).strip(" :-–—()*") for part in line.split("|")]
    return len(parts) > 1 and all(map(is_plain_title, parts))


def _opens_section(line: str) -> bool:
    """True for a line that announces a list of roles."""
    end = line[-160:].rstrip(" *")
    return bool(_SECTION.search(end)) and not _NO_SECTION.search(end)


def _engineers_fields(line: str) -> list[str]:
    """The engineers of a list by field ("- Backend: strong in Java"; "Backend, SRE, Security"); else none."""
    bullet = BULLET.match(line)
    if bullet:
        field = re.split(r":|\s[-–—]\s", line[bullet.end() :], maxsplit=1)[0].strip(" *_")
        return [f"{field} Engineer"] if len(field) <= 40 and is_engineers_field(field) else []
    fields = [field.strip(" *_.") for field in line[:300].split(",")]
    if len(fields) < 3 or 2 * sum(map(is_engineers_field, fields)) < len(fields):
        return []
    named = (re.sub(r"(?i)\s?engineering$", "", field) for field in fields if len(field) <= 30)
    return [field if NOUN.search(field) else f"{field} Engineer" for field in named]


def _lines(text: str, start: int) -> list[tuple[int, str]]:
    """Lines of the body with their places; a line of inline bullets counts as several."""
    lines: list[tuple[int, str]] = []
    at = start
    for line in _WRAPPED.sub(", ", text[start:]).split("\n"):
        if line.strip() and len(line) <= MAX_LINE:
            bullets = _inline_bullets(line)
            cuts = [0, *(bullets if len(bullets) > 1 else []), len(line)]
            lines += [(at + a, line[a:b]) for a, b in pairwise(cuts) if line[a:b].strip()]
        at += len(line) + 1
    return lines


def _inline_bullets(line: str) -> list[int]:
    """Where the items of a list in one line begin; hyphens count after a colon ("Roles: - A - B")."""
    bullets = [found.start() for found in _INLINE_BULLET.finditer(line)]
    if len(bullets) < 2:
        numbers = [found.start() for found in _NUMBER.finditer(line)]
        bullets = numbers if len(numbers) > 1 else [found.end() for found in _LINK_END.finditer(line)]
        if len(bullets) == 1 and bullets[0]:
            bullets = [0, *bullets]
    colon = _HYPHENS_AFTER.search(line)
    if bullets or colon is None or not NOUN.search(line, colon.end()):
        return bullets
    return [found.start() for found in _HYPHEN.finditer(line, colon.start() + 1)]


def _of_inline_lists(text: str, start: int) -> list[FoundRole]:
    """The items of a list in one line ("Roles: * ML Engineer * Applied AI"), where most name a job."""
    roles: list[FoundRole] = []
    at = start
    for line in text[start:].split("\n"):
        cuts = _inline_bullets(line) if len(line) <= MAX_LINE else []
        items = (
            [(at + a, line[a:b].strip(" •·▪●‣*/-")) for a, b in pairwise([*cuts, len(line)])]
            if cuts[1:]
            else []
        )
        jobs = sum(bool(NOUN.search(item)) for _, item in items)
        if jobs >= 2 and 2 * jobs >= len(items):
            short = [
                (place, tidy(item)) for place, item in items if len(item.split()) <= 5 and item[:1].isupper()
            ]
            roles += [FoundRole(title, place, in_section=True) for place, title in short if title]
        at += len(line) + 1
    return roles
