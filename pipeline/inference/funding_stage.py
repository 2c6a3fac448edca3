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
    "funding_stage.series": r"\bseries[ -]?[a-k][0-9]?\b",
    "funding_stage.seed": r"\b(?:pre[- ]?)?seed\b",
    "funding_stage.bootstrapped": (
        r"\bboot[- ]?strapp?(?:ed|ing)\b|\bself[- ](?:funded|financed)\b|\b(?:customer|revenue"
        r"|founder)[- ](?:funded"
        r"|financed)\b|\bnot (?:vc|venture)[- ](?:funded|backed)\b"
        r"|\b(?:no|without|never taken)(?: any)? (?:vcs?|venture capital|(?:outside"
        r"|external) (?:funding"
        r"|investors?|capital|investment|money))\b"
        r"|\bfunded (?:entirely |fully |only |solely )?by (?:our |its |paying )?(?:customers|revenues?"
        r"|profits?|sales)\b"
    ),
    "funding_stage.unfunded": (
        r"\b(?:never|not|haven['’]t|hasn['’]t) (?:taken|raised|accepted|needed|sought|had)"
        r" (?:(?:any|an?|outside|external|vc|venture|investor|single) ){0,3}(?:money|funding|investments?"
        r"|investors?|capital|round|dollar|cent|penny)\b"
        r"|\b(?:(?:don|won|didn)['’]t|do not|will not|not to|never) (?:take|have|need|want|raise|accept)"
        r" (?:any )?(?:vc|venture|outside|external|investors?['’]?) (?:money|capital|funding|investments?"
        r"|cash)\b"
        r"|\b(?:(?:have|has|with) no|don['’]t have|without)(?: any)?(?: outside| external)? investors\b"
    ),
    "funding_stage.went_public": r"\b(?:went|gone) public\b|\bipo['’]?d\b|\bpublic since (?:19|20)[0-9]{2}\b",
    "funding_stage.public": (
        rf"\bpublicly[- ](?:traded|listed|held)\b|\bpublic company\b"
        rf"|\b(?:{words.EXCHANGES})(?: american| arca| first north)? ?:|\((?:{words.EXCHANGES}) "
        rf"|\b(?:{words.EXCHANGES})[- ](?:listed|traded)\b|\b(?:listed|traded) (?:in|on)\b"
    ),
    "funding_stage.acquired": r"\bacquired\b|\bacquisition by\b",
}

_PUBLIC: Final = (
    rf"\bpublicly[- ](?:traded|listed|held)\b|\b(?:{words.EXCHANGES})(?: american| arca"
    rf"| first north)? ?: ?[a-z0-9.]{{1,6}}\b"
    rf"|\bpublic company\b|\((?:{words.EXCHANGES}) [a-z]{{2,5}}\)"
    rf"|\b(?:listed|traded)(?: in [a-z ]{{2,20}})? on (?:the )?(?:{words.EXCHANGES}"
    rf"|[a-z]+ stock exchange)\b"
    rf"|\b(?:{words.EXCHANGES})[- ](?:listed|traded)\b"
)
"""What the trigger of that name finds, in full: its gaps would multiply the first pass's states."""
_HEADER: Final = 120
_ONLY_NAME = re.compile(
    r"(?!(?:It|This|That|They|Our|We|The|Who|Which)\b)[A-Z][\w.&-]*(?: [A-Z][\w.&-]*){0,3}"
)
_WAS = (" was", " was recently", " has been", " has just been", " is now", " got", ",")
_NAME = re.compile(r" ([A-Z][\w.]*)")
_IS_A = ("we are a ", "we’re a ", "we're a ", "is a ")
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


def _of_others(value: str, before: str, after: str) -> bool:
    """True when the words around a round are about another company's, or about one that is still to come."""
    near = before[-70:]
    if words.OTHERS_ROUND.search(before):
        return True
    if words.STILL_OPEN.match(after):
        return True
    if words.YET_TO_COME.search(near) or words.RANGE_BEFORE.search(near) or words.NO_STAGE_AFTER.match(after):
        return True
    owner = words.SOMEBODYS.search(near)
    if owner and owner[1] not in value[:_HEADER].lower():
        return True
    if words.MONEY_BEFORE.search(near) or words.OWN_DEED.search(near):
        return words.CAREER_BEFORE.search(near) is not None
    return words.OTHERS_BEFORE.search(near) is not None or owner is not None


