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

MODELS_TRIGGER = "title.models_work"
AGENTS_TRIGGER = "title.agents_work"
MAX_READ = 20_000
MAX_WORDS = 100
"""Words of AI whose lines are read."""

_VERB = (
    r"(?:architect|design|build|develop|ship|own|train|implement|deploy|evaluate|fine-?tun|creat|prototyp|"
    r"research|"
    r"productioni[sz]|optimi[sz]|scal|lead|advanc|improv|pre-?train|post-?train|work on|working on|"
    r"contribut|integrat|accelerat|deliver|extend|tackl|test|experiment with|mak|turn|solv|run|evolv|"
    r"push)(?:ing|e?s|e)?"
)
_MODELS = (
    r"(?:(?:foundation|machine[- ]learning|ml|deep[- ]learning|language|vision|speech|diffusion|"
    r"multimodal|generative|neural|"
    r"state-of-the-art|frontier|reward|perception|ranking|recommendation)[ -]){1,3}(?:models?|networks?|"
    r"algorithms?)\b|"
    r"\bmodels? (?:training|architectures?)\b|\bneural networks?\b|\bmodels that (?:understand|predict|"
    r"learn|generate)\b|\bcomputer[- ]vision(?:[- ]based)?(?: [\w-]+){0,3} (?:systems?|pipelines?|"
    r"software)\b|"
    r"\b(?:ml|machine[- ]learning|deep[- ]learning|recommendation) (?:systems|pipelines)\b|\b(?:open[- "
    r"](?:weight|source)|custom|in-house|large|small) (?:\w+ )?models\b"
)
_SYSTEMS = (
    r"(?:agents?|systems?|workflows?|pipelines?|features?|applications?|apps|products?|interfaces?|"
    r"assistants?|co-?workers?|"
    r"capabilit(?:y|ies)|copilots?|stack|infrastructure|orchestration|solutions|performance|"
    r"environments?|simulations?|pipelines?)"
)
_NAMED_AGENTS = (
    rf"\b(?:ai|gen ?ai|llm|llm-powered|llm-based|llm-driven|ai-powered|agentic|autonomous|multi-agent|"
    rf"voice|voice ai|agent)[ -]"
    rf"(?:ai )?{_SYSTEMS}\b|"
    r"\bagents\b|\bllms\b|\brag\b|\bai models?\b|\bstate[- ]of[- ]the[- ]art agent\b|"
    r"\bai [\w-]+ (?:stack|platform)\b|\bevals\b|\bprompt engineering\b"
)
_AGENTS = _NAMED_AGENTS.replace(r"\bagents\b", r"\bagents\b(?! (?:like|such as))")
_TOOLS = r"(?:coding|code|assistants?|tools?|tooling|assisted|editors?)"
_USING = re.compile(
    r"\b(?:using|use|with|leverag\w+|via|through|alongside|fluent|comfortable|embrace|daily|powered "
    r"by)\s+(?:[\w-]+\s){0,2}$|"
    rf"^.{{0,12}}\b{_TOOLS}\b",
    re.IGNORECASE,
)
_WORDS = r"(?:(?!(?:that|which|to|between|for|so|where|using|with)\b)(?:[\w’'/&+-]|\.(?=[\w,]))+[ ,—–-]+)"
_YOU = r"\byou(?:['’]ll| will| would|['’]d|['’]re going to)(?: be)?\b"
_ONWARD = r"(?:(?!\b(?:that|which|allow\w*|enabl\w*|customers?|users?|companies)\b)(?:[^.\n;]|\.(?=[\w,])))"
_DUTY = (
    rf"(?:{_YOU}{_ONWARD}{{0,110}}?|"
    r"\b(?:looking for|hiring|seeking|we need|join us|join our \w+|responsible for|(?:this|the|your) role|"
    r"your (?:job|mission|task|focus|work|main \w+))\b"
    rf"{_ONWARD}{{0,120}}?|"
    r"^[^\w\n]{0,20}(?:help(?: us)? )?|"
    r"\b(?:engineers?|swes?|developers?|builders|enthusiasts|people|someone|somebody)\b[^.\n]{0,50}?\bwho "
    r"(?:are |will |"
    r"can |want to )?)"
    rf"\b{_VERB}\b(?:(?:,| and| &|/)\s?{_VERB}){{0,3}}:?\s(?:[-•*]\s)?{_WORDS}{{0,12}}?"
    r"(?:(?:infrastructure|tooling|environments?|platforms?|systems?) (?:for|to|that \w+) (?:[\w-]+ ){0,3}?)?"
)
_PROVEN = (
    r"(?:\byou(?:['’]ve| have) (?:\w+ ){0,3}(?:built|shipped|trained|deployed|designed)|\byou (?:build|"
    r"ship|train)|"
    r"\b(?:experience|background|expertise) (?:\w+ ){0,2}(?:building|shipping|developing|training|"
    r"deploying|designing|with|in))"
    rf" {_WORDS}{{0,5}}?"
)
_MOST_TIME = (
    rf"(?:\bspend (?:most|the majority|\d\d ?%) of your time\b|\bwho (?:want|(?:would )?love|(?:would "
    rf")?like|are excited) to\b)"
    rf"{_ONWARD}{{0,120}}?"
)
_HAS_BUILT = re.compile(
    r"\byou(?:['’]ve| have)? (?:\w+ ){0,3}(?:built|shipped|trained|deployed|designed|build|ship|train)\b|"
    r"\b(?:experience|background|expertise) (?:\w+ ){0,2}(?:building|shipping|developing|training|"
    r"deploying|designing)\b",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(r"\b(?:bonus|plus|nice[- ]to[- ]have|preferred|ideally|optional)\b", re.IGNORECASE)
_TEAM = (
    r"\b(?:our|the) (?:applied )?(ai|ml|machine learning|ai/ml)(?: engineering| research| platform)? team\b"
)
_REQUIRED = re.compile(
    r"\b(?:(?:generative ai|llm|(ai/ml|machine learning))(?:/\w+)? experience|"
    r"(?:background|experience|expertise) (?:in|with) (?:generative ai|llms?|(ai/ml|ml|machine learning))) "
    r"(?:is )?(?:required|a must)\b|"
    r"\b(?:must have|requires?) (?:[\w/+-]+ ){0,8}?(?:gen(?:erative )?ai|llm|ai/ml|ai) experience\b",
    re.IGNORECASE,
)

_FLAGS = re.IGNORECASE | re.MULTILINE
_DEPLOYING = (
    r"\b(?:deploy|implement|integrat|customi[sz]|configur|deliver|build|ship)(?:ing|s|e|es)?\s"
    rf"{_WORDS}{{0,5}}?"
)
"""What a forward deployed engineer does, whoever the sentence says does it ("we embed to deploy agents")."""
_ANY_AGENT = rf"{_NAMED_AGENTS}|{_TEAM}"
"""What any sentence of such work names: asked first, by RE2, for the sentences' own expressions are slow."""
_MODEL_DUTY = re.compile(rf"{_DUTY}({_MODELS})", _FLAGS)
_MODEL_PROVEN = re.compile(rf"{_PROVEN}({_MODELS})", _FLAGS)
_AGENT_DUTY = re.compile(rf"(?:{_DUTY}|{_MOST_TIME})({_AGENTS})", _FLAGS)
_AGENT_DEPLOYED = re.compile(rf"(?:{_DEPLOYING})({_AGENTS})", _FLAGS)
_AGENT_PROVEN = re.compile(rf"{_PROVEN}({_AGENTS})", _FLAGS)
_IN_TEAM = re.compile(rf"\b(?:join|on|for|in)\s{_TEAM}", _FLAGS)
_HEADED = re.compile(rf"^\W*(?:[\w’'/&+-]+\s){{0,3}}?(?:({_MODELS})|({_AGENTS}))", _FLAGS)
_DUTY_HEAD = re.compile(
    r"\b(?:you(?:['’]ll| will)(?: be)? (?:work|build|own|do|tackl|solv)\w*|your (?:work|role|impact)|"
    r"responsibilities|problems (?:you|we)\b[^\n]{0,30})[^\n.]{0,25}[:?]?\s*$",
    re.IGNORECASE,
)
_HEAD_WITHIN = 700
_AI_WORDS = (
    r"\b(?:(models?|networks?|algorithms?|machine[- ]learning|computer[- ]vision|ml|training)|"
    r"(?:gen)?ai|llm|llms|agents?|agentic|multi-agent|voice|autonomous|rag|evals|prompts?)\b"
)
"""The words without which no sentence speaks of models or AI systems; its group: the words of models."""
_SHORT = 2_500
"""In a text of at most so many characters one duty tells the work; in a longer one it may be a side of it."""
_ENOUGH = 3
_LISTED = 4
"""So many listed duties tell the whole work: then their share on AI decides over a single one of them."""
_MAINLY = 0.4
_ASIDE = 0.25
_CALLED = re.compile(
    r"\b(?:hiring|looking for|seeking|need|want|join (?:us|our team) as)\s(?:(?:an?|our|for|to|hire|\d|"
    r"two|three|"
    r"several|more|another|talented|great|strong|experienced|senior|sr\.?|staff|lead|principal|founding|"
    r"first|"
    r"second|full-time)\s){0,5}"
    r"(?:(ml|machine[- ]learning)|(?:applied )?(?:ai|llm|agent))[ -](?:engineers?|developers?)\b",
    re.IGNORECASE,
)
"""What a sentence calls the person whom the title only calls an engineer."""
_ON_MODELS = re.compile(rf"{_MODELS}|\b(?:pre-|post-)?train(?:ing)?\b|\bfine-?tun", re.IGNORECASE)


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
        on_models = sum(bool(_ON_MODELS.search(value, *place)) for place in on_ai)
        return Stated(
            "ml_engineer" if 2 * on_models > len(on_ai) else "ai_engineer", quote(text.value, *on_ai[0])
        )
    aside = on_ai if listed >= _LISTED and not begins and len(on_ai) < _ASIDE * listed else []
    return _of_duties(text, value, lines, aside, deploys=deploys)


def _named(value: str, lines: list[_Line]) -> tuple[str, re.Match[str]] | None:
    """What a sentence calls the person, or the experience that a short text requires."""
    patterns = (_CALLED, _REQUIRED) if len(value) <= _SHORT else (_CALLED,)
    for pattern in patterns:
        for line in lines:
            if found := pattern.search(value, line.start, line.end):
                return ("ml_engineer" if any(found.groups()) else "ai_engineer"), found
    return None


def _of_duties(
    text: Text, value: str, lines: list[_Line], aside: list[tuple[int, int]], *, deploys: bool
) -> Stated[str] | None:
    """What sentences tell the person to do; those of the lines `aside` are a small part of many duties."""
    of_models = [line for line in lines if line.on_models and _quick(_MODELS).search(line.of(value))]
    of_agents = [line for line in lines if line.on_agents and _quick(_ANY_AGENT).search(line.of(value))]
    for family, chosen, duty, proven in (
        ("ml_engineer", of_models, (_MODEL_DUTY,), _MODEL_PROVEN),
        ("ai_engineer", of_agents, (_AGENT_DUTY, *((_AGENT_DEPLOYED,) if deploys else ())), _AGENT_PROVEN),
    ):
        duties = [found for pattern in duty for found in _matches(pattern, value, chosen)]
        if family == "ai_engineer":
            duties += [found for line in chosen for found in _IN_TEAM.finditer(value, line.start, line.end)]
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
    for found in islice(_quick(_AI_WORDS).finditer(value), MAX_WORDS):
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
        match = _HEADED.match(value, line.start, line.end)
        if match and match.group(group) and not _is_tool(value, match, group):
            above = value[max(0, line.start - _HEAD_WITHIN) : max(0, line.start - 1)].split("\n")
            heads = (text.strip(" *_") for text in reversed(above[-9:]))
            head = next((text for text in heads if text.endswith((":", "?")) or _DUTY_HEAD.search(text)), "")
            if len(head) <= 120 and _DUTY_HEAD.search(head):
                found.append(match)
                is_first = is_first or above[-1].strip(" *_") == head
    return found if is_first or len(found) > 1 else []


def _is_asked(value: str, found: re.Match[str]) -> bool:
    """True when having built such things is a requirement, not a bonus."""
    line = value.rfind("\n", 0, found.start()) + 1
    around = value[max(line, found.start() - 60) : found.start()] + after(value, found.end(), 60)
    return bool(_HAS_BUILT.match(found.group())) and not _OPTIONAL.search(around)


def _is_tool(value: str, found: re.Match[str], group: int = 1) -> bool:
    """True when the words are of working with AI, not on it ("agentic coding", "using AI tools")."""
    start = found.start(group) if found.group(group) else found.start()
    return bool(
        _USING.search(value[max(0, start - 40) : start]) or _USING.search(value[start : found.end() + 14])
    )
