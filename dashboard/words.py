"""How a value of the public columns is said on the screen.

Invariant: nothing is concluded here. A range stays a range and keeps its basis; None is "unknown", never 0 or
blank. The labels below also stand in the URL (a filter's value there is its label), so they change as rarely
as column names.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from pipeline.source_names import TITLES, infers

Row = Mapping[str, Any]

UNKNOWN = "unknown"
DASH = "–"

STAGES = {
    "pre_seed": "Pre-seed",
    "seed": "Seed",
    "series_a": "Series A",
    "series_b": "Series B",
    "series_c": "Series C",
    "series_d_plus": "Series D+",
    "bootstrapped": "Bootstrapped",
    "public": "Public",
    "acquired": "Acquired",
}
FAMILIES = {
    "ml_engineer": "ML engineer",
    "ai_engineer": "AI engineer",
    "research_scientist": "Research scientist",
    "research_engineer": "Research engineer",
    "data_scientist": "Data scientist",
    "ml_platform": "ML platform",
    "other": "Other",
}
SENIORITIES = {
    "intern": "Intern",
    "junior": "Junior",
    "mid": "Mid",
    "senior": "Senior",
    "staff": "Staff",
    "principal": "Principal",
    "lead": "Lead",
    "manager": "Manager",
    "head": "Head",
    "executive": "Executive",
}
WORK_MODES = {"remote": "Remote", "hybrid": "Hybrid", "onsite": "On-site"}
REGIONS = {
    "worldwide": "Worldwide",
    "europe": "Europe",
    "north_america": "North America",
    "latin_america": "Latin America",
    "asia": "Asia",
    "africa": "Africa",
    "oceania": "Oceania",
    "emea": "EMEA",
    "apac": "APAC",
    "americas": "Americas",
}
EMPLOYMENT_TYPES = {
    "full_time": "Full-time",
    "part_time": "Part-time",
    "contract": "Contract",
    "temporary": "Temporary",
    "internship": "Internship",
}
SOURCES = {
    **TITLES,
    "yc_directory": "YC directory",
    "posting": "a posting",
    "board field": "a field of the board",
}
BASES = {
    "stated": "stated",
    "from_team_size": "from team size",
    "title_hint": "hint in the title",
    "from_directory": "from a directory",
    "from_source_field": "from a field of the board",
    "inferred": "inferred",
}
PERIODS = {"hour": "an hour", "day": "a day", "month": "a month", "year": "a year"}
CURRENCY_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}

COUNTRIES = {
    "AE": "United Arab Emirates", "AR": "Argentina", "AT": "Austria", "AU": "Australia", "BE": "Belgium",
    "BG": "Bulgaria", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland", "CL": "Chile", "CN": "China",
    "CO": "Colombia", "CR": "Costa Rica", "CY": "Cyprus", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark",
    "EE": "Estonia", "EG": "Egypt", "ES": "Spain", "FI": "Finland", "FR": "France", "GB": "United Kingdom",
    "GR": "Greece", "HK": "Hong Kong", "HR": "Croatia", "HU": "Hungary", "ID": "Indonesia", "IE": "Ireland",
    "IL": "Israel", "IN": "India", "IT": "Italy", "JP": "Japan", "KE": "Kenya", "KR": "South Korea",
    "LT": "Lithuania", "LU": "Luxembourg", "LV": "Latvia", "MT": "Malta", "MX": "Mexico", "MY": "Malaysia",
    "NG": "Nigeria", "NL": "Netherlands", "NO": "Norway", "NZ": "New Zealand", "PE": "Peru",
    "PH": "Philippines", "PK": "Pakistan", "PL": "Poland", "PT": "Portugal", "RO": "Romania",
    "RS": "Serbia", "SA": "Saudi Arabia", "SE": "Sweden", "SG": "Singapore", "SI": "Slovenia",
    "SK": "Slovakia", "TH": "Thailand", "TR": "Türkiye", "TW": "Taiwan", "UA": "Ukraine",
    "US": "United States", "UY": "Uruguay", "VN": "Vietnam", "ZA": "South Africa",
}  # fmt: skip
"""Names of the ISO 3166-1 codes that startups hire in most; any other code is shown as it is."""


_VALUES = {
    "true": "yes",
    "false": "no",
    **STAGES,
    **FAMILIES,
    **SENIORITIES,
    **WORK_MODES,
    **REGIONS,
    **EMPLOYMENT_TYPES,
}


def country(code: str) -> str:
    """A country's name, or its code where we have no name for it."""
    return COUNTRIES.get(code, code)


def span(low: int | None, high: int | None) -> str | None:
    """ "6–8", "6", "50+", "up to 20"; None when nothing is known."""
    if low is None and high is None:
        return None
    if high is None:
        return f"{low:,}+"
    if low is None:
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,}{DASH}{high:,}"


def hire_number(row: Row) -> str:
    """ "6–8", or "unknown"."""
    return span(row["hire_number_min"], row["hire_number_max"]) or UNKNOWN


def hire_basis(row: Row) -> str:
    """What the hire number stands on: "from team size", "stated"; "" when it is unknown."""
    basis = row["hire_number_basis"]
    return BASES.get(basis, str(basis)) if basis else ""


def hire_with_basis(row: Row) -> str:
    """ "6–8 · from team size", or "unknown"."""
    return " · ".join(part for part in (hire_number(row), hire_basis(row)) if part)


def function_hire_number(row: Row) -> str:
    """The same number within the function (first ML engineer = 1); "first" where only that is said."""
    said = span(row["function_hire_number_min"], row["function_hire_number_max"])
    return said or ("first" if row["first_in_function"] else UNKNOWN)


def team_size(row: Row) -> str:
    """ "7", "5–10", "50+", or "unknown"."""
    return span(row["team_size_min"], row["team_size_max"]) or UNKNOWN


