"""A forum's hiring post, taken apart: whose it is, its header, and every role it offers with its own passage.

Invariant: `header` and every passage are slices of the post's plain text. A post that offers no job has no roles.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from pipeline.inference.clean import text_from_html
from pipeline.inference.text import ThreadPost, ThreadRole
from pipeline.inference.thread_company import company_domain, company_name, yc_batch
from pipeline.inference.thread_titles import MAX_TITLE, NOUN, is_title, titles_in

MAX_POST = 40_000
"""Characters of a post that are read; forum posts are a few thousand long."""
MAX_ROLES = 40

_SPLIT_HEADER = re.compile(r"\s*[|│¦]\s*")
_DASHED = re.compile(r"\s+[-–—•·/]{1,2}\s+|\s*;\s+")
_BULLET = re.compile(r"^\s*(?:[-*•·‣▪►→>+–—#]+\s*|\(?\d{1,2}[.):]\s*|\d{1,2}\s+-\s+)+")
_TITLE_END = re.compile(
    r"\s*(?::(?!//)|\s[-–—|]+\s|\s?[-–—]{2}\s?|[–—]|\s?\bhttps?://|\s\((?=http|remote|onsite|full)|\s?->|\s?=>|\.\s|\||$)",
    re.IGNORECASE,
)
_HIRING = re.compile(
    r"\bhiring\b|\blooking for\b|\bwe(?:'|’)?re (?:seeking|growing|searching|recruiting)|\bseeking (?:an?|our|experienced|senior|talented)\b|"
    r"\bopen (?:roles?|positions?)\b|\bjoin (?:us|our|the)\b|\bapply\b|\bopenings?\b|\bwe need\b|\bcareers?\b|\bjobs\b|\bfull-?time\b",
    re.IGNORECASE,
)
_SEEKER = re.compile(
    r"^\W*seeking\b(?! (?:an?|experienced|senior|talented)\b)|\bwilling to relocate\s*:|^\W*(?:location|remote)\s*:.*\n\W*(?:remote|willing)|"
    r"\b(?:my )?(?:résumé|resume|cv)\s*(?:/\s*cv)?\s*:\s*http|\bi(?:'|’)?m (?:currently )?(?:looking for|seeking|open to) (?:a |an |new )?(?:role|job|work|position|opportunit)|"
    r"\bi (?:have )?applied\b|\bi don(?:'|’)t work there\b",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:hiring|looking for|seeking|searching for|recruiting|in need of|need|hire|looking to (?:hire|add|bring on)|"
    r"search of|opening for|openings for|join (?:us|our team) as|to join (?:us|our team) as|opportunity for|adding)\s+"
    r"((?:for\s+)?(?:[^\s.;:!?|]+[ \t]+){0,9}?[^\s.;:!?|]*)",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:hiring|looking for|seeking|searching for|recruiting|in need of|we need|looking to (?:hire|add|bring on)|in search of|"
    r"openings? for|join (?:us|our team) as|opportunity for)\s+([^\n.!?|]{3,260})",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"\s(?:to|who|that|with|for|in|at|on|across|interested|based|willing|excited|focused|working|located|passionate|from|able|experienced|capable|is|are|"
    r"will|as we|because|so|which|where|eager|ready|comfortable|of all|here|outside|familiar|building|helping|by|like|via)\b|\s[-–—]\s|:|\(|\)|[“\"]",
    re.IGNORECASE,
)
_VERBISH = frozenset(
    [
        "work",
        "you",
        "we",
        "our",
        "build",
        "experience",
        "strong",
        "join",
        "apply",
        "email",
        "the",
        "your",
        "i",
        "my",
        "as",
        "if",
        "for",
        "with",
        "about",
        "please",
        "proven",
        "ability",
        "what",
        "why",
        "how",
        "who",
        "this",
        "these",
        "those",
        "collaborate",
        "design",
        "develop",
        "lead",
        "own",
        "help",
        "manage",
        "create",
        "partner",
        "drive",
        "ensure",
        "mentor",
        "bonus",
        "requirements",
        "responsibilities",
        "stack",
        "tech",
        "compensation",
        "salary",
        "benefits",
        "contact",
        "location",
        "hands-on",
        "deep",
        "solid",
        "must",
        "nice",
        "knowledge",
        "background",
        "familiarity",
        "comfortable",
        "excellent",
        "our",
        "small",
        "be",
        "is",
        "are",
        "it",
        "they",
        "using",
        "use",
        "write",
        "make",
        "love",
        "want",
        "in",
        "on",
        "at",
        "from",
        "by",
        "to",
        "and",
        "or",
        "no",
        "not",
        "good",
        "great",
        "ideal",
        "previous",
        "prior",
    ]
)
_SECTION = re.compile(
    r"\b(?:open|current|available|active|following|these|our)?\s*(?:roles?|positions?|openings?|jobs)\b[^\n]{0,40}:?\s*$|"
    r"(?:hiring|looking for|hiring for|seeking|recruiting)[^\n.]{0,60}:\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Found:
    title: str
    start: int


def _first_lines(text: str) -> tuple[str, int]:
    """The header (one line, or the lines that continue it) and where the body starts."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    first = text[start:end]
    if "|" not in first and len(first) < 60:
        second_end = text.find("\n", end + 1)
        second = text[end + 1 : second_end if second_end >= 0 else len(text)]
        if second.count("|") >= 2:
            return text[start : end + 1 + len(second)], end + 1 + len(second)
    while "|" in first and end < len(text):
        next_end = text.find("\n", end + 1)
        next_end = len(text) if next_end < 0 else next_end
        line = text[end + 1 : next_end].strip()
        if not (line.startswith(("(", "|")) or (line and first.rstrip().endswith("|"))) or len(line) > 200:
            break
        end = next_end
    return text[start:end], end


