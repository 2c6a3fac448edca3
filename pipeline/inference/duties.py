"""How much of the work that a text lists is on AI systems or models.

Invariant: only list items that begin with what the person will do are counted; what is asked for, what the
company does and what it offers say nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

MAX_DUTIES = 60
ITEM_MARKS = "-*•·–"

_DOING = re.compile(
    r"^[^\w\n]{0,6}(?:\d{1,2}[.)] )?(?:you(?:['’]ll| will) |(?:continuously|rapidly|help|helping|seamlessly|"
    r"actively|proactively|directly|closely) ){0,2}"
    r"(?:accelerat|act|adapt|advanc|analy[sz]|apply|architect|automat|bridg|bring|build|champion|chang|coach|"
    r"coordinat|collaborat|conduct|configur|contribut|craft|creat|debug|defin|deliver|deploy|design|develop|"
    r"document|driv|embed|engineer|enhanc|ensur|establish|evaluat|evolv|expand|experiment|explor|extend|"
    r"fine-?tun|gather|grow|guid|identif|implement|improv|influenc|integrat|invent|investigat|iterat|join|"
    r"launch|lead|maintain|mak|manag|mentor|monitor|operat|optimi[sz]|orchestrat|own|participat|partner|"
    r"perform|pioneer|post-?train|pre-?train|productioni[sz]|profil|prototyp|push|refactor|research|review|"
    r"run|scal|set|shap|ship|solv|stay|streamlin|support|tackl|tak|test|tinker|train|translat|troubleshoot|"
    r"turn|tun|understand|updat|work|writ)(?:ning|ping|ting|ing|ies|es|s|e|y)?\b",
    re.IGNORECASE,
)
_ON_AI = re.compile(
    r"\b(?<!human )(?<!service )(?<!support )(?<!call )(?<!coding )agents?\b(?! like)|\bagentic\b(?! coding)|"
    r"\bllms?\b|\bprompt(?:s|ing)?\b|\brag\b|\bevals?\b|\bembeddings?\b|\bfine-?tun\w+|\binference\b|"
    r"\bgenerative ai\b|\bretrieval\b|"
    r"\b(?:ai|ml|ai/ml|machine[- ]learning|deep[- ]learning|language|vision|foundation|generative|neural) "
    r"(?:\w+ )?(?:systems?|models?|features?|workflows?|pipelines?|applications?|products?|algorithms?|"
    r"networks?|capabilities)\b|"
    r"\bmodel (?:training|execution|orchestration|pipelines?|serving|evaluation|quality|performance)\b|"
    r"\btrain\w* [^.\n]{0,30}\bmodels?\b",
    re.IGNORECASE,
)


def is_on_ai(line: str) -> bool:
    """True for a list's item that is on AI systems or models."""
    return line[:1] in ITEM_MARKS and line[:1] != "" and bool(_ON_AI.search(line[:600]))


def listed_duties(text: str) -> tuple[int, list[tuple[int, int]], bool]:
    """How many duties the text lists, where those stand that are on AI systems or models, and whether the
    first, which tells the most, is one of them."""
    count = 0
    begins = False
    on_ai: list[tuple[int, int]] = []
    for line in islice(_items(text), MAX_DUTIES * 4):
        start, end = line
        if not _DOING.match(text[start:end]):
            continue
        count += 1
        if _ON_AI.search(text[start:end]):
            on_ai.append(line)
            begins = begins or count == 1
        if count >= MAX_DUTIES:
            break
    return count, on_ai, begins


def _items(text: str) -> Iterator[tuple[int, int]]:
    """The items of lists, each of at most 600 characters."""
    at = 0
    for line in text.split("\n"):
        if line[:1] in ITEM_MARKS and line[:1]:
            yield at, at + min(len(line), 600)
        at += len(line) + 1
