"""The roles that a forum post offers: in its header, in the lines of its body, in its sentences.

Invariant: a role starts where its title stands in the text (0 for a header's), so that its passage can be cut out.
A list in the body says more than the header that announces it; sentences are asked only when neither names a title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.inference.thread_titles import (
    MAX_TITLE,
    NOUN,
    in_title_case,
    is_generic,
    is_place_or_mode,
    is_title,
    pieces_and_joints,
    tidy,
    titles_in,
    weak_title,
)

UNNAMED_ROLE = "Open role"
MAX_ROLES = 40
MAX_LINE = 2_000
_BULLET = re.compile(
    r"^\s*(?:(?:[-*•·‣▪►→>+–—#∙◦●=]+\s*|\[\d{1,2}\]\s*|\(?\d{1,2}[.):/]\s+|\(?\d{1,2}[.)]|\d{1,2}\s+-\s+|[a-d]\)\s+))+"
)
_INLINE_BULLET = re.compile(r"\s[•·▪●‣*]\s")
_LEADING_LABEL = re.compile(
    r"^(?:\[[^\]]{1,24}\]\s*[-–:]?\s*)?(?:\((?:remote|onsite|on-site|hybrid)\)\s*)?(?:(?:the )?(?:roles?|position|title|job|opening|hiring)\s*#?\d?\s*[:–-]\s*)?",
    re.I,
)
_TITLE_END = re.compile(
    r"\s*(?::(?!//)|\s[-–—|]+(?:\s|$)|\s?[-–—]{2}\s?|[–—]|\s?\bhttps?://|\s\((?=http|remote|onsite|full)|\s?->|\s?=>|\s?→|"
    r"(?<!\b[SsJj]r)\.\s|\||\[|\s[@]\s|$)",
    re.I,
)
_DASH_QUALIFIER = re.compile(
    r"^\s*[A-Z][\w/&+,]*(?:\s(?:[A-Z&/][\w/&+,]*|and|of|the)){0,5}(?=\s*(?:\(|:|$|\s[-–—|]\s|\s?http|\s?(?:→|->|=>)))"
)
_SECTION = re.compile(
    r"(?:\b(?:roles?|positions?|openings?|jobs|vacancies|opportunities)\b[^\n.!?]{0,60}|"
    r"\b(?:hiring|looking for|hire|seeking|recruiting|open to|need|searching for)\b[^\n.!?]{0,80}):\s*\**\s*$|"
    r"^\W*(?:open|current|available|our)?\s*(?:roles|positions|openings|jobs|we'?’?re hiring|hiring|who we need)\W*$",
    re.I,
)
_SENTENCE = re.compile(
    r"\b(?:hiring|looking for|seeking|searching for|recruiting|in need of|we need|looking to (?:hire|add|bring on)|"
    r"in search of|openings? for|join (?:us|our team) as|opportunity for|want to hire|we want|is hiring for|role:|position:|\bas an?):?\s+"
    r"(?:for\s+)?([^\n.!?|]{3,400})",
    re.I,
)
_CAPITAL_TITLE = re.compile(r"^(?:[a-z][\w'-]*\s+)+((?:[A-Z][\w+#./&'-]*[\s,/&-]*)+)$")
_CLAUSE_END = re.compile(
    r"\s(?:to|who|that|with|for|in|at|on|across|interested|based|willing|excited|focused|working|located|passionate|"
    r"from|able|experienced|capable|is|are|will|as we|because|so|which|where|eager|ready|comfortable|of all|here|outside|"
    r"familiar|building|helping|by|like|via|ideally|preferably|but|if|you|we|since|after|during|looking|join)\b|"
    r"\s[-–—]\s|:|[“”\"]|\)\s|,\s(?:you|we|who|with|but|so|ideally|preferably|as)\b",
    re.I,
)
_SIGNATURE = re.compile(
    r"\bco-?founder\b|\bfounder\b|\bceo\b|^[A-Z][a-z]+ (?:[A-Z][a-z]+)?,\s*(?:cto|vp|head)|—\s*cto\b", re.I
)
_NO_JOB_LABEL = re.compile(
    r"\b(?:stack|tech\w*|require\w*|respons\w*|experience|nice|bonus|contact|apply|about|team|backend|frontend|skills|email|you|our|"
    r"founders?|investors?|customers?|process|interview|reports?)\b",
    re.I,
)
_NOT_FIRST = frozenset(
    "work working you we our build building experience strong join apply email the your i my as if for with about please "
    "proven ability what why how who this these those collaborate design develop lead own help manage create partner "
    "drive ensure mentor bonus requirements responsibilities stack tech compensation salary benefits contact location "
    "deep solid must nice knowledge background familiarity comfortable excellent small be is are it they using use "
    "write make love want in on at from by to and or no not good great ideal previous prior ideally founded backed "
    "led here when while some many most all each every years year ex former looking hiring a an see more come also "
    "since once during after before because talk email interview process team company culture perks questions note "
    "edit update ps thanks send reach mention check read learn find give get let interested know support including "
    "feel new both us me dm pay comp currently responsible reports report reporting start day their".split()
)


@dataclass(frozen=True, slots=True)
class FoundRole:
    """A title and where its own words start in the post's text; 0 when only the header names it."""

    title: str
    start: int
    own_header: bool = False
    """True when the body gives the role a header of its own ("Acme | Founding Engineer | Berlin")."""
    in_section: bool = False
    """True when it stands in a list that the body announces ("Open roles:")."""