def _segments(header: str) -> list[str]:
    pieces = [piece for line in header.split("\n") for piece in _SPLIT_HEADER.split(line)]
    if len(pieces) == 1 and len(header) <= 250:
        pieces = _DASHED.split(header)
    return [piece.strip() for piece in pieces if piece.strip(" *_")]


def _header_roles(segments: list[str]) -> list[str]:
    titles: list[str] = []
    for i, segment in enumerate(segments):
        if i == 0 and len(segments) > 1 and not NOUN.search(segment):
            continue
        if len(segment) <= 260:
            titles += titles_in(segment)
    return titles


def _line_role(line: str, in_section: bool) -> list[str]:
    """The titles that a line of the body offers: a list item, or a title before a colon, a dash, a link."""
    bullet = _BULLET.match(line)
    bare = line[bullet.end() :] if bullet else line
    bare = re.sub(
        r"^(?:role|position|title|job)\s*\d?\s*[:–-]\s*", "", bare.strip(" *_"), flags=re.IGNORECASE
    )
    ended = _TITLE_END.search(bare)
    head = bare[: ended.start()] if ended else bare
    rest = bare[ended.end() :] if ended else ""
    if not head or len(head) > MAX_TITLE + 40 or not NOUN.search(head):
        return []
    words = head.split()
    if words[0].strip("*_(").casefold() in _VERBISH or len(words) > 12:
        return []
    listed = bool(bullet) or in_section or "http" in bare or not rest
    capitals = sum(w[:1].isupper() or not w[:1].isalpha() for w in words if len(w) > 3 or w.isupper())
    long_words = sum(len(w) > 3 or w.isupper() for w in words)
    if not listed and not rest:
        return []
    if capitals < 0.6 * long_words and not in_section:
        return []
    return [title for title in titles_in(head) if is_title(title)]


def _body_roles(text: str, start: int) -> list[_Found]:
    roles: list[_Found] = []
    at, in_section = start, False
    for line in text[start:].split("\n"):
        if line.strip():
            titles = _line_role(line, in_section) if len(line) <= 2000 else []
            roles += [_Found(title, at) for title in titles]
            if not titles:
                in_section = bool(_SECTION.search(line[-120:]))
        at += len(line) + 1
    return roles


def _prose_roles(text: str) -> list[_Found]:
    roles: list[_Found] = []
    for found in _SENTENCE.finditer(text):
        phrase = found.group(1)
        noun = NOUN.search(phrase)
        if not noun:
            continue
        end = _CLAUSE_END.search(phrase)
        while end and end.start() < noun.start():
            phrase = phrase[end.end() :] if end.group().strip() in ("(", ")") else phrase
            break
        cut = _CLAUSE_END.search(phrase, noun.end() - 1)
        phrase = phrase[: cut.start()] if cut else phrase
        roles += [_Found(title, found.start()) for title in titles_in(phrase) if len(title.split()) <= 7]
    return roles


def _same(a: str, b: str) -> bool:
    return re.sub(r"\W", "", a).casefold() == re.sub(r"\W", "", b).casefold()


def _distinct(found: list[_Found]) -> list[_Found]:
    kept: list[_Found] = []
    for role in found:
        if len(kept) < MAX_ROLES and not any(_same(role.title, other.title) for other in kept):
            kept.append(role)
    return kept


def _chosen(text: str, header: str, body_start: int, segments: list[str]) -> list[_Found]:
    heads = _distinct([_Found(title, 0) for title in _header_roles(segments)])
    body = _distinct(_body_roles(text, body_start))
    if not heads:
        return body or _distinct(_prose_roles(text))
    if not body:
        return heads
    covered = [
        any(fuzz.token_set_ratio(h.title.casefold(), b.title.casefold()) >= 90 for b in body) for h in heads
    ]
    if all(covered) and len(body) >= len(heads):
        return body
    return heads


def _passages(text: str, roles: list[_Found], header: str) -> list[str]:
    if len(roles) == 1:
        return [text]
    starts = sorted({role.start for role in roles if role.start})
    longest = max((b - a for a, b in zip(starts, starts[1:], strict=False)), default=600)
    passages = []
    for role in roles:
        if not role.start:
            passages.append(header)
            continue
        after = [start for start in starts if start > role.start]
        end = after[0] if after else min(len(text), role.start + longest)
        passages.append(text[role.start : end].strip())
    return passages


def thread_post(html: str) -> ThreadPost:
    """Take a post's HTML apart; unknown parts are None, and a post that offers no job has no roles."""
    return read_thread_post(html, text_from_html(html[:MAX_POST]))


def read_thread_post(html: str, plain: str) -> ThreadPost:
    """As `thread_post`, of a post whose plain text is at hand."""
    text = plain[:MAX_POST]
    header, body_start = _first_lines(text)
    segments = _segments(header)
    if _SEEKER.search(text[:1500]) or not (len(segments) >= 3 or _HIRING.search(text)):
        return ThreadPost(None, None, None, header, ())
    roles = _chosen(text, header, body_start, segments)
    name = company_name(segments, text)
    passages = _passages(text, roles, header)
    return ThreadPost(
        company_name=name,
        company_domain=company_domain(name, html[:MAX_POST], header, text),
        yc_batch=yc_batch(text),
        header=header,
        roles=tuple(ThreadRole(role.title, passage) for role, passage in zip(roles, passages, strict=True)),
    )
