"""What a job title says of the work: family, seniority, founding, first of its function.

Invariant: the title decides; the text is asked only where the title is general ("Software Engineer",
"Member of Technical Staff") or silent (founding), and only counts when it speaks of the person being
hired.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Any

import re2

from pipeline.inference.founding import FIRST_HIRES, founding
from pipeline.inference.founding import TRIGGER as FOUNDING_TRIGGER
from pipeline.inference.passages import quote
from pipeline.inference.text import Stated, Text, TitleFacts
from pipeline.inference.title_ranks import FIRST, FOUNDING, ONE_RANK, SENIORITY
from pipeline.inference.title_tongues import in_english
from pipeline.inference.title_words import (
    AFTER_HEAD,
    AI_AND_ML,
    AI_SOLUTIONS,
    AI_WORD,
    CLOSED,
    CRAFT,
    DEPLOYS,
    DOMAIN,
    FIELD_ALONE,
    GENERAL,
    GENERAL_RESEARCH,
    GENERAL_STAFF,
    LLM_WORK,
    ML_PLATFORM,
    MODEL_WORK,
    NEVER,
    NOT_THE_WORK,
    OTHER_ENGINEER,
    OTHER_JOB,
    PLATFORM_WORD,
    QUALIFIED,
    RESEARCH,
    SAYS_ML,
    STRONG,
    STUDIES_MODELS,
    SURFACE,
    TECHNICAL,
    TELLING,
    Rule,
)
from pipeline.inference.work import AGENTS_TRIGGER, MODELS_TRIGGER, stated_work

MAX_TITLE = 300
"""Characters of a title that are read."""
MAX_WEIGHED = 6_000
"""Characters of a text whose words are weighed against each other."""
MANY = 5
"""Words of training models that make an AI title one of machine learning."""
ENOUGH = 30
"""Words that are counted of each kind."""

ML_TRIGGER = "title.ml_words"

TRIGGERS: dict[str, str] = {
    FOUNDING_TRIGGER: rf"\bfounding\b|{FIRST_HIRES}",
    MODELS_TRIGGER: r"\b(?:models?|networks?|(?:machine|deep)[- ]learning|computer[- ]vision|ml|kernels?)\b",
    ML_TRIGGER: (
        r"\b(?:machine[- ]learning|deep[- ]learning|neural|ml|ai|llms?|reinforcement learning|computer "
        r"vision|nlp|"
        r"artificial intelligence|foundation models?|pytorch|tensorflow|jax|statistical|predictive|"
        r"algorithms?)\b"
    ),
    AGENTS_TRIGGER: r"\b(?:agents?|agentic|llms?|llm-powered|ai-powered|(?:gen)?ai|rag|evals|prompts?)\b",
}


def title_facts(title: str, text: Text | None = None) -> TitleFacts:
    """Family, seniority, founding, first-in-function of a title; `text` speaks where the title does not."""
    read = _of_title(title[:MAX_TITLE])
    facts = read.facts
    if text is None:
        return facts
    family, family_quote = facts.role_family, facts.family_quote
    if family in RESEARCH and len(text.value) > TELLING and not (ML_TRIGGER in text.hits or read.says_ml):
        family, family_quote = "other", None
    if family == "other" and read.is_general_research and (words := _on_models(text)):
        family, family_quote = "research_scientist", words
    if family in ("ml_engineer", "ai_engineer"):
        family = _weighed(family, read.names_both, text.value)
    is_founding, founding_quote = facts.is_founding, facts.founding_quote
    if family == "other" and read.is_open and (work := stated_work(text, deploys=read.deploys)):
        family, family_quote = _of_general(title, work), work.quote
    if not is_founding and (stated := founding(text)):
        is_founding, founding_quote = stated.value, stated.quote
    if (family, is_founding) == (facts.role_family, facts.is_founding):
        return facts
    return TitleFacts(
        family, facts.seniority, is_founding, facts.first_in_function, family_quote, founding_quote
    )


def _is_open(title: str) -> bool:
    """True for a title that leaves the work open: a general one, or one that mentions AI and is no AI job."""
    if GENERAL.match(title) or GENERAL_STAFF.search(title):
        return not CLOSED.search(title)
    return bool(AI_WORD.search(title) and TECHNICAL.search(title)) and not OTHER_JOB.search(title)


def _on_models(text: Text) -> str | None:
    """The first words of training models in a text that speaks of them more than once or twice."""
    found = list(islice(_in_text(MODEL_WORK).finditer(text.value[:MAX_WEIGHED]), STUDIES_MODELS))
    return quote(text.value, found[0].start(), found[-1].end()) if len(found) == STUDIES_MODELS else None


def _weighed(family: str, names_both: bool, text: str) -> str:
    """Models or products on models, where the title names both, or the text is plainly of the other."""
    if family == "ml_engineer" and not names_both:
        return family
    words = text[:MAX_WEIGHED]
    models = [found.group() for found in islice(_in_text(MODEL_WORK).finditer(words), ENOUGH)]
    if not names_both and len(models) < MANY:
        return family
    products = len(list(islice(_in_text(LLM_WORK).finditer(words), ENOUGH)))
    if names_both:
        telling = sum(found.lower() not in ("ml", "machine learning") for found in models)
        return "ai_engineer" if products > max(telling, 1) else "ml_engineer"
    return "ml_engineer" if len(models) > 2 * products else family


@cache
def _in_text(pattern: str) -> Any:
    options = re2.Options()
    options.case_sensitive = False
    return re2.compile(pattern, options)


def _of_general(title: str, work: Stated[str]) -> str:
    """A member of technical staff who works on models does research engineering."""
    on_models = work.value == "ml_engineer" or "model" in work.quote.lower()
    return "research_engineer" if on_models and "technical staff" in title.lower() else work.value


@dataclass(frozen=True, slots=True)
class _Read:
    """All that a title alone says, and what the text is to be asked."""

    facts: TitleFacts
    is_open: bool
    is_general_research: bool
    deploys: bool
    names_both: bool
    says_ml: bool


@lru_cache(maxsize=4_096)
def _of_title(title: str) -> _Read:
    plain = _normalise(title)
    family = _family(plain)
    is_founding = bool(FOUNDING.search(plain))
    facts = TitleFacts(
        role_family=family,
        seniority=_seniority(plain),
        is_founding=is_founding,
        first_in_function=bool(FIRST.search(plain)),
        family_quote=None if family == "other" else title,
        founding_quote=title if is_founding else None,
    )
    return _Read(
        facts=facts,
        is_open=_is_open(plain),
        is_general_research=bool(GENERAL_RESEARCH.match(plain)),
        deploys=bool(DEPLOYS.search(plain)),
        names_both=bool(AI_AND_ML.search(plain)),
        says_ml=bool(SAYS_ML.search(title.lower())),
    )


def _normalise(title: str) -> str:
    return in_english(" ".join(title.lower().replace("’", "'").split()))


def _first_match(rules: tuple[Rule, ...], title: str) -> tuple[str, re.Match[str]] | None:
    for rule in rules:
        if found := rule.pattern.search(title):
            return rule.family, found
    return None


def _named_first(rules: tuple[Rule, ...], title: str) -> tuple[str, re.Match[str]] | None:
    """The first rule that fits, unless one fits wholly before it ("ML Engineer, Applied Research")."""
    found = [(rule.family, match) for rule in rules if (match := rule.pattern.search(title))]
    if not found:
        return None
    before = [pair for pair in found[1:] if pair[1].end() <= found[0][1].start()]
    return min(before, key=lambda pair: pair[1].start(), default=found[0])


def _refined(family: str, title: str) -> str:
    """ "ML Engineer (Infra)" works on the platform."""
    if family == "ml_engineer" and PLATFORM_WORD.search(title):
        return "ml_platform"
    return family


def _family(title: str) -> str:
    plain = NOT_THE_WORK.sub(" ", title)
    other = _other_job(plain)
    if NEVER.search(plain):
        return "other"
    strong = _named_first(STRONG, plain)
    if strong and not (other and _governs(other, strong[1], plain)):
        return _refined(strong[0], plain)
    if (field := FIELD_ALONE.match(plain)) and not other:
        return "research_scientist" if field.group(3) else "ai_engineer" if field.group(2) else "ml_engineer"
    if other or not TECHNICAL.search(plain):
        return "other"
    qualified = _first_match(QUALIFIED, plain)
    return qualified[0] if qualified else "other"


def _other_job(title: str) -> re.Match[str] | None:
    """Another job's word, unless it only tells for whom an engineer builds."""
    head = AFTER_HEAD.search(title)
    after = head.end() if head else len(title)
    found = OTHER_JOB.finditer(title)
    return next((m for m in found if not (m.start() >= after and DOMAIN.fullmatch(m.group()))), None)


def _governs(other: re.Match[str], strong: re.Match[str], title: str) -> bool:
    """True when another job's noun rules the title: first with nothing like "/" between, or right after."""
    if AI_SOLUTIONS.fullmatch(strong.group()):
        return other.start() < strong.start()
    if strong.re is not STRONG[ML_PLATFORM].pattern and OTHER_ENGINEER.search(strong.group()):
        return True
    beside = other.end() + 1 == strong.start()
    if beside and (SURFACE.fullmatch(other.group()) or DOMAIN.fullmatch(other.group())):
        return not CRAFT.search(strong.group())
    if other.start() >= strong.end():
        return bool(
            re.match(r"\s+(?:recruit|sourc|advoca|evangel|sales|marketing|support)", title[strong.end() :])
        )
    between = title[other.end() : strong.start() + 1]
    return other.start() <= strong.start() and not re.search(r"[/&+]| and | or ", between)


def _seniority(title: str) -> str | None:
    plain = ONE_RANK.sub("", title)
    return next((level for level, pattern in SENIORITY if pattern.search(plain)), None)