_ANNOUNCED = re.compile(
    r"^.{0,80}?\b(?:hiring|looking for|seeking|recruiting|searching for)\b(?:\s+for)?\s+", re.I
)
_GREETING = re.compile(r"^\W*(?:hey|hi|hello|dear|greetings|we|i|my|our|this|at|by|the|a|an|in|here)\b", re.I)
_ROLES_LABEL = re.compile(
    r"^[^:,|]{0,30}?\b(?:roles?|positions?|openings?|hiring)\b\s*:\s*\[?|(?<=\))\]$", re.I
)
_PROSE = re.compile(r"\b(?:we|we['’]re|our|is an?|are|who)\b", re.I)
_ALSO = re.compile(r"\balso\b", re.I)


def header_roles(segments: list[str]) -> list[FoundRole]:
    """The titles of a header's segments; the first is the company unless it names an occupation."""
    titles: list[str] = []
    for number, segment in enumerate(segments):
        if number == 0 and len(segments) > 1 and (not NOUN.search(segment) or _any_title(segments[1:])):
            continue
        offer = _ROLES_LABEL.sub("", segment)
        if announced := _ANNOUNCED.match(offer):
            titles += map(_from_capital, _listed(offer[announced.end() :], False))
        elif _GREETING.match(offer) and len(segments) == 1:
            continue
        elif len(offer) <= 260 and not (len(offer) > 60 and _PROSE.search(offer)):
            titles += titles_in(offer, is_header=True)
    return distinct([FoundRole(title, 0) for title in titles])


def _any_title(segments: list[str]) -> bool:
    return any(NOUN.search(segment) and len(segment) <= 160 and titles_in(segment) for segment in segments)


def _piped(line: str) -> list[str]:
    """The titles of a second header inside the body ("Acme | Founding Engineer | Berlin")."""
    titles: list[str] = []
    for segment in line.split("|"):
        offer = re.split(r"\s[-–—]\s", segment)[0] if titles or NOUN.search(segment) else segment
        if NOUN.search(offer) and len(offer) <= 160:
            titles += [title for title in titles_in(offer) if not is_generic(title) or not titles]
    return titles


def _head(bare: str) -> tuple[str, str]:
    ended = _TITLE_END.search(bare)
    if not ended:
        return bare, ""
    head, rest = bare[: ended.start()], bare[ended.end() :]
    if (
        ended.group().strip() in ("-", "–", "—")
        and NOUN.search(head)
        and (more := _DASH_QUALIFIER.match(rest))
    ):
        return f"{head} - {more.group().strip()}", rest[more.end() :] or " "
    return head, rest


_LIST_LABEL = re.compile(
    r"^[^:|]{0,100}?\b(?:hiring|roles|positions|openings|looking for|seeking|recruiting|need|jobs|vacancies|hire|available)\b[^:|.]{0,40}:\s+(?=\S)",
    re.I,
)
_SENTENCE_END = re.compile(r"(?<!\b[SsJj]r)\.\s+(?=[A-Z])")
_ONE_MORE = re.compile(r"^(?:an?|another|one|two|\d)\s", re.I)