def engineering_team(row: Row) -> str:
    """How many engineers there are, or "unknown"."""
    return span(row["eng_size_min"], row["eng_size_max"]) or UNKNOWN


def stage(row: Row) -> str:
    """ "Seed", "Seed, inferred", or "unknown"."""
    found = STAGES.get(row["funding_stage"], row["funding_stage"]) or UNKNOWN
    return f"{found}, inferred" if infers(row.get("funding_stage_source")) else found


def family(row: Row) -> str:
    """ "ML engineer"."""
    return FAMILIES.get(row["role_family"], str(row["role_family"]))


def seniority(row: Row) -> str:
    """ "Senior", or "unknown"."""
    return SENIORITIES.get(row["seniority"], row["seniority"]) or UNKNOWN


def source(name: str | None) -> str:
    """ "Hacker News", "a posting", "posting lever/acme/1", or "unknown"."""
    return SOURCES.get(name or "", name or UNKNOWN)


def stated_value(text: str) -> str:
    """The value of a piece of evidence in words: "Seed" for seed, "yes" for true; else as it is."""
    return _VALUES.get(text, text)


def as_of(row: Row, stem: str) -> str:
    """Where and when a company fact comes from: "YC directory, 1 Oct 2026"; "" when neither is known."""
    parts = [source(row[f"{stem}_source"]) if row[f"{stem}_source"] else "", day(row[f"{stem}_as_of"], "")]
    return ", ".join(part for part in parts if part)


def work_modes(row: Row) -> str:
    """ "Remote, hybrid", or "unknown"."""
    modes = [WORK_MODES.get(mode, mode) for mode in row["work_modes"] or ()]
    return ", ".join(modes[:1] + [mode.lower() for mode in modes[1:]]) or UNKNOWN


def places(row: Row, most: int = 2) -> str:
    """Cities if there are any, else countries, else regions; "unknown" if there are none."""
    cities, countries = list(row["cities"] or ()), [country(code) for code in row["countries"] or ()]
    regions = [REGIONS.get(region, region) for region in row["regions"] or ()]
    if len(cities) == 1 and len(countries) == 1 and cities != countries:
        return f"{cities[0]}, {countries[0]}"
    names = cities or countries or regions
    more = f" +{len(names) - most}" if len(names) > most else ""
    return (" · ".join(names[:most]) + more) or UNKNOWN


def places_and_modes(row: Row) -> str:
    """ "Berlin, Germany · Hybrid", only what is known of it, or "unknown"."""
    known = [shown for shown in (places(row), work_modes(row)) if shown != UNKNOWN]
    return " · ".join(known) or UNKNOWN


def money(amount: float, currency: str | None) -> str:
    """ "$150k", "€72.5k", "PLN 9k", "$45"; without a currency only the figure."""
    sign = CURRENCY_SIGNS.get(currency or "")
    return f"{sign}{_figure(amount)}" if sign else f"{currency or ''} {_figure(amount)}".strip()


def pay(row: Row) -> str:
    """ "$150k–$180k a year", "PLN 12k–15k a month", "from €70k a year", "up to £90k", or "unknown"."""
    low, high, currency = row["salary_min"], row["salary_max"], row["salary_currency"]
    if low is None and high is None:
        return UNKNOWN
    if low is None or high is None:
        amount = f"from {money(low, currency)}" if high is None else f"up to {money(high, currency)}"
    elif low == high:
        amount = money(low, currency)
    else:
        upper = money(high, currency) if currency in CURRENCY_SIGNS else _figure(high)
        amount = f"{money(low, currency)}{DASH}{upper}"
    notes = (amount, PERIODS.get(row["salary_period"] or "", ""), "" if currency else "(currency unknown)")
    return " ".join(filter(None, notes))


def _figure(amount: float) -> str:
    return f"{amount / 1000:.5g}k" if amount >= 1000 else f"{amount:,.0f}"


def equity(row: Row) -> str:
    """ "0.5–1.5 %", "offered", "not offered", or "unknown"."""
    low, high = row["equity_min_pct"], row["equity_max_pct"]
    if low is not None or high is not None:
        if low is None or high is None:
            return f"from {low:g} %" if high is None else f"up to {high:g} %"
        return f"{low:g} %" if low == high else f"{low:g}{DASH}{high:g} %"
    return {True: "offered", False: "not offered", None: UNKNOWN}[row["equity_offered"]]


def visa(row: Row) -> str:
    """ "sponsored", "not sponsored", or "unknown"."""
    return {True: "sponsored", False: "not sponsored", None: UNKNOWN}[row["visa_sponsorship"]]


def employment(row: Row) -> str:
    """ "Full-time", or "unknown"."""
    return EMPLOYMENT_TYPES.get(row["employment_type"], row["employment_type"]) or UNKNOWN


def day(value: datetime | date | str | None, missing: str = UNKNOWN) -> str:
    """ "24 Nov 2026" of an instant or an ISO 8601 text; `missing` when there is none."""
    if value is None or value == "":
        return missing
    if isinstance(value, str):
        return _read_day(value)
    return f"{value.day} {value:%b %Y}"


def _read_day(text: str) -> str:
    try:
        return day(datetime.fromisoformat(text))
    except ValueError:
        return text


def ago(age: timedelta) -> str:
    """ "3 days", "5 hours", "12 minutes"."""
    minutes = max(0, int(age.total_seconds() // 60))
    if minutes >= 48 * 60:
        return count(minutes // (24 * 60), "day")
    return count(minutes // 60, "hour") if minutes >= 120 else count(minutes, "minute")


def count(number: int, one: str, many: str | None = None) -> str:
    """ "1 role", "1,234 roles"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
