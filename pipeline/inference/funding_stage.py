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
from pipeline.inference.text import Stated, Text

_EXCHANGES = r"nyse|nasdaq|tsxv?|lse|asx|aim|euronext|hkex|sgx|otc(?:qb|qx)?|tse|fse|xetra|nse|bse|six|cse"

TRIGGERS: Final = {
    "funding_stage.series": r"\bseries[ -]?[a-h]\b",
    "funding_stage.seed": r"\b(?:pre[- ]?)?seed\b",
    "funding_stage.bootstrapped": (
        r"\bboot[- ]?strapp(?:ed|ing)\b|\bself[- ](?:funded|financed)\b|\bcustomer[- ]funded\b"
        r"|\bnot vc[- ](?:funded|backed)"
        r"|\b(?:no|without|never (?:taken|raised)(?: any)?) (?:vcs?|venture capital|(?:outside"
        r"|external) (?:funding"
        r"|investors?|capital|investment|money))\b"
        r"|\bfunded (?:entirely |fully |only |solely )?by (?:our |its |paying )?(?:customers|revenues?"
        r"|profits?)\b"
    ),
    "funding_stage.public": (
        rf"\bpublicly[- ](?:traded|listed|held)\b|\b(?:{_EXCHANGES}) ?: ?[a-z0-9.]{{1,6}}\b"
        rf"|\bpublic company\b"
        rf"|\blisted on (?:the )?(?:{_EXCHANGES}|[a-z]+ stock exchange)\b"
    ),
    "funding_stage.acquired": r"\bacquired\b|\bacquisition by\b",
}

_ORDER: Final = (
    *("bootstrapped", "pre_seed", "seed", "series_a", "series_b", "series_c", "series_d_plus"),
    *("public", "acquired"),
)
"""Earliest first: of two stages stated, the later in this order is the latest."""

_I = re.IGNORECASE
_ROUND = r"(?:pre[- ]?seed|seed|series[ -]?[a-h]|[a-h])"
_OTHERS_BEFORE = re.compile(
    r"\b(?:experience[d]?|worked|working (?:at|in|with)|previous(?:ly)?|prior|background|been (?:at|in)"
    r"|scaled|grew"
    r"|helped|help(?:s|ing)? (?!us)|ideally|e\.g\.?|such as|clients (?:range|include|are)|customers|partnered"
    r"|invest(?:s|ed|ing)? in|portfolio|former(?:ly)?|exited|sold|co-?founded|founder (?:of|at)|they|your"
    r"|within an?|companies"
    r"|startups|career|familiar(?:ity)?|environments?|recruit(?:s|ing)?|agency|track record|staff(?:s"
    r"|ing)?|someone|either"
    r"|whether|alumni|acquired by|stints?|operators? (?:at|from)|journey|understanding)\b",
    _I,
)
_YET_TO_COME = re.compile(
    r"\b(?:prepar(?:e|es|ing)|approach(?:ing)?|upcoming|towards?|next|pre-?|future|plan(?:s|ning)?"
    r"|will (?!join|be)|to raise"
    r"|rais(?:e|ing)(?: an?| our| the)?|target(?:ing)?|ahead of|before|until|ready for|head(?:ed"
    r"|ing) (?:to|into)"
    r"|on (?:track|the path|our way) (?:to|for)|aim(?:s|ing)?(?: for| to)?|gear(?:ing)? up for|goal"
    r"|reach(?:ing)?|hit(?:ting)?"
    r"|close to|looking (?:to|for)|in the process of)(?: [\w$€£.’']+){0,3} ?-?$",
    _I,
)
_NO_STAGE_AFTER = re.compile(
    r"^(?:[- ]stage)?(?:"
    rf" ?(?:[-–—/+]|to|through|thru|or|or later|and|&|,) ?(?:early "
    rf"|a )?{_ROUND}(?:[- ]stage)?(?: or {_ROUND})?\+?"
    r" (?:[\w-]+ ){0,3}?(?:start-?ups|companies|businesses|clients|customers|founders|environments?|teams"
    r"|portfolio"
    r"|experience|saas companies|organizations|deals)\b"
    rf"| ?(?:[-–—/]|to|through|thru|or) ?(?:{_ROUND}\b|ipo\b|exit\b|growth\b|scale|public\b|late[rs]?\b"
    rf"|beyond\b)"
    r"| (?:(?!led|by|and|to|from|with|for|has|have|in\b|closed)[\w-]+ ){0,3}?(?:start-?ups|companies"
    r"|businesses|clients"
    r"|customers|founders|environments?|portfolio"
    r"|organizations)\b"
    r"| (?:[\w-]+ ){0,2}?(?:experience|fundrais\w*|in terms of|readiness|due diligence|deals?)\b"
    r"| ?\+? ?(?:start-?up|company|environment|org)\s?(?:before|\?|is a plus|preferred)"
    r"|[’']s\b)",
    _I,
)
_RANGE_BEFORE = re.compile(rf"{_ROUND} ?(?:stage )?(?:to|through|thru|or|[-–—/]) ?(?:an? |the )?$", _I)
_TIME_SERIES = re.compile(r"\b(?:time|tv|world|fourier|power|video|limited|mini|web) ?$|-$", _I)
_SEED_STAGE = re.compile(
    r"^(?: [$€£][0-9]|[- ]?(?:stage|staged|round|funding|funded|start-?up|company|extension|financing"
    r"|backed|capital|raise|raised|phase|\+"
    r"|investment|ai |fintech))",
    _I,
)
_SEED_MONEY = re.compile(
    r"(?:[$€£] ?[\d.,]+ ?(?:[mk]m?|mil\w*)?|[\d.,]+ ?[mk]m?[$€£]?(?: usd| eur)?|rais(?:ed|es)|closed"
    r"|closing|announc\w+"
    r"|secured|post|our|we[’']re|we are|is|round:?|stage:?|funding:?|funded|backed by)(?: (?:an?|our|the"
    r"|over|in|its|oversubscribed"
    r"|recent|in|usd|eur|[$€£][\d.,]+[mk]?m?))* ?[(|:]? ?$",
    _I,
)
_SEED_AFTER = re.compile(
    r"^\s*(?:$|[,.;)|(/]|- |– |— |led\b|by\b|from\b|last\b|this\b|in (?:20|q|j|f|m|a|s|o|n|d)|and\b|with\b"
    r"|backed)",
    _I,
)
_SEED_NO = re.compile(
    r"^[- ]?(?:data|investors?|funds?\b(?! )|firm|vc\b|venture|stage (?:[\w-]+ ){0,2}?(?:venture|vc|invest"
    r"|fund|firm)|bank|oil"
    r"|companies|investing|invest|accelerat|round investors?|corn|list|script|to[- ]|keyword|the|our|a\b)",
    _I,
)
_OWN_FOUNDER = re.compile(
    r"\b(?:founders?|previous|last|former|sold|exit\w*|who|his|her|their|i|looking for|experience"
    r"|startups)\b",
    _I,
)
_BOOT_NO = re.compile(
    r"^[- ]?(?:css|health|plans?\b|employers?|insur|generalist|(?:[\w-]+ ){0,2}(?:companies|startups"
    r"|founders|businesses|culture|people)\b)",
    _I,
)
_BOOTSTRAPPING = re.compile(r"\b(?:i[’']m|i am|we[’']re|we are|currently|still|proudly) ?$|^$", _I)
_LISTED_NO = re.compile(
    r"\b(?:customers?|clients?|including|include|like|such as|from|worked|subsidiary of|owned by|part of"
    r"|partner\w*|thousands of"
    r"|for|serv\w+|to|by|with|experience|ex-|users?|draft\w*|exited|founded|an? global|stocks?)\b[^.]{0,50}$",
    _I,
)
_LISTED_AFTER = re.compile(
    r"^ (?:[\w-]+ ){0,3}?(?:companies|banks|businesses|firms|clients|customers|corporations|brands"
    r"|experience)\b",
    _I,
)
_WE_WERE = re.compile(
    r"(?:\bwe(?:[’']re| are| were|[’']ve been| have been| just got| got|[’']ve)?|\b(?:company|team"
    r"|startup) (?:was|has been|is)"
    r"|^\W*|\| ?\W?|\bnow)(?: (?:recently|just|got|been|also|were|was|have|now)){0,3} ?$",
    _I,
)


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
    near = before[-70:]
    return bool(
        _OTHERS_BEFORE.search(near)
        or _YET_TO_COME.search(near)
        or _RANGE_BEFORE.search(near)
        or _NO_STAGE_AFTER.search(after)
    )


