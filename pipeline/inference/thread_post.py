"""A forum's hiring post, taken apart: whose it is, its header, and every role it offers with its own passage.

Invariant: `header` and every passage are slices of the post's plain text. A post that offers no job has no
roles.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.inference.clean import text_from_html
from pipeline.inference.text import ThreadPost, ThreadRole
from pipeline.inference.thread_company import company_name, yc_batch
from pipeline.inference.thread_domain import Shown
from pipeline.inference.thread_lists import FoundRole
from pipeline.inference.thread_roles import UNNAMED_ROLE, header_roles, offered_roles
from pipeline.inference.thread_words import NOUN, NOUNS, is_generic, is_place_or_mode

MAX_POST = 40_000
"""Characters of a post that are read; forum posts are a few thousand long."""
MAX_HEADER_LINES = 3
MAX_HEADER_LINE = 200

_SPLIT_HEADER = re.compile(r"\s*[|│¦]\s*")
_SLASHED = re.compile(r"\s?/\s+")
_DASHED = re.compile(r"\s+[-–—•·]{1,2}\s+|\s*;\s+")
_HIRING = re.compile(
    r"\b(?:we|i)(?:['’]re|['’]m| are| am)?\s+(?:\w+\s+){0,3}(?:hiring|looking|seeking|recruiting|"
    r"searching)\b|"
    r"\bis (?:\w+\s)?(?:hiring|looking for|seeking)\b|\bhiring (?:for|across|an?|our|in)\b|\bhiring:|"
    r"(?m:^[^\w\n]{0,20}hiring\b)|"
    r"\b(?:open|current) (?:roles?|positions?|jobs?)\b|\bapply (?:here|at|now|via|to|directly|on)\b|\bto "
    r"apply\b|\bapply:|"
    r"\bjoin (?:us|our team)\b|\b(?:looking for|seeking|need) an?\b|\bneeded\b|\bwanted\b",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    rf"\bwe (?:also )?(?:need|could use|want to (?:hire|bring on|"
    rf"add))\s+(?:[\w/'’-]+\s+){{0,6}}?(?:{NOUNS})\b|"
    rf"\band (?:need|could use|want to (?:hire|bring on))\s+(?:[\w/'’-]+\s+){{0,6}}?(?:{NOUNS})\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(
    r"^\W*(?:is|are|does|do|did|has|have|anyone|any one|anybody|why|what|how|where|who|which|can|could|would|"
    r"should)\b[^.!\n|]{0,200}\?",
    re.IGNORECASE,
)
_WE_OFFER = re.compile(
    r"\b(?:we(?:['’]re| are)|i(?:['’]m| am)|is|are) (?:\w+ )?(?:hiring|looking for|seeking)\b(?! me)|"
    r"\bapply\b|"
    r"\bjoin us\b",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\bremote\b|\bon-?site\b|\bhybrid\b|\bfull-?\s?time\b|\bpart-?\s?time\b|\bcontract|\bin[- ]person\b|"
    r"\bin[- ]office\b|[$€£]\s?\d",
    re.IGNORECASE,
)
_SEEKS_WORK = re.compile(r"^\W*seeking\b(?! (?:an?|experienced|senior|talented)\b)", re.IGNORECASE)
_SEEKER = re.compile(
    r"\bnot a job\b|\bone post per company\b|"
    r"\bi['’]m reaching out (?:regarding|about) your\b|\bi (?:have )?applied\b|\bi don['’]t work there\b|"
    r"\bi['’]?m (?:\w+ ){0,3}(?:looking for|seeking|open to) (?:\w+ ){0,4}(?:roles?|jobs?|positions?|"
    r"opportunit)",
    re.IGNORECASE,
)
_LOOKING = re.compile(r"\blooking for\b|\bseeking\b|\bhiring\b", re.IGNORECASE)
_FORM = re.compile(
    r"^(?:company|location|type|compensation|salary|title|role|position|remote|stack)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_CANDIDATE = re.compile(
    r"\bwilling to relocate\s*:|\b(?:résumé|resume|cv)(?:\s*/\s*cv)?\s*:\s*http", re.IGNORECASE
)


def is_hiring(text: str, header: str, segments: list[str], roles: list[FoundRole]) -> bool:
    """True for a post that offers work; questions, remarks and people who seek work are none."""
    if _SEEKS_WORK.search(text[:40]):
        return False
    question = _QUESTION.match(text)
    if question and "|" not in header and not _WE_OFFER.search(text, question.end()):
        return False
    if "|" in header and len(segments) >= 3 and header_roles(segments):
        return True
    if _SEEKER.search(text[:1500]):
        return False
    if len(segments) >= 3 and ("|" in header or any(_TERMS.search(s) or NOUN.search(s) for s in segments)):
        return True
    if _CANDIDATE.search(text):
        return False
    listed = sum(role.start > 0 for role in roles) >= 2 and "http" in text
    titled = bool(header_roles(segments)) and len(header) <= 120 and bool(_TERMS.search(text[:400]))
    form = len(_FORM.findall(text[:600])) >= 3
    looking = bool(_LOOKING.search(text)) and any(
        role.start > 0 or not is_generic(role.title) for role in roles if role.title != UNNAMED_ROLE
    )
    offers = bool(_HIRING.search(text) or _NEEDS.search(text))
    return listed or titled or form or looking or (offers and len(text) > 60)


def _first_lines(text: str) -> tuple[str, int]:
    """The header (one line, or the lines that continue it) and where the body starts."""
    start = len(text) - len(text.lstrip())
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    first = text[start:end]
    if "|" not in first and len(first) < (90 if NOUN.search(first) else 60):
        second_end = text.find("\n", end + 1)
        second = text[end + 1 : second_end if second_end >= 0 else len(text)]
        if second.count("|") >= 2:
            return text[start : end + 1 + len(second)], end + 1 + len(second)
        if len(_DASHED.findall(second[:MAX_HEADER_LINE])) >= 2 and is_place_or_mode(first.strip()):
            return second, end + 1 + len(second)
    if "|" in first:
        for _ in range(MAX_HEADER_LINES - 1):
            next_end = text.find("\n", end + 1)
            next_end = len(text) if next_end < 0 else next_end
            line = text[end + 1 : next_end].strip()
            continues = line.startswith(("(", "|")) or (line and text[:end].endswith("|"))
            if not continues or len(line) > MAX_HEADER_LINE:
                break
            end = next_end
    return text[start:end], end


def _segments(header: str) -> list[str]:
    pieces = [piece for line in header.split("\n") for piece in _SPLIT_HEADER.split(line)]
    if len(pieces) == 1 and len(header) <= 250:
        pieces = _DASHED.split(header)
        if len(pieces) <= 2 and len(_SLASHED.findall(pieces[-1])) >= 2:
            pieces = [*pieces[:-1], *_SLASHED.split(pieces[-1])]
    return [piece.strip() for piece in pieces if piece.strip(" *_")]


def _passages(text: str, roles: list[FoundRole], header: str) -> list[str]:
    if len(roles) == 1:
        return [text]
    starts = sorted({role.start for role in roles if role.start})
    longest = max((b - a for a, b in pairwise(starts)), default=600)
    passages: list[str] = []
    for role in roles:
        if not role.start:
            passages.append(header)
            continue
        after = [start for start in starts if start > role.start]
        end = after[0] if after else min(len(text), role.start + longest)
        passages.append(text[role.start : end].strip())
    return passages


def forum_text(html: str) -> str:
    """Plain text of a forum's post: there a line break of the source is the writer's own."""
    return text_from_html(html.replace("\n", "<br>"))


def read_thread_post(html: str, plain: str) -> ThreadPost:
    """Take a post apart; unknown parts are None, and a post that offers no job has no roles.

    `plain` is what `forum_text` makes of `html`.
    """
    text = plain[:MAX_POST]
    header, body_start = _first_lines(text)
    segments = _segments(header)
    roles = offered_roles(text, segments, body_start)
    if not is_hiring(text, header, segments, roles):
        return ThreadPost(None, None, None, header, ())
    shown = Shown(html[:MAX_POST], header, text)
    name = company_name(segments, shown, text)
    passages = _passages(text, roles, header)
    return ThreadPost(
        company_name=name,
        company_domain=shown.domain(name),
        yc_batch=yc_batch(header, text, name),
        header=header,
        roles=tuple(ThreadRole(role.title, passage) for role, passage in zip(roles, passages, strict=True)),
    )