def _listed(phrase: str, is_list: bool) -> list[str]:
    """The jobs of a list in a sentence ("a data engineer to own X, and a designer"); a list has a colon before it."""
    pieces, joints = pieces_and_joints(_SENTENCE_END.split(phrase, maxsplit=1)[0])
    kept = ""
    was_cut = False
    for piece, joint in zip(pieces, ["", *joints], strict=True):
        if was_cut and not is_list and not _ONE_MORE.match(piece.strip()):
            break
        noun = NOUN.search(piece)
        cut = _CLAUSE_END.search(piece, noun.end() - 1 if noun else 0)
        was_cut = was_cut or cut is not None
        bare = piece[: cut.start()] if cut else piece
        if len(bare.split()) > 9:
            break
        kept = f"{kept}{', ' if was_cut and noun else f' {joint} '}{bare.strip()}" if kept else bare.strip()
    return titles_in(kept) if len(kept) <= 400 else []


def _line_roles(line: str, in_section: bool) -> list[str]:
    """The titles that one line of the body offers: a list item, or a title before a colon, a dash, a link."""
    labelled = _LIST_LABEL.match(line)
    if (
        labelled
        and not line.lstrip().startswith("http")
        and (offered := _listed(line[labelled.end() :], True))
    ):
        return offered
    bullet = _BULLET.match(line)
    if bullet and in_section and (offer := _SENTENCE.match(line, bullet.end())):
        return _listed(offer.group(1), False)
    bare = _LEADING_LABEL.sub("", (line[bullet.end() :] if bullet else line).strip(" *_"))
    head, rest = _head(bare)
    words = head.split()
    if not words or len(head) > MAX_TITLE + 40 or len(words) > 13:
        return []
    if (
        in_section
        and bullet
        and (noun := NOUN.search(head))
        and (cut := _CLAUSE_END.search(head, noun.end() - 1))
    ):
        head = head[: cut.start()]
        words = head.split()
    first = words[0].strip("*_(,").casefold()
    if (
        (first in _NOT_FIRST and not _is_plain_title(head))
        or "'" in first
        or "’" in first
        or head.rstrip().endswith((".", "!", "?"))
    ):
        return []
    if not NOUN.search(head) and rest and _labels_a_job(head, bool(bullet) or in_section):
        head = _TITLE_END.split(rest, maxsplit=1)[0]
        return [title for title in titles_in(head) if is_title(title)] if _is_plain_title(head) else []
    if not NOUN.search(head):
        weak = weak_title(head)
        return [weak] if weak and (in_section or (bullet and weak.lower().startswith("founding"))) else []
    listed = bool(bullet) or in_section or "http" in bare or not rest
    long_words = [word for word in words if len(word) > 3 or word.isupper()]
    capitals = sum(word[:1].isupper() or not word[:1].isalpha() for word in long_words)
    if (not listed and not rest) or (
        capitals < 0.6 * len(long_words) and not (in_section or _starts_a_title(head))
    ):
        return []
    if _SIGNATURE.search(head):
        return []
    return [title for title in titles_in(head) if is_title(title)]


def _starts_a_title(head: str) -> bool:
    """True for "Full stack software engineers": a few words, the first with a capital, the last an occupation."""
    words = head.split()
    return len(words) <= 5 and words[0][:1].isupper() and bool(NOUN.fullmatch(words[-1].strip(".,:*_")))


def _labels_a_job(head: str, is_listed: bool) -> bool:
    """True for what may stand before a title and a colon: a place ("New York: ML Engineer"), a team, a mode."""
    if is_place_or_mode(head):
        return True
    words = head.split()
    return (
        is_listed
        and len(words) <= 3
        and all(word[:1].isupper() for word in words)
        and not _NO_JOB_LABEL.search(head)
    )


def _is_plain_title(head: str) -> bool:
    """True for capitalised words that end in an occupation, though the first may be a verb ("Lead iOS Engineer")."""
    words = re.sub(r"\([^)]*\)?", "", head).split(",")[0].split()
    ends = bool(words) and bool(NOUN.fullmatch(words[-1].strip(".,:*_")))
    return ends and 2 <= len(words) <= 6 and all(word[:1].isupper() or len(word) < 4 for word in words)