def _series(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    if words.TIME_SERIES.search(before[-12:]) or _of_others(value, before, after):
        return None
    later = words.AND_LATER.match(after)
    letter = (later and (later[2] or later[1])) or value[start:end].lower().rstrip("0123456789")[-1]
    return f"series_{letter}" if letter in "abc" else "series_d_plus"


def _seed(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    is_past = before.lower().endswith("post-")
    if (before.endswith(("/", "-", "_", "#", "@")) and not is_past) or after[:1] in ("/", "_", "@", "="):
        return None
    if words.SEED_OTHER.match(after) or _of_others(value, before, after):
        return None
    if value[start].isupper() and after.startswith(" Capital") and words.NAMED_AFTER_SEED.search(before):
        return None
    if value[start : start + 3].lower() == "pre":
        return "pre_seed"
    closed = words.SEED_CLOSED.match(after)
    alone = value[start].isupper() and not before.strip(" (")
    bracketed = words.IN_BRACKETS.search(before) and after[:1] in tuple("),")
    labelled = words.SEED_LABEL.search(value[max(0, start - 16) : start])
    led = alone or labelled or words.SEED_LED.search(before) or words.SEED_AGAIN.search(before)
    return "seed" if words.SEED_NAMED.match(after) or bracketed or is_past or (closed and led) else None


def _bootstrapped(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    ourselves = words.OURSELVES.search(before) is not None
    if value[start:end].lower().endswith(("strapping", "straping")):
        return "bootstrapped" if ourselves and words.STARTING_ONE.match(after) else None
    if words.THEN_RAISED.match(after) or words.BOOTSTRAPPED_WAYS.match(after):
        return None
    if words.BOOTSTRAPPED_OTHER.match(after) or (words.FOUNDERS_PAST.search(before[-60:]) and not ourselves):
        return None
    return "bootstrapped"


def _unfunded(value: str, start: int, end: int) -> str | None:
    """Of "we have never taken investment" or "we have no investors"."""
    before, after = passages.before(value, start), passages.after(value, end)
    ours = words.WE_DID.search(before) or words.STARTS.match(before)
    return "bootstrapped" if ours and not words.NO_MONEY_YET.match(after) else None


def _went_public(value: str, start: int, end: int) -> str | None:
    """Of "we went public in 2024" or "public since 2023"; of a name only where the posting opens with it."""
    before, after = passages.before(value, start), passages.after(value, end)
    if words.WITH_OURS.match(after):
        return None
    since = value[start:end].lower().startswith("public")
    if words.WE_DID.search(before) or (since and words.STARTS.match(before)):
        return "public"
    return "public" if _opening_name(value, before, ("", " has", " have been", " has been")) else None


def _opening_name(value: str, before: str, verbs: tuple[str, ...]) -> bool:
    """True when `before` is a name with one of the verbs, and the posting's first words hold that name."""
    for verb in verbs:
        name = _ONLY_NAME.fullmatch(before.strip().removesuffix(verb))
        if name and before.strip().endswith(verb) and name[0] in value[:_HEADER]:
            return True
    return False


def _public(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    line = value[max(0, start - 120) : start].rpartition("\n")[2].rpartition(". ")[2]
    if words.LISTED_OTHER.search(line) and ":" in line:
        return None
    if before.endswith(":") or words.LISTED_OTHER.search(before) or words.LISTED_PLURAL.match(after):
        return None
    ticker = value[start:end].rpartition(":")[2].strip()
    if ":" in value[start:end] and (ticker != ticker.upper() or (ticker.isdigit() and len(ticker) < 3)):
        return None
    if value[start:end].lower() == "public company":
        is_ours = before.lower().endswith(_IS_A) or words.AS_PUBLIC.search(before)
        return "public" if is_ours else None
    return "public"


def _acquired(value: str, start: int, end: int) -> str | None:
    """Of "we were acquired by X", or "X acquired NAME" where the posting opens with that name."""
    before, after = passages.before(value, start), passages.after(value, end)
    if after.startswith(" by ") or value[start:end].lower().endswith("by"):
        ours = words.WE_WERE.search(before) or before.endswith("our ")
        opens = words.OPENS.search(before) and words.ABOUT_US.match(after)
        in_header = before.endswith("(") and end < _HEADER and not words.EX.search(before)
        named = _opening_name(value, before, _WAS)
        return "acquired" if ours or opens or in_header or named else None
    if words.WE_WERE.search(before) and words.BEEN.search(before):
        return "acquired"
    name = _NAME.match(after)
    by_us = before.strip().lower().endswith(("we", "have", "been"))
    return "acquired" if name and value[:_HEADER].startswith(name[1]) and not by_us else None


_Reader = Callable[[str, int, int], str | None]
_READERS: Final[dict[str, tuple[passages.Pattern, _Reader]]] = {
    name: (passages.pattern(_PUBLIC if read is _public else TRIGGERS[name]), read)
    for name, read in {
        "funding_stage.series": _series,
        "funding_stage.seed": _seed,
        "funding_stage.bootstrapped": _bootstrapped,
        "funding_stage.unfunded": _unfunded,
        "funding_stage.went_public": _went_public,
        "funding_stage.public": _public,
        "funding_stage.acquired": _acquired,
    }.items()
}
