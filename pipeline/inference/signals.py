"""The four reasons to leave a big company, as a posting's own words speak for them.

Invariant: every quote is a clause of the text, of at most twenty words; at most three for each reason, each
clause once. speed: few layers, shipping often. purpose: ownership, equity, work next to the founders. tools:
public tools named as the ones used. scope: greenfield, zero to one, first in function. Requirements
("experience building from scratch") are no signal of scope or speed.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.inference import passages
from pipeline.inference.text import Signal, Text

MOST_QUOTES: Final = 3
MOST_WORDS: Final = 20

_TOOLS = (
    r"pytorch|tensorflow|jax|scikit-learn|hugging ?face|vllm|triton|tensorrt|deepspeed|ray|mlflow|wandb"
    r"|weights (?:&|and) biases"
    r"|kubernetes|k8s|docker|terraform|aws|gcp|google cloud|azure|sagemaker|vertex ai|airflow|dagster"
    r"|prefect|spark|kafka|dbt"
    r"|snowflake|databricks|bigquery|clickhouse|postgres(?:ql)?|redis|pgvector|pinecone|weaviate|qdrant"
    r"|langchain|langgraph"
    r"|llamaindex|fastapi|django|next\.js|typescript|cuda|onnx|modal|temporal|pulumi|duckdb|polars|pandas"
    r"|numpy"
)
TRIGGERS: Final = {
    "signals.speed": (
        r"\bship(?:ping|s)? (?:[a-z]+ ){0,3}(?:daily|weekly|every (?:day|week)|fast|quickly|to production"
        r"|constantly|continuously"
        r"|multiple times)\b|\bdeploy(?:ing|s)? (?:[a-z]+ ){0,4}(?:daily|every day|continuously|(?:times"
        r"|multiple times) (?:a|per) day)\b"
        r"|\b(?:no|without|zero|minimal|little|few|low|less|fewer) (?:[a-z]+ ){0,2}(?:bureaucracy|red tape"
        r"|layers|politics|ceremony"
        r"|middle management|hierarchy|meetings|process)\b|\b(?:low|light)[- ](?:process|ceremony"
        r"|bureaucracy)\b"
        r"|\bflat (?:hierarch\w+|org\w*|structure|team)|\bmov(?:e|es|ing) (?:very |really |incredibly "
        r"|extremely )?(?:fast|quickly)\b"
        r"|\biterat(?:e|es|ing) (?:very )?(?:fast|quickly|rapidly|daily)\b|\b(?:fast|rapid|quick|tight"
        r"|short) (?:iteration|feedback)"
        r" (?:cycles?|loops?)\b|\bin days,? not (?:weeks|months)\b|\bship(?:ping)? (?:[a-z]+ ){0,3}(?:on"
        r"|from|in) (?:your )?(?:day one"
        r"|first (?:day|week))\b|\bfast[- ]moving (?:team|start-?up|environment|company)\b"
    ),
    "signals.purpose": (
        r"\b(?:work(?:ing)?|collaborat\w+|partner(?:ing)?) (?:very )?(?:directly|closely"
        r"|hand[- ]in[- ]hand|side[- ]by[- ]side|alongside|next"
        r" to)(?: with| to)? (?:[a-z']+ ){0,2}(?:co-?founders?|founders?|ceo|cto|founding team)\b"
        r"|\breport(?:ing|s)? (?:directly )?to (?:our |the"
        r" )?(?:co-?founders?|founders?|ceo|cto)\b|\b(?:full|real|true|extreme|complete|end[- ]to[- ]end"
        r"|high|total|massive|genuine) ownership\b"
        r"|\bown (?:[a-z]+ ){1,4}end[- ]to[- ]end\b|\bownership (?:of"
        r"|over) (?:[a-z]+ ){0,4}end[- ]to[- ]end\b"
        r"|\b(?:meaningful|significant|generous|substantial|sizeable|sizable|founding|early|real"
        r"|high-upside) (?:[a-z-]+ )?equity\b"
        r"|\b(?:high|full|real|lots of|total|complete|extreme) autonomy\b|\b(?:direct|outsized|huge"
        r"|massive|immediate) impact\b"
    ),
    "signals.tools": rf"\b(?:{_TOOLS})(?:[,/+&]? (?:and |or |with |\+ |/ )?|/|\+)(?:{_TOOLS})\b",
    "signals.scope": (
        r"\bgreen-?field\b|\b(?:zero|0)[- ]?(?:to|→|->|-)[- ]?(?:one|1)\b|\bfrom (?:scratch|zero"
        r"|the ground up)\b|\bground[- ]floor\b"
        r"|\b(?:clean|blank) (?:slate|canvas|sheet)\b|\b(?:our|the|as a"
        r"|be) first (?:[a-z/-]+ ){0,3}(?:hire|engineer|scientist|designer|researcher)\b"
        r"|\b(?:lay|laying|set|setting|build|building) the (?:technical |initial )?(?:foundations?"
        r"|groundwork)\b|\bgreenfield\b"
        r"|\bfounding (?:[a-z/-]+ ){0,2}(?:engineer|scientist|researcher|designer|hire|team member|member)\b"
        r"|\b(?:define|shape|set) (?:our|the) (?:[a-z/-]+ ){0,2}(?:architecture|roadmap"
        r"|technical direction|culture|ml strategy|engineering culture)\b"
    ),
}
_REASONS: Final = tuple(name.split(".")[1] for name in TRIGGERS)
_EXPRESSIONS: Final = {name.split(".")[1]: passages.pattern(trigger) for name, trigger in TRIGGERS.items()}


_I = re.IGNORECASE
_NOT_REQUIRED = ("speed", "scope")
_REQUIREMENT = passages.expression(
    r"\b(?:experience[d]?|you[’']ve|you have|you are|you[’']re|track record|years|background|ability to"
    r"|proven|comfortable|familiarity"
    r"|proficien\w+|skills?|nice to have|bonus|qualifications?|ideal candidate|we expect|thrive|must"
    r"|previous(?:ly)?|ex-|former|customers?"
    r"|clients?|help(?:s|ing)?|able to|willing\w*|enjoy|love|desire|passion\w*|demonstrated|someone who)\b"
)
_REACH: Final = 120
_DASHES = (" - ", " – ", " — ")
_WORD = re.compile(r"\S+")
_CLAUSE_END = re.compile(r"[.!?;](?=\s|$)|[\n•|]| [-–—] ")


def signals(text: Text) -> tuple[Signal, ...]:
    """Words of the posting that speak for each reason, at most three a reason; reasons in the order above."""
    return tuple(
        Signal(reason, quote)
        for reason, expression in _EXPRESSIONS.items()
        if f"signals.{reason}" in text.hits
        for quote in _quotes(reason, expression, text.value)
    )


def _quotes(reason: str, expression: passages.Pattern, value: str) -> list[str]:
    quotes: list[str] = []
    for found in passages.matches(expression, value):
        quote = _clause(value, *found.span())
        if quote not in quotes and not (reason in _NOT_REQUIRED and _REQUIREMENT.search(quote)):
            quotes.append(quote)
        if len(quotes) == MOST_QUOTES:
            break
    return quotes


def _clause(value: str, start: int, end: int) -> str:
    """The clause around `value[start:end]`, cut to twenty words that hold it."""
    lead, tail = value[max(0, start - _REACH) : start], value[end : end + _REACH]
    cut = max(passages.sentence_start(lead), *(lead.rfind(dash) + 1 for dash in _DASHES))
    if cut == 0 and start > _REACH:
        cut = lead.find(" ") + 1
    close = _CLAUSE_END.search(tail)
    right = end + (close.start() if close else len(tail) if len(tail) < _REACH else max(0, tail.rfind(" ")))
    left = start - len(lead) + cut
    clause = value[left:right]
    if len(clause.split()) > MOST_WORDS:
        words = [(left + m.start(), left + m.end()) for m in _WORD.finditer(clause)]
        inside = [n for n, (a, b) in enumerate(words) if b > start and a < end]
        spare = max(0, MOST_WORDS - len(inside))
        first = max(0, inside[0] - max(spare // 2, spare - (len(words) - 1 - inside[-1])))
        last = min(len(words) - 1, first + MOST_WORDS - 1)
        clause = value[words[first][0] : words[last][1]]
    return clause.strip(" -*–—,:")
