"""Base pay from the fields of a source.

Invariant: amounts stay as published; pay by the week has no place in our periods and stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.inference.text import Pay
from scrapers.items import PublishedPay

YEARLY_FROM = 20_000
YEARLY_CURRENCIES = frozenset({"USD", "EUR", "GBP", "CAD", "AUD", "CHF", "NZD", "SGD"})
"""Currencies in which nobody is paid that much a month or an hour."""


def published_pay(pay: Sequence[PublishedPay]) -> Pay | None:
    """The span of the tiers that share the first one's currency and period; weekly ones are left out.

    A source that gives no period (Greenhouse) means a year where the amount is too large for anything else.
    """
    usable = [tier for tier in pay if tier.period != "week" and _has_figures(tier)]
    if not usable:
        return None
    first = usable[0]
    tiers = [tier for tier in usable if (tier.currency, tier.period) == (first.currency, first.period)]
    lows, highs = [tier.min for tier in tiers], [tier.max for tier in tiers]
    low = None if None in lows else round(min(value for value in lows if value is not None))
    high = None if None in highs else round(max(value for value in highs if value is not None))
    if low and high and low > high:
        return None
    raw = "; ".join(dict.fromkeys(tier.raw for tier in tiers if tier.raw))
    period = first.period or _period_of(low or high, first.currency, raw)
    return Pay(low or None, high or None, first.currency, period, raw or _span(low, high))


def _has_figures(tier: PublishedPay) -> bool:
    ends = (tier.min, tier.max)
    return any(ends) and all(end is None or end >= 0 for end in ends)


def _period_of(amount: int | None, currency: str | None, raw: str) -> str | None:
    words = raw.lower()
    if "hour" in words:
        return "hour"
    if "annual" in words or "year" in words:
        return "year"
    return "year" if amount and amount >= YEARLY_FROM and currency in YEARLY_CURRENCIES else None


def _span(low: int | None, high: int | None) -> str:
    return f"{low}" if high in (None, low) else f"up to {high}" if low is None else f"{low} - {high}"