def _series(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    if _TIME_SERIES.search(before[-12:]) or _of_others(before, after):
        return None
    letter = value[end - 1].lower()
    return f"series_{letter}" if letter in "abc" else "series_d_plus"


def _seed(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    if (
        before.endswith(("/", "-", "_", "#", "@"))
        or after[:1] in ("/", "_", "@", "=")
        or _SEED_NO.search(after)
    ):
        return None
    if _of_others(before, after):
        return None
    if value[start : start + 3].lower() == "pre":
        return "pre_seed"
    named = _SEED_STAGE.search(after) or (_SEED_AFTER.search(after) and _SEED_MONEY.search(before))
    bracketed = before.endswith("(") and after[:1] in tuple("),")
    alone = value[start].isupper() and not before.strip(" (") and _SEED_AFTER.search(after)
    return "seed" if named or alone or bracketed else None


def _bootstrapped(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    if _BOOT_NO.search(after) or (_OWN_FOUNDER.search(before[-60:]) and not _BOOTSTRAPPING.search(before)):
        return None
    words = value[start:end].lower()
    if words.endswith("strapping"):
        of_company = re.search(r"^ (?:an?|the|our|this|[\w-]+ start-?up|start-?up)\b(?! culture)", after, _I)
        return "bootstrapped" if _BOOTSTRAPPING.search(before) and of_company else None
    if re.match(r"^ (?:dilution|experience|background|needed|required)", after, _I):
        return None
    return "bootstrapped"


def _public(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    if before.endswith(":") or _LISTED_NO.search(before) or _LISTED_AFTER.search(after):
        return None
    if value[start:end].lower() == "public company" and not re.search(
        r"\b(?:we are|we[’']re|is|as) an? $", before, _I
    ):
        return None
    return "public"


def _acquired(value: str, start: int, end: int) -> str | None:
    before, after = passages.before(value, start), passages.after(value, end)
    if re.match(r" by\b", after) or value[start:end].lower().endswith("by"):
        in_header = before.endswith("(") and end < 200
        return "acquired" if _WE_WERE.search(before) or in_header or before.endswith("our ") else None
    name = re.match(r" ([A-Z][\w.]*)", after)
    if (
        name
        and value[:80].startswith(name[1])
        and not before.strip().lower().endswith(("we", "have", "been"))
    ):
        return "acquired"
    return None


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
