"""Whether equity is offered, and how many percent.

Invariant: equity as pay, not as an asset class, a value or a product ("private equity", "diversity, equity
and inclusion", "equity research", "stock market"). Percentages are read only where they stand next to the
word, or next to a salary.
"""

from __future__ import annotations

import re
from typing import Final

from pipeline.inference import passages
from pipeline.inference.text import Equity, Stated, Text

_PERCENT = r"[0-9]{1,2}(?:\.[0-9]{1,4})?"

TRIGGERS: Final = {
    "equity.word": r"\bequity\b",
    "equity.grant": (
        r"\b(?:stock|share|phantom|virtual)[- ](?:options?|grants?|ownership|plans?|packages?|awards?"
        r"|units|purchase|shares|stock|schemes?|programs?|programmes?"
        r"|incentives?|based comp\w*)\b|\b(?:esops?|rsus?|vsops?|bspces?|espp|emi (?:options?|share"
        r"|equity)|equity options)\b"
    ),
    "equity.bare": r"(?:[+,&/]|\band|\bor|\bplus|\bcompany) ?(options|stock|shares)\b",
    "equity.stake": (
        r"\b(?:own(?:ership)?|an?|real|meaningful|personal)(?: (?:an?|real|meaningful|genuine))? (?:stake"
        r"|piece|slice"
        r"|share) (?:in|of) (?:the|our) (?:company|business|upside)\b"
    ),
    "equity.beside_pay": (
        r"[0-9]{2,3}(?:k|,[0-9]{3}) ?(?:usd|eur|gbp)? ?[•|+,/·;&] ?"
        r"[0-9](?:\.[0-9]{1,3})? ?%? ?(?:-|–|—|to) ?[0-9](?:\.[0-9]{1,3})? ?%"
    ),
}

_I = re.IGNORECASE
_NOT_PAY_BEFORE = passages.expression(
    r"\b(?:private|public|home|health|pay|employment|brand|racial|gender|social|customer|global|growth"
    r"|promot\w+"
    r"|advanc\w+"
    r"|educational|economic|structured|data|wage|internal|crypto|listed|delta|for|about|on|debt and"
    r"|rates and) $"
    r"|\b(?:diversity|inclusion|inclusivity|belonging|justice|fairness|dei|access|fixed income|fx|private)"
    r"(?:,|:| and| &|, and)? $"
)
_SUBJECT = passages.expression(
    r"\b(?:understanding of|knowledge of|expertise in|familiar(?:ity)? with|articulate|raised|raising"
    r"|customers|clients"
    r"|start-?ups|companies)\b[^.;|+]{0,30}$"
)
_BOUGHT = passages.expression(r"\b(?:bought|buy|sold|sell|acquired?|took|invest\w*)\b[^.;]{0,20}$")
_NOT_PAY_AFTER = passages.expression(
    r"^(?: of (?:key|the (?!company)|your|our|these|it)|,? (?:and|&) (?:inclusion|diversity|belonging"
    r"|justice|debt|fixed|inclusive)|,? ?(?:inclusion"
    r"|diversity)|[/ ]*inclusion"
    r"| (?:research|valuations?|markets?|trading|traders?|derivatives?|analysts?|analysis|investors?"
    r"|investments?|capital markets"
    r"|management|firms?|funds?|crowdfunding|issues|lens|partners?|financing|raise|administration"
    r"|plan administration|data"
    r"|holders|securities|portfolios?|strateg\w+|options trading|method|theory|in (?:health|education"
    r"|access)|among|across"
    r"|for (?:all(?! (?:full|employee|role|staff|team|hire))|under))\b)"
)
_RULED_OUT = passages.expression(
    r"\b(?:no|not? offer\w*(?: any)?|without|do(?:es)? not (?:offer|include|come with)(?: any)?"
    r"|don[’']t (?:offer|have|give)(?: any)?"
    r"|doesn[’']t (?:offer|include)(?: any)?|not eligible for|(?:in lieu|instead) of(?: [\w-]+)?"
    r"|rather than(?: [\w-]+)?|unable to offer)(?: stock| share)? $"
)
_PAY_WORDS = passages.expression(
    r"\b(?:salary|cash|compensation|comp|base|bonus(?:es)?|benefits?|pay|401\(?k\)?|package|generous"
    r"|meaningful|competitive|early"
    r"|offer\w*|perks?|vacation|pto|insurance|[0-9]k|usd|eur|gbp|company|employees?)\b|[$€£+]"
)
_BARE_NO = passages.expression(
    r"^(?: (?:market|exchange|trad\w+|photo\w*|images?|media|level\w*|price\w*|data|out|for|of|are"
    r"|available|include|to|such|that|in(?! (?:an?|the|our) [^.]{0,30}(?:company|start-?up|business))"
    r"|on|with|at|like|analy\w+|broker\w*|pick\w*|our|the|we|between)\b|[-:])"
)
_RANGE = re.compile(
    rf"(?P<low>{_PERCENT}) ?%? ?(?:[-–—]|to) ?(?P<high>{_PERCENT}) ?%|(?P<upto>up to "
    rf"|max(?:imum)? )?(?P<one>{_PERCENT}) ?%(?P<plus> ?\+|\+)?",
    _I,
)
_LINK = passages.expression(
    r"^(?: (?:in|of|as|emi|company|early|founding|founder|co-?founder|real|meaningful|common|stock|vested"
    r"|fully|an?))*[ :]*$"
)
_LINK_AFTER = passages.expression(
    r"^(?: (?:grant|package|range|stake|options|component|compensation|offer|share|ownership|only|pool))?"
    r" ?(?:[:(\[–—-]| of| is| at| from| between| range:?| ~){0,3} ?(?:of |between |from |~|circa "
    r"|approx\.? )?$"
)


