"""What the work is, where the title is too general to say: only what the text tells the person to do or to
have done.

Invariant: a company that builds AI is not enough ("we build AI agents"), nor is working with AI tools; a
sentence must speak of the person's own work on models or AI systems ("you'll build agents", "- Train and
evaluate models").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import re2

from pipeline.inference.duties import is_on_ai, listed_duties
from pipeline.inference.passages import after, quote
from pipeline.inference.text import Stated, Text
from pipeline.inference.work_words import (
    AGENT_DEPLOYED,
    AGENT_DUTY,
    AGENT_PROVEN,
    AI_WORDS,
    ANY_AGENT,
    APPLIES,
    CALLED,
    DUTY_HEAD,
    HAS_BUILT,
    HEADED,
    IN_TEAM,
    MODEL_APPLIED,
    MODEL_DUTY,
    MODEL_PROVEN,
    MODELS,
    ON_MODELS,
    OPTIONAL,
    REQUIRED,
    USING,
)

MODELS_TRIGGER = "title.models_work"
AGENTS_TRIGGER = "title.agents_work"
MAX_READ = 20_000
MAX_WORDS = 100
"""Words of AI whose lines are read."""

_SHORT = 2_500
"""In a text of at most so many characters one duty tells the work; in a longer one it may be a side of it."""
_ENOUGH = 3
_LISTED = 4
"""So many listed duties tell the whole work: then their share on AI decides over a single one of them."""
_MAINLY = 0.4
_ASIDE = 0.25
_HEAD_WITHIN = 700
"""Characters above an item in which its heading stands."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text that speaks of AI: its place, and whether of models, of agents or of both."""

    start: int
    end: int
    on_models: bool
    on_agents: bool

    def of(self, value: str) -> str:
        """The line's words."""
        return value[self.start : self.end]


def stated_work(text: Text, *, deploys: bool = False) -> Stated[str] | None:
    """`ml_engineer` or `ai_engineer` with the words that say so; None when the text does not.

    `deploys`: the person brings the company's product to customers, so what the company deploys is the work.
    """
    if text.hits.isdisjoint((MODELS_TRIGGER, AGENTS_TRIGGER)):
        return None
    value = text.value[:MAX_READ]
    lines = list(_lines_on_ai(value))
    if named := _named(value, lines):
        family, found = named
        return Stated(family, quote(text.value, found.start(), found.end()))
    listed, begins = 0, False
    on_ai: list[tuple[int, int]] = []
    if any(is_on_ai(line.of(value)) for line in lines):
        listed, on_ai, begins = listed_duties(value)
    if len(on_ai) > 1 and len(on_ai) >= _MAINLY * listed:
        on_models = sum(bool(ON_MODELS.search(value, *place)) for place in on_ai)
        return Stated(
            "ml_engineer" if 2 * on_models > len(on_ai) else "ai_engineer", quote(text.value, *on_ai[0])
        )
    aside = on_ai if listed >= _LISTED and not begins and len(on_ai) < _ASIDE * listed else []
    return _of_duties(text, value, lines, aside, deploys=deploys)


def _named(value: str, lines: list[_Line]) -> tuple[str, re.Match[str]] | None:
    """What a sentence calls the person, or the experience that a short text requires."""
    patterns = (CALLED, REQUIRED) if len(value) <= _SHORT else (CALLED,)
    for pattern in patterns:
        for line in lines:
            found = pattern.search(value, line.start, line.end)
            if found and not (pattern is REQUIRED and OPTIONAL.search(after(value, found.end(), 40))):
                return ("ml_engineer" if any(found.groups()) else "ai_engineer"), found
    return None