def _inline_roles(text: str, start: int) -> list[FoundRole]:
    """The items of a list inside one line ("Roles: * ML Engineer * Applied AI"), where most of them name a job."""
    roles: list[FoundRole] = []
    at = start
    for line in text[start:].split("\n"):
        cuts = [found.start() for found in _INLINE_BULLET.finditer(line)] if len(line) <= MAX_LINE else []
        if len(cuts) >= 2:
            items = [
                (at + a, line[a:b].strip(" •·▪●‣*"))
                for a, b in zip(cuts, [*cuts[1:], len(line)], strict=True)
            ]
            jobs = sum(bool(NOUN.search(item)) for _, item in items)
            short = [
                (place, item) for place, item in items if 0 < len(item.split()) <= 5 and item[:1].isupper()
            ]
            if jobs >= 2 and 2 * jobs >= len(items):
                roles += [
                    FoundRole(tidy(item), place, in_section=True) for place, item in short if tidy(item)
                ]
        at += len(line) + 1
    return roles


def _lines(text: str, start: int) -> list[tuple[int, str]]:
    """Lines of the body with their places; a line of inline bullets counts as several."""
    lines: list[tuple[int, str]] = []
    at = start
    for line in text[start:].split("\n"):
        if line.strip() and len(line) <= MAX_LINE:
            cuts = [0, *(found.start() for found in _INLINE_BULLET.finditer(line)), len(line)]
            if len(cuts) < 4:
                cuts = [0, len(line)]
            lines += [(at + a, line[a:b]) for a, b in zip(cuts, cuts[1:], strict=False) if line[a:b].strip()]
        at += len(line) + 1
    return lines


def body_roles(text: str, start: int) -> list[FoundRole]:
    """The roles that lines of the body offer, each at the start of its line."""
    roles: list[FoundRole] = []
    in_section = False
    lines = _lines(text, start)
    for number, (at, line) in enumerate(lines):
        following = lines[number + 1][1] if number + 1 < len(lines) else ""
        is_header = line.count("|") >= 2 and len(line) <= 300
        tops_place = _is_plain_title(line) and is_place_or_mode(following)
        titles = _piped(line) if is_header else _line_roles(line, in_section)
        roles += [
            FoundRole(in_title_case(title), at, is_header or tops_place, in_section) for title in titles
        ]
        if _SECTION.search(line[-160:]):
            in_section = True
        elif not titles and len(line) > 60:
            in_section = False
    return distinct(sorted([*roles, *_inline_roles(text, start)], key=lambda role: role.start))


def prose_roles(text: str) -> list[FoundRole]:
    """The roles that sentences offer ("We're hiring a data engineer and a designer"), as one would list them."""
    roles: list[FoundRole] = []
    for found in _SENTENCE.finditer(text):
        phrase = found.group(1)
        noun = NOUN.search(phrase)
        if not noun or len(phrase[: noun.start()].split()) > 9:
            continue
        is_list = text[: found.start(1)].rstrip().endswith(":")
        titles = [_from_capital(title) for title in _listed(phrase, is_list)]
        offered = [
            FoundRole(in_title_case(title), found.start()) for title in titles if len(title.split()) <= 7
        ]
        specific = offered if any(not is_generic(role.title) for role in offered) else []
        told = any(not is_generic(role.title) for role in roles)
        if not told or (specific and _ALSO.search(text, max(0, found.start() - 40), found.start() + 20)):
            roles += offered
    if any(not is_generic(role.title) for role in roles):
        return distinct(
            [role for role in roles if role.start == roles[-1].start or not is_generic(role.title)]
        )
    return distinct(roles)[:1]


def _from_capital(title: str) -> str:
    """ "turn around Engineering Manager" -> "Engineering Manager"."""
    found = _CAPITAL_TITLE.search(title)
    return found.group(1) if found else title


_UNNAMED = re.compile(
    r"\b(?:(?:multiple|various|several|many|numerous|all|\d{1,2}\+?)\s+(?:\w+\s){0,2})(?:roles|positions|openings|jobs)\b|\bvarious\b",
    re.I,
)


