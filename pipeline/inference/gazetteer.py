"""Names of countries, states, regions and cities, and what each may mean.

Invariant: a name maps to every meaning it has; choosing among them is the reader's work. `data/cities.csv`
comes from GeoNames (www.geonames.org, CC BY 4.0): cities of 100,000 people, in some countries of 40,000, with
their population in thousands. `data/place_names.csv` is written by hand: countries, states, regions, other
names of cities, words of prose that are also cities, and words that stand beside places in headers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from pipeline.inference.packaged import rows

TYPED_BY_HAND = 10**6
"""Weight of a city that the hand-written table names: it outweighs its namesakes."""
WEIGHT = 6
"""Where most technology jobs are, a city counts for so many times its people."""
_JOBS = "US CA GB IE DE FR NL CH AT BE SE NO DK FI IL AU NZ ES IT PT PL IN SG"
TECHNOLOGY = frozenset(_JOBS.split())
_WORDS = re.compile(r"[^\W\d_]+")
_PLAIN = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ð": "d",
    "þ": "th",
    "Ł": "L",
}
_LETTERS = str.maketrans(_PLAIN | {"Ø": "O", "Đ": "D", "İ": "I"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a name may stand for. `code`: ISO 3166-1 alpha-2 of a country, or a region of ours."""

    kind: str
    """country, countries (`code` holds several), state, region, city"""
    code: str
    name: str = ""
    state: str = ""
    weight: int = 0


def key(name: str) -> str:
    """`name` as it is looked up: lower case, without accents, its words apart by one space."""
    name = name.lower()
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name.translate(_LETTERS))
        name = "".join(c for c in parts if not unicodedata.combining(c))
    return " ".join(_WORDS.findall(name))


@cache
def names() -> dict[str, tuple[Meaning, ...]]:
    """Every name's meanings."""
    found: dict[str, list[Meaning]] = {}
    for row in rows("place_names.csv"):
        if row["kind"] in ("word", "filler"):
            continue
        is_city = row["kind"] == "city"
        meaning = Meaning(
            row["kind"],
            row["code"],
            row["name"] if is_city else row["written"],
            "" if is_city else row["name"],
            TYPED_BY_HAND if is_city else 0,
        )
        found.setdefault(key(row["written"]), []).append(meaning)
    for row in rows("cities.csv"):
        weight = int(row["thousands"]) * (WEIGHT if row["country"] in TECHNOLOGY else 1)
        plain = (
            unicodedata.normalize("NFKD", row["city"].translate(_LETTERS)).encode("ascii", "ignore").decode()
        )
        found.setdefault(key(row["city"]), []).append(
            Meaning("city", row["country"], plain, row["state"], weight)
        )
    return {name: tuple(meanings) for name, meanings in found.items()}


@cache
def reach() -> dict[str, int]:
    """The first word of every name, with the number of words of the longest name that begins so."""
    longest: dict[str, int] = {}
    for name in names():
        first, *others = name.split()
        longest[first] = max(longest.get(first, 1), 1 + len(others))
    return longest


@cache
def words() -> frozenset[str]:
    """Names of cities that are also words, people or products."""
    return frozenset(key(row["written"]) for row in rows("place_names.csv") if row["kind"] == "word")


@cache
def fillers() -> frozenset[str]:
    """Words that stand beside places in a header and name none ("hybrid", "only", "area")."""
    return frozenset(row["written"] for row in rows("place_names.csv") if row["kind"] == "filler")


@cache
def states(country: str) -> frozenset[str]:
    """Codes of the states or provinces of a country."""
    meanings = (m for listed in names().values() for m in listed)
    return frozenset(m.state for m in meanings if m.kind == "state" and m.code == country and m.state)


@cache
def codes() -> frozenset[str]:
    """Every ISO 3166-1 alpha-2 code that has a name here, and UK."""
    return frozenset(m.code for meanings in names().values() for m in meanings if m.kind == "country")


def country_code(written: str) -> str | None:
    """Code of a country that a source names or codes in a field of its own."""
    written = written.strip()
    if len(written) == 2 and written.isalpha():
        code = {"UK": "GB"}.get(written.upper(), written.upper())
        return code if code in codes() else None
    if written == "Georgia":
        return "GE"
    return next((m.code for m in names().get(key(written), ()) if m.kind == "country"), None)