def _of_duties(
    text: Text, value: str, lines: list[_Line], aside: list[tuple[int, int]], *, deploys: bool
) -> Stated[str] | None:
    """What sentences tell the person to do; those of the lines `aside` are a small part of many duties."""
    of_models = [line for line in lines if line.on_models and _quick(MODELS).search(line.of(value))]
    of_agents = [line for line in lines if line.on_agents and _quick(ANY_AGENT).search(line.of(value))]
    for family, chosen, duty, proven in (
        ("ml_engineer", of_models, (MODEL_DUTY,), MODEL_PROVEN),
        ("ai_engineer", of_agents, (AGENT_DUTY, *((AGENT_DEPLOYED,) if deploys else ())), AGENT_PROVEN),
    ):
        duties = [found for pattern in duty for found in _matches(pattern, value, chosen)]
        if family == "ai_engineer":
            duties += [found for line in chosen for found in IN_TEAM.finditer(value, line.start, line.end)]
        if family == "ml_engineer":
            applied = [line for line in lines if line.on_models and _quick(APPLIES).search(line.of(value))]
            duties += [
                found for line in applied for found in MODEL_APPLIED.finditer(value, line.start, line.end)
            ]
        duties += _headed(value, chosen, 1 if family == "ml_engineer" else 2)
        duties = [found for found in duties if not any(a <= found.start() < b for a, b in aside)]
        done = _matches(proven, value, chosen)
        evidence = duties + done
        duties += [found for found in done if _is_asked(value, found)]
        if duties and (len(value) <= _SHORT or len(evidence) >= _ENOUGH):
            return Stated(family, quote(text.value, duties[0].start(), duties[0].end()))
    return None


@cache
def _quick(pattern: str) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(pattern, options)


def _lines_on_ai(value: str) -> Iterator[_Line]:
    """The lines that a word of AI stands in: the expressions of duties are slow over a whole text."""
    start = end = -1
    on_models = on_agents = False
    for found in islice(_quick(AI_WORDS).finditer(value), MAX_WORDS):
        at = found.start()
        if at > end:
            if end >= 0:
                yield _Line(start, end, on_models, on_agents)
            start = value.rfind("\n", 0, at) + 1
            end = value.find("\n", at)
            end = len(value) if end < 0 else end
            on_models = on_agents = False
        of_models = found.group(1) is not None
        on_models = on_models or of_models
        on_agents = on_agents or not of_models or "machine" in found.group().lower()
    if end >= 0:
        yield _Line(start, end, on_models, on_agents)


def _matches(pattern: re.Pattern[str], value: str, lines: list[_Line]) -> list[re.Match[str]]:
    found = (match for line in lines for match in pattern.finditer(value, line.start, line.end))
    return [match for match in found if not _is_tool(value, match)]


def _headed(value: str, lines: list[_Line], group: int) -> list[re.Match[str]]:
    """Items under "You'll work on:" that begin with the thing itself ("Agent orchestration"): the first, or
    several of them."""
    found = []
    is_first = False
    for line in lines:
        match = HEADED.match(value, line.start, line.end)
        if match and match.group(group) and not _is_tool(value, match, group):
            above = value[max(0, line.start - _HEAD_WITHIN) : max(0, line.start - 1)].split("\n")
            heads = (text.strip(" *_") for text in reversed(above[-9:]))
            head = next((text for text in heads if text.endswith((":", "?")) or DUTY_HEAD.search(text)), "")
            if len(head) <= 120 and DUTY_HEAD.search(head):
                found.append(match)
                is_first = is_first or above[-1].strip(" *_") == head
    return found if is_first or len(found) > 1 else []


def _is_asked(value: str, found: re.Match[str]) -> bool:
    """True when having built such things is a requirement, not a bonus."""
    line = value.rfind("\n", 0, found.start()) + 1
    around = value[max(line, found.start() - 60) : found.start()] + after(value, found.end(), 60)
    return bool(HAS_BUILT.match(found.group())) and not OPTIONAL.search(around)


def _is_tool(value: str, found: re.Match[str], group: int = 1) -> bool:
    """True when the words are of working with AI, not on it ("agentic coding", "using AI tools")."""
    start = found.start(group) if found.group(group) else found.start()
    return bool(
        USING.search(value[max(0, start - 40) : start]) or USING.search(value[start : found.end() + 14])
    )
