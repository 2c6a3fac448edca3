"""Amounts of money as people write them: symbols, codes, separators, multipliers.

Invariant: a figure that is not well-formed ("100,0000") is no figure; nothing is rounded or converted.
"""

from __future__ import annotations

import re

SYMBOLS = {
    "$": "USD", "US$": "USD", "CA$": "CAD", "C$": "CAD", "AU$": "AUD", "A$": "AUD", "S$": "SGD", "SG$": "SGD",
    "NZ$": "NZD", "HK$": "HKD", "MX$": "MXN", "NT$": "TWD", "R$": "BRL", "€": "EUR", "£": "GBP", "₹": "INR",
    "¥": "JPY", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₴": "UAH", "₱": "PHP", "฿": "THB", "zł": "PLN",
    "Rs": "INR",    "Rs.": "INR", "LPA": "INR",
}  # fmt: skip
CODES = [
    "USD", "EUR", "GBP", "CAD", "AUD", "NZD", "CHF", "INR", "SGD", "HKD", "JPY", "CNY", "KRW", "TWD",
    "SEK", "NOK", "DKK", "ISK", "PLN", "CZK", "HUF", "RON", "BGN", "ILS", "TRY", "UAH", "AED", "SAR",
    "QAR", "EGP", "ZAR", "NGN", "KES", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "PHP", "THB", "VND",
    "IDR", "MYR", "PKR", "BDT", "LKR",
]  # fmt: skip
WORDS = {"euro": "EUR", "euros": "EUR", "dollars": "USD", "rupees": "INR", "pounds": "GBP", "rmb": "CNY"}
WORDS |= {"cdn": "CAD", "yen": "JPY"}
LOCAL = {
    "US": "USD", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "GB": "GBP", "IN": "INR",
    "JP": "JPY", "CH": "CHF", "SE": "SEK", "NO": "NOK", "DK": "DKK", "PL": "PLN", "CZ": "CZK", "BR": "BRL",
    "MX": "MXN", "TW": "TWD", "IL": "ILS", "ZA": "ZAR",
    "AT": "EUR", "BE": "EUR", "CY": "EUR", "DE": "EUR", "EE": "EUR", "ES": "EUR", "FI": "EUR", "FR": "EUR",
    "GR": "EUR", "HR": "EUR", "IE": "EUR", "IT": "EUR", "LT": "EUR", "LU": "EUR", "LV": "EUR", "MT": "EUR",
    "NL": "EUR", "PT": "EUR", "SI": "EUR", "SK": "EUR",
}  # fmt: skip
DOLLARS = {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD"}
_MANY_DIGITS = {"JPY", "KRW", "VND", "IDR", "CLP", "COP", "HUF", "NGN", "PKR", "LKR"}

_CODE = "|".join(CODES)
CURRENCY = rf"(?:(?:US|CA|AU|SG|NZ|HK|MX|NT|[CASR])\$|(?:{_CODE})\b ?[$€£₹]?|[$€£₹¥₩₪₺₴₱฿]~?|Rs\.?(?=[ \d]))"
AFTER = rf"(?:(?:{_CODE}|CDN|RMB)\b|[$€£₹¥₪₴](?![\d ]*\d)|zł|LPA\b|(?i:euros?|rupees|dollars|pounds|yen)\b)"
FIGURE = r"(?:\d{1,3}(?: \d{3}){1,2}(?!\d)|\d(?:[\d.,'’]{0,12}\d)?)"
MULTIPLIER = (
    r"(?:[kK]|thousand|[mM](?:[mMnN]|illion)?|[bB](?:n|illion)?|[tT](?:rillion)?|L|LPA|[lL]a(?:kh|c)s?"
    r"|[cC](?:r|rores?))(?![A-Za-z])"
)

_FACTORS = {"k": 1e3, "t": 1e12, "m": 1e6, "b": 1e9, "l": 1e5, "c": 1e7}
_GROUPED = re.compile(r"\d{1,3}(?:([,.'’ ])\d{3})(?:\1\d{3})*\Z")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}\Z")
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}\Z")
_GROUPED_DECIMAL = re.compile(r"(\d{1,3}(?:([,.])\d{3})+)(?!\2)[.,](\d{1,2})\Z")


def figure(written: str, scaled: bool) -> float | None:
    """The number that `written` stands for, None if it is no number. `scaled`: a multiplier follows it."""
    if written.isdecimal():
        return float(written)
    if _DECIMAL.match(written):
        return float(written.replace(",", "."))
    if _GROUPED.match(written):
        if scaled and written.count(".") == 1 and "," not in written:
            return float(written)
        return float(re.sub(r"\D", "", written))
    if _INDIAN.match(written):
        return float(written.replace(",", ""))
    if parts := _GROUPED_DECIMAL.match(written):
        return float(re.sub(r"\D", "", parts[1]) + "." + parts[3])
    return None


def factor(multiplier: str | None) -> float:
    """What a multiplier stands for: "k" 1000, "lakh" and "LPA" 100000."""
    if not multiplier:
        return 1
    return 1e3 if multiplier.lower() == "thousand" else _FACTORS[multiplier[0].lower()]


def currency_of(written: str | None) -> str | None:
    """ISO 4217 code of a symbol, a code, a word or a code with a symbol ("USD $")."""
    if not written:
        return None
    written = written.strip(" ~")
    if code := SYMBOLS.get(written) or WORDS.get(written.lower()):
        return code
    return written[:3].upper() if written[:3].upper() in CODES else None


def is_plausible(amount: float, currency: str | None, period: str) -> bool:
    """Whether anyone is paid `amount` in a `period`; wide, so that only other kinds of money are refused."""
    low, high = {"year": (1e4, 3e6), "month": (300, 1e5), "day": (40, 1e4), "hour": (4, 2e3)}[period]
    if currency in _MANY_DIGITS:
        low, high = 30 * low, 2_000 * high
    elif currency not in DOLLARS | {"EUR", "GBP", "CHF", None}:
        high = 100 * high
    return low <= amount <= high
