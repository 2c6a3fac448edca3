"""Place names in a short piece of text, and which of their meanings is meant there.

Invariant: a name with several meanings counts when the words beside it, the fields of the source or the
weight of one meaning decide; else it stays open and adds nothing.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.inference.gazetteer import (
    TYPED_BY_HAND,
    Meaning,
    key,
    names,
    reach,
    states,
    words,
)
from pipeline.inference.text import Places

DECIDES = 3
"""A meaning so many times weightier than the next country's is meant."""
_STATES = "NJ NY TX FL WA NC OH MI NV UT DC WI NH RI"
ALONE_STATES = frozenset(_STATES.split())
"""Codes of states that mean nothing else where they stand alone."""
_COUNTRIES = "US UK GB DE FR NL AU NZ IE SE DK FI PL CZ BR MX JP SG HK CH ES TH TR EE LT LV RO HU GR"
ALONE_COUNTRIES = frozenset(_COUNTRIES.split())
"""Codes of countries that mean nothing else in a list of places."""
_BESIDE_OTHERS = "CA IN IL IT PT AT BE NO AR CO CL PE UA RS HR BG SK SI AE ZA KR TW"
NEXT_TO_PLACES = ALONE_COUNTRIES | frozenset(_BESIDE_OTHERS.split())
"""Codes that mean a country beside another place ("Remote (US, CA)"); not so AI, ML, QA."""

WORD = re.compile(r"[^\W\d_]+")
_JOINT = re.compile(r"(?: |\. ?|['’-])\Z")
_BESIDE = re.compile(r"(?:, ?| |\. | ?\(|-)\Z")
_CODE = re.compile(r"\b[A-Z]{2}\b")
_NEXT_CODE = re.compile(r",? ?\(?([A-Z]{2})\b")
_TOWN = re.compile(r"\b[A-Z][a-zé]+, ?\Z")
_NOT = re.compile(
    r"\b(?:no|not|non|except|excluding|excl|outside|ex|without)[ .:-]*(?:the )?\Z", re.IGNORECASE
)
_NOT_A_PLACE = re.compile(
    r"[ -]?(?:based )?(?:time[ -]?zones?|tz\b|hours|hrs|business|working hours|citizen\w*|persons?\b"
    r"|customers?"
    r"|clients?|markets?\b|government|military|army|navy|air force|dollars|visa|work authori|passport"
    r"|overlap)",
    re.IGNORECASE,
)
_ANYWHERE_IN = re.compile(
    r"(?:[ ,]+else)?[ ,]+(?:in|within|across|on|throughout) (?!the world|earth|the planet)", re.IGNORECASE
)
_LOWER = frozenset(["worldwide", "anywhere", "global", "globally", "the world"])
_ANY_CASE = frozenset(["nyc", "usa"])