def unnamed_roles(text: str, segments: list[str]) -> list[FoundRole]:
    """One role for a post that offers work without naming it, called as the post calls it."""
    told = next((found.group() for segment in segments if (found := _UNNAMED.search(segment))), None)
    if told:
        return [FoundRole(told[:1].upper() + told[1:].lower(), 0)]
    noun = re.search(r"\b(?:software |full-?stack )?(?:engineer|developer|designer)s?\b", text, re.I)
    return [FoundRole(in_title_case(tidy(noun.group().lower())) if noun else UNNAMED_ROLE, 0)]


def distinct(found: list[FoundRole]) -> list[FoundRole]:
    """Each title once, in order, at most MAX_ROLES."""
    kept: dict[str, FoundRole] = {}
    for role in found:
        if len(kept) >= MAX_ROLES:
            break
        kept.setdefault(re.sub(r"\W", "", role.title).casefold(), role)
    return list(kept.values())


_LEVEL = re.compile(
    r"\b(?:senior|sr|staff|principal|lead|junior|jr|mid|level|entry|founding|intermediate|new grad|experienced|i|ii|iii)\b"
)


_SAME_WORDS = (
    ("full-stack", "fullstack"),
    ("full stack", "fullstack"),
    ("back-end", "backend"),
    ("front-end", "frontend"),
    ("swe", "software engineer"),
    ("developer", "engineer"),
    ("product manager", "pm"),
)


def _core(title: str) -> set[str]:
    """The words of a title that say what one does."""
    bare = (
        re.sub(r"\([^)]*\)", " ", title.casefold())
        .replace("full-stack", "fullstack")
        .replace("full stack", "fullstack")
    )
    return set(re.findall(r"[a-z0-9+#]+", _LEVEL.sub(" ", bare)))


def _is_told_by(head: FoundRole, role: FoundRole) -> bool:
    """True when a role of the body is the header's, told at more length or at another level."""
    general, special = _core(head.title), _core(role.title)
    return general <= special or (len(special) > 1 and special <= general)


def offered_roles(text: str, segments: list[str], body_start: int) -> list[FoundRole]:
    """The roles of the header, of the body's lines, or of its sentences, whichever says most."""
    heads = header_roles(segments)
    body = body_roles(text, body_start)
    if not heads:
        return body or prose_roles(text) or unnamed_roles(text, segments)
    extra = [role for role in body if role.own_header]
    if all(is_generic(head.title) for head in heads):
        return body if len(body) >= 2 else _more_of(heads, prose_roles(text))
    told = [any(_is_told_by(head, role) for role in body) for head in heads]
    if len(body) >= 3 and len(body) > len(heads):
        return body
    if len(body) >= 2 and (any(told) or all(role.in_section for role in body)):
        return distinct([*body, *(head for head, is_told in zip(heads, told, strict=True) if not is_told)])
    return distinct([*heads, *extra, *_also(text, heads)])


_ALSO_HIRING = re.compile(
    r"\balso\s+(?:actively\s+)?(?:hiring|looking for|looking to hire|seeking|recruiting|searching for)\s+(?:for\s+)?([^\n.!?|:]{3,120})",
    re.I,
)


def _also(text: str, heads: list[FoundRole]) -> list[FoundRole]:
    """What a sentence adds to the header ("we're also hiring a designer")."""
    found: list[FoundRole] = []
    for sentence in _ALSO_HIRING.finditer(text):
        for title in _listed(sentence.group(1), False):
            role = FoundRole(in_title_case(_from_capital(title)), sentence.start())
            if (
                not is_generic(title)
                and len(title.split()) <= 6
                and not any(_is_told_by(head, role) for head in heads)
            ):
                found.append(role)
    return found


def _more_of(heads: list[FoundRole], prose: list[FoundRole]) -> list[FoundRole]:
    """A sentence may name what a header only calls "engineers"; a header's "Software Engineer" stands beside it."""
    named = [role for role in prose if not is_generic(role.title)]
    if len(named) > len(heads) or (named and all(len(head.title.split()) == 1 for head in heads)):
        return named
    return heads