def equity(text: Text) -> Stated[Equity] | None:
    """Equity on offer, with percentages where stated; `offered` False where ruled out; None when unsaid."""
    best: Stated[Equity] | None = None
    for names, expression, read in _READERS:
        if names.isdisjoint(text.hits):
            continue
        for found in passages.matches(expression, text.value):
            start, end = found.span(len(found.spans) - 1)
            if best and best.value.offered and "%" not in text.value[max(0, start - 45) : end + 45]:
                continue
            stated = read(text.value, start, end)
            if stated and (best is None or _tells(stated.value) > _tells(best.value)):
                best = stated
    return best


def _tells(offer: Equity) -> int:
    """How much an offer says: percentages more than the bare word, and that more than a refusal."""
    return 2 if (offer.min_pct, offer.max_pct) != (None, None) else int(offer.offered)


def _word(value: str, start: int, end: int) -> Stated[Equity] | None:
    before, after = passages.before(value, start, 40), passages.after(value, end, 50)
    if _NOT_PAY_BEFORE.search(before[-25:]) or _NOT_PAY_AFTER.match(after) or after[:1] in tuple("_@="):
        return None
    if before[-1:] in tuple("-_.@#") or (before[-1:] == "/" and not _PAY_WORDS.search(before[-20:])):
        return None
    if _SUBJECT.search(before):
        return None
    if _RULED_OUT.search(before):
        return Stated(Equity(offered=False), _quote(value, start, end))
    low, high, quoted = _percent(value, start, end)
    return Stated(Equity(True, low, high), quoted or _quote(value, start, end))


def _bare(value: str, start: int, end: int) -> Stated[Equity] | None:
    """ "salary + options", "base, bonus and stock": a word that is equity only in a list of pay."""
    near, after = passages.before(value, start, 30), passages.after(value, end, 60)
    if _BARE_NO.match(after) or not _PAY_WORDS.search(near):
        return None
    return _word(value, start, end)


def _stake(value: str, start: int, end: int) -> Stated[Equity] | None:
    """ "you will own a stake in the company", not one that was bought or sold."""
    bought = _BOUGHT.search(passages.before(value, start, 40))
    return None if bought else Stated(Equity(offered=True), _quote(value, start, end))


def _beside_pay(value: str, start: int, end: int) -> Stated[Equity] | None:
    """ "$150k-$180k, 0.5% - 1.0%": a range of small percentages right after a salary."""
    ranges = list(_RANGE.finditer(value[start:end]))
    return Stated(Equity(True, *_ends(ranges[-1])), passages.quote(value, start, end)) if ranges else None


def _percent(value: str, start: int, end: int) -> tuple[float | None, float | None, str | None]:
    """Percentages right before or right after the word, and the quote that holds both."""
    lead, tail = value[max(0, start - 45) : start], value[end : end + 45]
    if "%" not in lead and "%" not in tail:
        return None, None, None
    ranges = list(_RANGE.finditer(lead))
    if ranges and _LINK.match(lead[ranges[-1].end() :]):
        return (*_ends(ranges[-1]), passages.quote(value, start - len(lead) + ranges[-1].start(), end))
    found = _RANGE.search(tail)
    if found and _LINK_AFTER.match(tail[: found.start()]):
        return (*_ends(found), passages.quote(value, start, end + found.end()))
    return None, None, None


def _ends(found: re.Match[str]) -> tuple[float | None, float | None]:
    if found["one"]:
        one = float(found["one"])
        return (None if found["upto"] else one, None if found["plus"] else one)
    low, high = float(found["low"]), float(found["high"])
    return (low, high) if low <= high else (None, None)


def _quote(value: str, start: int, end: int) -> str:
    lead, tail = passages.before(value, start, 40), passages.after(value, end, 20)
    return passages.quote(value, start - len(lead.lstrip()), end + len(tail.rstrip()))


_WORDS = ("equity.word", "equity.grant")
_READERS: Final = tuple(
    (frozenset(names), passages.pattern("|".join(TRIGGERS[name] for name in names)), read)
    for names, read in (
        (_WORDS, _word),
        (("equity.bare",), _bare),
        (("equity.stake",), _stake),
        (("equity.beside_pay",), _beside_pay),
    )
)
