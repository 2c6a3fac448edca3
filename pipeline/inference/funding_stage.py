"""The latest funding stage that a posting states of its own company.

Invariant: the stage of a customer, an investor, a former employer or a round still to come is never the
company's; money without a round, profit and an accelerator are no stage. Of several stages stated, the latest
one counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from pipeline.inference import passages
from pipeline.inference import stage_words as words
from pipeline.inference.text import Stated, Text

TRIGGERS: Final = {
    "funding_stage.series": r"\bseries[ -]?[a-h]\b",
    "funding_stage.seed": r"\b(?:pre[- ]?)?seed\b",
    "funding_stage.bootstrapped": (
        r"\bboot[- ]?strapp?(?:ed|ing)\b|\bself[- ](?:funded|financed)\b|\b(?:customer|revenue"
        r"|founder)[- ](?:funded"
        r"|financed)\b|\bnot (?:vc|venture)[- ](?:funded|backed)\b"
        r"|\b(?:no|without|never taken(?: any)?) (?:vcs?|venture capital|(?:outside"
        r"|external) (?:funding"
        r"|investors?|capital|investment|money))\b"
        r"|\bfunded (?:entirely |fully |only |solely )?by (?:our |its |paying )?(?:customers|revenues?"
        r"|profits?|sales)\b"
    ),
    "funding_stage.public": (
        rf"\bpublicly[- ](?:traded|listed|held)\b|\b(?:{words.EXCHANGES}) ?: ?[a-z0-9.]{{1,6}}\b"
        rf"|\bpublic company\b"
        rf"|\b(?:listed|traded) on (?:the )?(?:{words.EXCHANGES}|[a-z]+ stock exchange)\b"
        rf"|\b(?:{words.EXCHANGES})[- ](?:listed|traded)\b"
    ),
    "funding_stage.acquired": r"\bacquired\b|\bacquisition by\b",
}

_HEADER: Final = 120
_NAME = re.compile(r" ([A-Z][\w.]*)")
_AS_A = ("we are a ", "we’re a ", "we're a ", "is a ", "as a ")
_ORDER: Final = (
    *("bootstrapped", "pre_seed", "seed", "series_a", "series_b", "series_c", "series_d_plus"),
    *("public", "acquired"),
)
"""Earliest first: of two stages stated, the later in this order is the latest."""


def funding_stage(text: Text) -> Stated[str] | None:
    """The company's latest stage (a word of the `FundingStage` vocabulary) with the words that state it."""
    best: Stated[str] | None = None
    for name, (expression, read) in _READERS.items():
        if name not in text.hits:
            continue
        for found in passages.matches(expression, text.value):
            stage = read(text.value, *found.span())
            if stage and (best is None or _ORDER.index(stage) > _ORDER.index(best.value)):
                best = Stated(stage, _quote(text.value, *found.span()))
    return best


def _quote(value: str, start: int, end: int) -> str:
    """The stage with a few words on either side."""
    lead, tail = passages.before(value, start, 40), passages.after(value, end, 20)
    left = start - len(lead) + (len(lead) - len(lead.lstrip()))
    return passages.quote(value, left, end + len(tail.rstrip()))


def _of_others(before: str, after: str) -> bool:
    """True when the words around a round are about another company's, or about one that is still to come."""
    near = before[-70:]
    if words.YET_TO_COME.search(near) or words.RANGE_BEFORE.search(near) or words.NO_STAGE_AFTER.match(after):
        return True
    if words.MONEY_BEFORE.search(near) or words.OWN_DEED.search(near):
        return words.CAREER_BEFORE.search(near) is not None
    return words.OTHERS_BEFORE.search(near) is not None or words.SOMEBODYS.search(near) is not None


def _series(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    if words.TIME_SERIES.search(before[-12:]) or _of_others(before, after):
        return None
    letter = value[end - 1].lower()
    return f"series_{letter}" if letter in "abc" else "series_d_plus"


def _seed(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    if before.endswith(("/", "-", "_", "#", "@")) or after[:1] in ("/", "_", "@", "="):
        return None
    if words.SEED_OTHER.match(after) or _of_others(before, after):
        return None
    if value[start : start + 3].lower() == "pre":
        return "pre_seed"
    closed = words.SEED_CLOSED.match(after)
    alone = value[start].isupper() and not before.strip(" (")
    bracketed = before.endswith("(") and after[:1] in tuple("),")
    led = alone or words.SEED_LED.search(before)
    return "seed" if words.SEED_NAMED.match(after) or bracketed or (closed and led) else None


def _bootstrapped(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    ourselves = words.OURSELVES.search(before) is not None
    if value[start:end].lower().endswith("ing"):
        return "bootstrapped" if ourselves and words.STARTING_ONE.match(after) else None
    if words.BOOTSTRAPPED_OTHER.match(after) or (words.FOUNDERS_PAST.search(before[-60:]) and not ourselves):
        return None
    return "bootstrapped"


def _public(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    if before.endswith(":") or words.LISTED_OTHER.search(before) or words.LISTED_PLURAL.match(after):
        return None
    if value[start:end].lower() == "public company" and not before.lower().endswith(_AS_A):
        return None
    return "public"


def _acquired(value: str, start: int, end: int) -> str | None:
    """Of "we were acquired by X", or "X acquired NAME" where the posting opens with that name."""
    before, after = passages.before(value, start), passages.after(value, end)
    if after.startswith(" by ") or value[start:end].lower().endswith("by"):
        ours = words.WE_WERE.search(before) or before.endswith("our ")
        opens = words.OPENS.search(before) and words.ABOUT_US.match(after)
        in_header = before.endswith("(") and end < _HEADER
        return "acquired" if ours or opens or in_header else None
    name = _NAME.match(after)
    by_us = before.strip().lower().endswith(("we", "have", "been"))
    return "acquired" if name and value[:_HEADER].startswith(name[1]) and not by_us else None


_Reader = Callable[[str, int, int], str | None]
_READERS: Final[dict[str, tuple[passages.Pattern, _Reader]]] = {
    name: (passages.pattern(TRIGGERS[name]), read)
    for name, read in {
        "funding_stage.series": _series,
        "funding_stage.seed": _seed,
        "funding_stage.bootstrapped": _bootstrapped,
        "funding_stage.public": _public,
        "funding_stage.acquired": _acquired,
    }.items()
}
