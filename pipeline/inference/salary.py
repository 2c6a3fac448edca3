"""Base pay of the role on offer, from the source's fields or from the text.

Invariant: the first pay that the text states is taken as it stands; funding, revenue, bonuses, stipends,
equity values and pension plans are no pay, on-target earnings stand in when no base is told,
and nothing is converted. Pay by the week has no place in our periods and stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
from pipeline.inference.passages import pattern
from pipeline.inference.pay_words import (
    CELL_AFTER,
    CELL_BEFORE,
    FROM,
    OTE_AFTER,
    OTE_BEFORE,
    OTHER_AFTER,
    OTHER_BEFORE,
    PAY_AFTER,
    PAY_BEFORE,
    UP_TO,
)
from pipeline.inference.text import Pay, Stated, Text

TRIGGERS = {
    "salary.symbol": r"[$€£₹¥₩₪₺₴₱฿] ?[0-9]|[0-9]k? ?[€£₹₪₴]|\brs\.? ?[0-9]|[0-9] ?zł",
    "salary.code": r"\b(?:usd|eur|gbp|cad|cdn|aud|nzd|chf|inr|sgd|hkd|jpy|sek|nok|dkk|pln|czk|huf|ron|ils"
    r"|aed|zar|brl"
    r"|mxn|euros?|rupees|lpa|lakhs?|lacs?)\b",
    "salary.thousands": r"\b(?:[1-35-9][0-9]{1,2}|4(?:0[02-9]|[1-9][0-9]|[0-9])|[1-9][0-9])k\b",
}

_RANGE = re.compile(
    rf"(?P<between>\b[Bb]etween )?(?P<pre1>{CURRENCY} ?)?(?<![\d.,])(?!401 ?\(?[kK])(?P<n1>{FIGURE})"
    rf"(?P<over>\+)?(?P<m1> ?{MULTIPLIER})?(?P<plus1>\+)?(?P<post1> ?{AFTER})?"
    rf"(?:(?:(?: ?/ ?| per | a )(?:yr|year|annum|hr|hour|month|mo|day))?"
    rf"(?: ?(?:-{{1,2}}|–|—|‒|−|~|→|->|â) ?| [tT]o(?: a maximum of| up to)? | bis | up to "
    rf"|(?(between) and | to ))"
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
_CANDIDATE = pattern(
    r"\b\d[\d.,' –—-]{0,20} ?(?:[kK]\b|L(?:PA|akhs?|acs?)?\b|lakhs?\b|[A-Z]{3}\b|euros?\b|zł|[€£])"
    r"|\b[A-Z]{3} ?\d"
)
_SYMBOLS = tuple(symbol.encode() for symbol in "$€£₹¥₩₪₺₴₱฿")
_SYMBOLS_BEGIN = tuple(dict.fromkeys(symbol[:2] for symbol in _SYMBOLS))
_DIGIT = re.compile(r"\d")
_LEAD = 20
"""Characters that "between" and a currency take before a figure."""
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


def country_hint(countries: Sequence[str]) -> str | None:
    """Whose money a posting of these countries means: that of the United States, else of the only one."""
    if "US" in countries:
        return "US"
    return countries[0] if len(countries) == 1 else None


def _lines(text: Text) -> Iterator[str]:
    """Lines that may hold an amount, in order."""
    encoded, starts = text.value.encode("utf-8", "replace"), set[int]()
    if "salary.symbol" in text.hits:
        is_plain = len(encoded) == len(text.value)
        for beginning in _SYMBOLS_BEGIN[:1] if is_plain else _SYMBOLS_BEGIN:
            at = encoded.find(beginning)
            while at >= 0 and len(starts) < 10 * MAX_LINES:
                end = at + 1
                if encoded.startswith(_SYMBOLS, at):
                    starts.add(encoded.rfind(b"\n", 0, at) + 1)
                    end = encoded.find(b"\n", at)
                at = encoded.find(beginning, end) if end >= 0 else -1
    if "salary.code" in text.hits or "salary.thousands" in text.hits or b"Rs" in encoded:
        match = _CANDIDATE.search(encoded)
        while match and len(starts) < 10 * MAX_LINES:
            starts.add(encoded.rfind(b"\n", 0, match.start()) + 1)
            end = encoded.find(b"\n", match.end())
            match = _CANDIDATE.search(encoded, end) if end >= 0 else None
    for start in sorted(starts)[:MAX_LINES]:
        end = encoded.find(b"\n", start)
        yield encoded[start : end if end >= 0 else len(encoded)].decode()[:MAX_LINE]


def _in_line(line: str, hint: str | None) -> Iterator[_Found]:
    for match in _amounts(line):
        if match["pre1"] or match["pre2"] or match["post1"] or match["post2"] or match["m1"] or match["m2"]:
            found = _read(match, line, hint)
            if found is not None:
                yield found


def _amounts(line: str) -> Iterator[re.Match[str]]:
    """Every figure with what belongs to it, tried around digits only: the expression is slow."""
    at = 0
    while digit := _DIGIT.search(line, at):
        match = _RANGE.search(line, max(at, digit.start() - _LEAD))
        if match is None:
            return
        yield match
        at = match.end()


def _read(match: re.Match[str], line: str, hint: str | None) -> _Found | None:
    low, high = _ends(match)
    if low is None or (match["between"] and high is None):
        return None
    before = _clause_before(line[max(0, match.start() - 90) : match.start()])
    after = line[match.end() : match.end() + 60]
    if before[-1:] in "-–—#/_" and before[-2:-1].isalnum():
        return None
    currency = _currency(match, hint)
    if _is_other_money(before, after):
        return None
    period, end = _period(before, after)
    if period is None:
        period = (
            "year" if max(low, high or 0) >= 1_000 and (match["m1"] or match["m2"] or low >= 10_000) else None
        )
    if (
        period in (None, "week")
        or not is_plausible(low, currency, period)
        or (high is not None and not low <= high <= 15 * low)
    ):
        return None
    explicit = bool(match["pre1"] or match["pre2"] or match["post1"] or match["post2"])
    if not _is_pay(match, line, before, after, explicit):
        return None
    raw = line[match.start() : match.end() + end].strip()
    bounds = _open_ended(match, before, round(low), None if high is None else round(high))
    return _Found(
        Pay(*bounds, currency, period, raw), bool(OTE_BEFORE.search(before) or OTE_AFTER.match(after))
    )


def _clause_before(before: str) -> str:
    """The words before an amount that belong to the same sentence or cell."""
    return re.split(r"(?<![:•])[.!?;|•] |\| ?|\) \(", re.sub(r": ?[•-] ", ": ", before))[-1]


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
    return bool(OTHER_BEFORE.search(before) or OTHER_AFTER.match(after))


def _is_pay(match: re.Match[str], line: str, before: str, after: str, explicit: bool) -> bool:
    """A range of money is pay unless something else is said; a single or bare figure needs a word for it."""
    if not explicit:
        return bool(CELL_AFTER.match(after) and (CELL_BEFORE.search(before) or PAY_BEFORE.search(before)))
    if match["n2"] or PAY_BEFORE.search(before) or PAY_AFTER.match(after):
        return True
    return len(line) <= 120 or (" | " in line and len(line) <= 600)


def _open_ended(
    match: re.Match[str], before: str, low: int, high: int | None
) -> tuple[int | None, int | None]:
    if high is not None:
        return low, high
    if match["over"] or match["plus1"] or FROM.search(before):
        return low, None
    return (None, low) if UP_TO.search(before) else (low, low)
