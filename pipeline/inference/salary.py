"""Base pay of the role on offer, from the source's fields or from the text.

Invariant: the first pay that the text states is taken as it stands; funding, revenue, bonuses, stipends,
equity values and pension plans are no pay, on-target earnings stand in when no base is told,
and nothing is converted. Pay by the week has no place in our periods and stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scrapers.items import PublishedPay

from pipeline.inference.money import (
    AFTER,
    CURRENCY,
    DOLLARS,
    FIGURE,
    LOCAL,
    MULTIPLIER,
    currency_of,
    factor,
    figure,
    is_plausible,
)
from pipeline.inference.text import Pay, Stated, Text

TRIGGERS = {
    "salary.symbol": r"[$€£₹¥₩₪₺₴₱฿] ?[0-9]|[0-9]k? ?[€£₹₪₴]|\brs\.? ?[0-9]|[0-9] ?zł",
    "salary.code": r"\b(?:usd|eur|gbp|cad|cdn|aud|nzd|chf|inr|sgd|hkd|jpy|sek|nok|dkk|pln|czk|huf|ron|ils"
    r"|aed|zar|brl"
    r"|mxn|euros?|rupees|lpa|lakhs?|lacs?)\b",
    "salary.thousands": r"\b(?:[1-35-9][0-9]{1,2}|4(?:0[02-9]|[1-9][0-9]|[0-9])|[1-9][0-9])k\b",
}

_LEAD = r"(?:\+|\bplus|\band|,|•|-|–|&|\()?"
_RANGE = re.compile(
    rf"(?P<between>\b[Bb]etween )?(?P<pre1>{CURRENCY} ?)?(?<![\d.,])(?!401 ?\(?[kK])(?P<n1>{FIGURE})"
    rf"(?P<m1> ?{MULTIPLIER})?(?P<plus1>\+)?(?P<post1> ?{AFTER})?"
    rf"(?:(?:(?: ?/ ?| per | a )(?:yr|year|annum|hr|hour|month|mo|day))?"
    rf"(?: ?(?:-{{1,2}}|–|—|‒|−|~|→|->) ?| to | bis | up to |(?(between) and | to ))"
    rf"(?P<pre2>{CURRENCY} ?)?(?P<n2>{FIGURE})(?P<m2> ?{MULTIPLIER})?(?P<plus2>\+)?(?P<post2> ?{AFTER})?)?"
)
_PERIODS = (
    ("hour", r"hours?|hrs?|h"),
    ("day", r"days?|diem"),
    ("week", r"weeks?|wk"),
    ("month", r"months?|mo|mth|m|mon"),
    ("year", r"years?|yrs?|y|annum|a|anno"),
)
_UNIT = "|".join(f"(?P<{name}>{words})" for name, words in _PERIODS)
_PERIOD_AFTER = re.compile(
    rf"[ )*]{{0,3}}(?:(?:gross|brutto|base|cash|net|fixed|salary|{AFTER})\b[ ,)]{{0,2}}){{0,3}}"
    rf"(?:(?:/|\bper |\bp\.? ?|\bpro |\ban? |\beach ){{1}} ?(?:{_UNIT})\b|(?P<year2>annual(?:ly|ised"
    rf"|ized)?|yearly|p\.a|pa\b)"
    rf"|(?P<month2>monthly|pcm)|(?P<hour2>hourly)|(?P<day2>daily)|(?P<week2>weekly))",
    re.IGNORECASE,
)
_PERIOD_BEFORE = re.compile(
    r"(?:(?P<hour>hourly|per hour)|(?P<day>daily|day rate|per day)|(?P<week>weekly)|(?P<month>monthly"
    r"|per month)"
    r"|(?P<year>annual|yearly|per year))[\w ,()]{0,40}(?:: ?|is |of |from |between |range |– |- |\W)*\Z",
    re.IGNORECASE,
)
_UP_TO = re.compile(
    r"(?:\bup ?to|\bmax(?:imum)?(?: of)?|\bas (?:high|much) as|\bbis(?: zu)?|\bunder|≤|<) ?(?:about )?\Z",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"(?:\bfrom|\bstart(?:ing|s)? (?:at|from|salary)(?: of)?|\bat least|\bmin(?:imum)?(?: of)?|\bab|\bover"
    r"|\babove"
    r"|\bmore than|≥|>) ?\Z",
    re.IGNORECASE,
)
_OTHER_BEFORE = re.compile(
    r"\b(?:rais(?:ed?|ing)|funding|funded|revenues?|[am]rr|gmv|aum|valuation|valued|bonus(?:es)?|stipends?"
    r"|budgets?|referrals?"
    r"|rewards?|bount(?:y|ies)|grants?|prizes?|credits?|sav(?:e[sd]?|ings?)|spen(?:d|t|ding)|worth|costs?"
    r"|costing|deals?"
    r"|contracts? (?:of|worth|valued)|pric(?:e[sd]?|ing)|fees?|allowances?|relocation|sign(?:ing)?[- ]?on"
    r"|learning|equipment"
    r"|equity (?:worth|of|valued|value|package of)|rsus?|acv|commissions?|investments?|invested|backed"
    r"|exit|sold|acquired"
    r"|process(?:ing|es|ed)?|fraud|customers?|clients?|loans?|insurance|match(?:ing)?|donat\w+|assets"
    r"|insur\w+)"
    r"(?:[ :]+[\w'’&%]+){0,3}[ :(]*\Z",
    re.IGNORECASE,
)
_OTHER_AFTER = re.compile(
    r"[ -]?(?:in |of |worth of |for )?(?:our |your |a |an |the |annual(?:ly)? |monthly |yearly |total "
    r"|recurring |cloud |api |gpu )*"
    r"(?:pre-?seed|seed|series|round|fund(?:ing|ed|s|raise)?|rais(?:e|ed|ing)|invest\w*|valuation|[am]rr"
    r"|revenues?|gmv|tvl|acv"
    r"|aum|deals?|contracts?|sales|assets|capital|volume|savings|credits?|grants?|market|industry|budgets?"
    r"|stipends?"
    r"|(?:sign(?:ing)?(?:[- ]?on)? |retention |referral |performance |relocation )?bonus|referral"
    r"|reimburse\w*|allowance|relocation"
    r"|prize|fine|cheaper|saved|users|customers?|followers|stars|companies|people|employees|lines|tokens"
    r"|requests|qps|rps"
    r"|gpus?|nodes|param\w+|images|downloads|developers|merchants|business(?:es)?|stock|equity|rsus?"
    r"|options|shares|commission"
    r"|learning|education|wellness|home|equipment|per (?:customer|user|seat|deal|person|closed))\b",
    re.IGNORECASE,
)
_PAY_BEFORE = re.compile(
    r"\b(?:salar(?:y|ies)|compensation|comp|base|pay|pays|paying|package|remuneration|wages?|rate|gehalt"
    r"|salaire|earn|offer(?:ing)?"
    r"|range|ote|tc|cash|stipend)\b[^.;|]{0,60}\Z",
    re.IGNORECASE,
)
_PAY_AFTER = re.compile(
    rf"[ )]{{0,2}}(?:base|salary|annual|gross|cash|comp\b|total comp|doe\b|depending|ote\b|basic|fixed"
    rf"|{_LEAD} ?(?:\w+ ){{0,3}}"
    r"(?:equity|benefits|bonus|options|stock|profit|esop|\d[\d.]*%))",
    re.IGNORECASE,
)
_CELL_BEFORE = re.compile(r"(?:^|[|(\[:–—-]) ?\Z")
_CELL_AFTER = re.compile(
    rf"[ )\]]{{0,2}}(?:$|[|(\[,;.•–—-]|{_LEAD} ?(?:\w+ ){{0,2}}(?:equity|bonus|benefits|options|stock)"
    rf"|base|gross|tc\b|ote\b"
    rf"|doe\b|depending|based on|annual|per\b|/ ?y|a year)",
    re.IGNORECASE,
)
_OTE_BEFORE = re.compile(
    r"\b(?:ote|on[- ]target(?: earnings)?|total (?:comp|compensation|cash))\b[^.;"
    r"|,\d]{0,20}\Z",
    re.IGNORECASE,
)
_OTE_AFTER = re.compile(r"[ (]{0,2}(?:ote|on[- ]target)\b", re.IGNORECASE)
_CANDIDATE = re.compile(
    r"\b\d[\d.,' –—-]{0,20} ?(?:[kK]\b|L(?:PA|akhs?|acs?)?\b|lakhs?\b|[A-Z]{3}\b|euros?\b|zł|[€£])"
    r"|\b[A-Z]{3} ?\d"
)
_SYMBOL = ("$", "€", "£", "₹", "¥", "₩", "₪", "₺", "₴", "₱", "฿")
MAX_LINE = 4_000
"""A longer line is read so far; nobody states pay after a page without a line end."""
MAX_LINES = 40


@dataclass(frozen=True, slots=True)
class _Found:
    pay: Pay
    is_ote: bool


def salary(text: Text, country_hint: str | None = None) -> Stated[Pay] | None:
    """The first base pay stated in `text`; else the first on-target earnings.

    `country_hint` (ISO 3166-1 alpha-2) says whose dollars a bare "$" means and whose money a bare figure;
    without it "$" is USD and a bare figure has no currency.
    """
    if not any(hit.startswith("salary.") for hit in text.hits):
        return None
    second: _Found | None = None
    for line in _lines(text):
        for found in _in_line(line, country_hint):
            if not found.is_ote:
                return Stated(found.pay, found.pay.raw)
            second = second or found
    return Stated(second.pay, second.pay.raw) if second else None


def published_pay(pay: Sequence[PublishedPay]) -> Pay | None:
    """The first tier that has a figure in a period of ours: what a board shows first."""
    for tier in pay:
        if tier.period == "week" or (tier.min is None and tier.max is None):
            continue
        low, high = _whole(tier.min), _whole(tier.max)
        if (low or high) and not (low and high and low > high):
            return Pay(low or None, high or None, tier.currency, tier.period, tier.raw or _span(low, high))
    return None


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _span(low: int | None, high: int | None) -> str:
    return f"{low}" if high in (None, low) else f"up to {high}" if low is None else f"{low} - {high}"


def _lines(text: Text) -> Iterator[str]:
    """Lines that may hold an amount, in order."""
    value, starts = text.value, set[int]()
    if "salary.symbol" in text.hits:
        for symbol in _SYMBOL:
            at = value.find(symbol)
            while at >= 0 and len(starts) < 10 * MAX_LINES:
                starts.add(value.rfind("\n", 0, at) + 1)
                end = value.find("\n", at)
                at = value.find(symbol, end) if end >= 0 else -1
    if "salary.code" in text.hits or "salary.thousands" in text.hits or "Rs" in value:
        match = _CANDIDATE.search(value)
        while match and len(starts) < 10 * MAX_LINES:
            starts.add(value.rfind("\n", 0, match.start()) + 1)
            end = value.find("\n", match.end())
            match = _CANDIDATE.search(value, end) if end >= 0 else None
    for start in sorted(starts)[:MAX_LINES]:
        end = value.find("\n", start)
        yield value[start : min(end if end >= 0 else len(value), start + MAX_LINE)]


def _in_line(line: str, hint: str | None) -> Iterator[_Found]:
    for match in _RANGE.finditer(line):
        if match["pre1"] or match["pre2"] or match["post1"] or match["post2"] or match["m1"] or match["m2"]:
            found = _read(match, line, hint)
            if found is not None:
                yield found


def _read(match: re.Match[str], line: str, hint: str | None) -> _Found | None:
    before, after = (
        _clause_before(line[max(0, match.start() - 90) : match.start()]),
        line[match.end() : match.end() + 60],
    )
    if before[-1:] in "-–—#/_" and before[-2:-1].isalnum():
        return None
    currency = _currency(match, hint)
    low, high = _ends(match)
    if low is None or _is_other_money(before, after):
        return None
    period, end = _period(before, after)
    if period is None:
        period = (
            "year" if max(low, high or 0) >= 1_000 and (match["m1"] or match["m2"] or low >= 10_000) else None
        )
    if (
        period in (None, "week")
        or not is_plausible(low, currency, period)
        or (high and not low <= high <= 15 * low)
    ):
        return None
    explicit = bool(match["pre1"] or match["pre2"] or match["post1"] or match["post2"])
    if not _is_pay(match, line, before, after, explicit):
        return None
    raw = line[match.start() : match.end() + end].strip()
    bounds = _open_ended(match, before, round(low), None if high is None else round(high))
    return _Found(
        Pay(*bounds, currency, period, raw), bool(_OTE_BEFORE.search(before) or _OTE_AFTER.match(after))
    )


def _clause_before(before: str) -> str:
    """The words before an amount that belong to the same sentence or cell."""
    return re.split(r"[.!?;|•] |\| ?|\) \(", before)[-1]


def _currency(match: re.Match[str], hint: str | None) -> str | None:
    told = [currency_of(match[name]) for name in ("post2", "post1", "pre1", "pre2")]
    found = next((code for code in told if code), None)
    if match["m1"] in ("LPA", " LPA") or match["m2"] in ("LPA", " LPA"):
        found = found or "INR"
    if found is None:
        return LOCAL.get(hint or "")
    local = LOCAL.get(hint or "")
    is_bare_dollar = found == "USD" and not any(
        (match[n] or "").strip() not in ("", "$") for n in ("pre1", "post1", "pre2", "post2")
    )
    return local if is_bare_dollar and local in DOLLARS else found


def _ends(match: re.Match[str]) -> tuple[float | None, float | None]:
    m1, m2 = (match["m1"] or "").strip(), (match["m2"] or "").strip()
    first = figure(match["n1"], bool(m1))
    if match["n2"] is None:
        return (None, None) if first is None or _is_huge(m1) else (first * factor(m1), None)
    second = figure(match["n2"], bool(m2))
    if first is None or second is None or _is_huge(m1) or _is_huge(m2):
        return None, None
    if not m1 and m2 and first < 1_000:
        m1 = m2
    if not m1 and not m2 and first < 1_000 and 1_000 * first < second == 1_000 * (second // 1_000):
        m1 = "k"
    if m1 and not m2 and second < 1_000:
        m2 = m1
    return first * factor(m1), second * factor(m2)


def _is_huge(multiplier: str) -> bool:
    """Millions and more are what companies raise, not what people earn."""
    return multiplier[:1].lower() in ("m", "b", "t") and multiplier.lower() != "thousand"


def _period(before: str, after: str) -> tuple[str | None, int]:
    """The period that is named, and how many characters of `after` name it."""
    if match := _PERIOD_AFTER.match(after):
        name = next(name for name, words in match.groupdict().items() if words)
        return name.rstrip("2"), match.end()
    if match := _PERIOD_BEFORE.search(before):
        return next(name for name, words in match.groupdict().items() if words), 0
    return None, 0


def _is_other_money(before: str, after: str) -> bool:
    return bool(_OTHER_BEFORE.search(before) or _OTHER_AFTER.match(after))


def _is_pay(match: re.Match[str], line: str, before: str, after: str, explicit: bool) -> bool:
    """A range of money is pay unless something else is said; a single or bare figure needs a word for it."""
    if not explicit:
        return bool(_CELL_AFTER.match(after) and (_CELL_BEFORE.search(before) or _PAY_BEFORE.search(before)))
    if match["n2"] or _PAY_BEFORE.search(before) or _PAY_AFTER.match(after):
        return True
    return len(line) <= 120 or (" | " in line and len(line) <= 600)


def _open_ended(
    match: re.Match[str], before: str, low: int, high: int | None
) -> tuple[int | None, int | None]:
    if high is not None:
        return low, high
    if match["plus1"] or _FROM.search(before):
        return low, None
    return (None, low) if _UP_TO.search(before) else (low, low)