@dataclass(frozen=True, slots=True)
class Name:
    """A known name where it stands, with everything that it may mean."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]
    is_word: bool
    """Also a word of prose, a person or a product."""
    text: str

    def has(self, kind: str) -> bool:
        return any(meaning.kind == kind for meaning in self.meanings)


@dataclass(frozen=True, slots=True)
class Reading:
    """What the names of a piece of text come to. `is_open`: some name has no meaning that decides."""

    places: Places
    is_open: bool = False


def find_names(value: str) -> list[Name]:
    """Known names in `value`, the longest at each word."""
    tokens = list(WORD.finditer(value))
    keys = [key(token[0]) for token in tokens]
    known, longest, common = names(), reach(), words()
    found: list[Name] = []
    at = 0
    while at < len(tokens):
        upto = at + min(longest.get(keys[at], 0), len(tokens) - at)
        while upto > at:
            name = " ".join(keys[at:upto])
            meanings = known.get(name)
            start, end = tokens[at].start(), tokens[upto - 1].end()
            if (
                meanings
                and _is_joined(value, tokens[at:upto])
                and _is_written(value[start:end], name, meanings)
            ):
                found.append(Name(start, end, meanings, name in common, value[start:end]))
                break
            upto -= 1
        at = max(upto, at + 1)
    return found


def _is_joined(value: str, tokens: Sequence[re.Match[str]]) -> bool:
    return all(_JOINT.match(value[left.end() : right.start()]) for left, right in itertools.pairwise(tokens))


def _is_written(written: str, name: str, meanings: tuple[Meaning, ...]) -> bool:
    """Short names need their capitals ("US", not "us"), others the first one, unless well known."""
    if len(name.replace(" ", "")) <= 3:
        return written.isupper() or name in _ANY_CASE
    return written[0].isupper() or name in _LOWER or (len(name) > 4 and meanings[0].weight >= TYPED_BY_HAND)


def resolve(
    value: str,
    found: Sequence[Name],
    told: tuple[str, ...] = (),
    hint: tuple[str, ...] = (),
    is_field: bool = False,
) -> Reading:
    """Places of `value`. `told`: countries that fields name; `hint`: countries named elsewhere."""
    beside_codes = list(_codes_in(value, found, is_field))
    countries, regions, cities = list[str](), list[str](), list[str]()
    sure = {code for _, code in beside_codes} | set(told)
    sure |= {m.code for name in found for m in name.meanings if m.kind in ("country", "state")}
    is_open = False
    for name in found:
        if _NOT.search(value[max(0, name.start - 20) : name.start]):
            continue
        if _NOT_A_PLACE.match(value[name.end : name.end + 24]):
            continue
        meant = _general(name, value) or _city(name, value, beside_codes, sure, told, hint, is_field)
        is_open = is_open or (not meant and name.has("city"))
        for meaning in meant:
            if meaning.kind == "region":
                regions.append(meaning.code)
                continue
            countries.extend(meaning.code.split())
            if meaning.kind == "city":
                cities.append(meaning.name)
    countries.extend(code for _, code in beside_codes)
    places = Places(*(tuple(dict.fromkeys(listed)) for listed in (countries, regions, cities)))
    return Reading(places, is_open)


def _general(name: Name, value: str) -> list[Meaning]:
    """The region, country or state that a name stands for, with the city state of the same name."""
    first = name.meanings[0]
    if first.kind == "region":
        is_narrowed = first.code == "worldwide" and _ANYWHERE_IN.match(value[name.end : name.end + 30])
        return [] if is_narrowed else [first]
    if first.kind == "city":
        return []
    return [first, *(m for m in name.meanings[1:] if m.kind == "city" and m.weight >= TYPED_BY_HAND)]


def _city(
    name: Name,
    value: str,
    beside_codes: list[tuple[int, str]],
    sure: set[str],
    told: tuple[str, ...],
    hint: tuple[str, ...],
    is_field: bool,
) -> list[Meaning]:
    candidates = sorted((m for m in name.meanings if m.kind == "city"), key=lambda m: -m.weight)
    following = _NEXT_CODE.match(value, name.end)
    if following and (stated := [m for m in candidates if m.state == following[1]]):
        return stated[:1]
    if beside := next((code for at, code in beside_codes if 0 <= at - name.end <= 3), None):
        return [m for m in candidates if m.code == beside][:1]
    if not candidates or (name.is_word and not is_field):
        return [m for m in candidates if m.code in sure and _is_next(value, name)][:1]
    best = candidates[0]
    rival = next((m for m in candidates if m.code != best.code), None)
    if (best.code in sure or not told) and (rival is None or best.weight >= DECIDES * rival.weight):
        return [best]
    return [m for m in candidates if m.code in (sure or hint)][:1]


def _is_next(value: str, name: Name) -> bool:
    """A state or country follows the name at once ("Reading, England")."""
    match = re.match(r",? ?\(?([A-Z][\w.]*(?: [A-Z]\w*)?)", value[name.end :])
    if not match:
        return False
    parts = (match[1], match[1].split()[0])
    return any(m.kind in ("country", "state") for part in parts for m in names().get(key(part), ()))


def _codes_in(value: str, found: Sequence[Name], is_field: bool) -> Iterator[tuple[int, str]]:
    """Codes of two letters with the place they stand at, as the country each one means there."""
    previous = ""
    for match in _CODE.finditer(value):
        start, end = match.span()
        own = next((name for name in found if name.start <= start < name.end), None)
        if own is not None:
            previous = "country" if own.has("country") else ""
            continue
        is_denied = _NOT.search(value[max(0, start - 20) : start])
        if is_denied or _NOT_A_PLACE.match(value[end : end + 24]):
            continue
        beside = next((n for n in found if n.end <= start and _BESIDE.fullmatch(value, n.end, start)), None)
        country = _country_of(match[0], value[:start], beside, previous, is_field)
        after = next((name for name in found if 0 <= name.start - end <= 2 and name.has("country")), None)
        if beside is not None and after is not None and (shared := _shared_country(beside, after)):
            country = shared
        if country:
            previous = "state" if country == "US" and match[0] != "US" else "country"
            yield start, country


def _shared_country(city: Name, country: Name) -> str | None:
    """The country that is named after a city and a code, where the city lies in it: "Milan, MI, Italy"."""
    named = {meaning.code for meaning in country.meanings if meaning.kind == "country"}
    return next((m.code for m in city.meanings if m.kind == "city" and m.code in named), None)


def _country_of(code: str, before: str, beside: Name | None, previous: str, is_field: bool) -> str | None:
    as_country = {"UK": "GB"}.get(code, code) if code in NEXT_TO_PLACES else None
    as_state = "US" if code in states("US") else "CA" if code in states("CA") else None
    if before.endswith(("US-", "USA-")) and as_state == "US":
        return "US"
    if beside is not None and not beside.has("city"):
        return as_country if beside.has("country") else as_state or as_country
    if beside is not None:
        if any(m.state == code for m in beside.meanings):
            return "US"
        if any(m.code == code for m in beside.meanings):
            return code
        own = dict.fromkeys(m.code for m in beside.meanings)
        if "US" not in own and (abroad := next((c for c in own if code in states(c)), None)):
            return abroad
        return as_state or as_country
    if previous == "state" and as_state:
        return "US"
    if previous == "country" and as_country:
        return as_country
    if _TOWN.search(before):
        return as_state or (as_country if code in ALONE_COUNTRIES else None)
    if code in ALONE_STATES:
        return "US"
    is_listed = is_field or before.rstrip()[-1:] in ("(", ",", "/", "|")
    return as_country if code in ALONE_COUNTRIES and is_listed else None
