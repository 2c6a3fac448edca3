"""Where one may work: countries, regions that remote work is opened to, cities.

Invariant: fields of the source come first, and text is asked only where they are silent. Saying nothing,
"anywhere" (worldwide) and named places are three different answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice

from pipeline.inference.gazetteer import country_code, fillers
from pipeline.inference.passages import matches, pattern
from pipeline.inference.place_names import WORD, Name, Reading, find_names, resolve
from pipeline.inference.text import Places, Text

TRIGGERS = {
    "places.context": r"\b(?:based|located|headquartered|relocat(?:e|ing)|resid(?:e|ing|ents?)|living"
    r"|offices?|hq"
    r"|locations?|remote(?:ly)?|on-?site|hybrid|in[- ]person|anywhere|worldwide|globally)\b",
}
MAX_HEADER = 500
MAX_FIELD = 200
MAX_FOUND = 50
WINDOW = 90
"""Characters after words like "based in" that may name places; also the longest cell read as one."""

_CELL = re.compile(r"\s*[|•·\n]\s*|\s+[–—-]{1,2}\s+|[()\[\]]|:\s|;\s")
_MODE = re.compile(
    r"\b(?:remote|on-?site|hybrid|in[- ]person|in[- ]office|offices?|based|relocat\w*|anywhere|hq"
    r"|headquarters)\b",
    re.IGNORECASE,
)
_CONTEXT = pattern(
    r"\b(?:(?:based|located|headquartered|living|live|residing|reside|relocat(?:e|ing)|situated)(?: \w+)??"
    r" (?:in|within|to|at|near|out of|on)"
    r"|(?:offices?|hq|headquarters|hubs?|studio|on-?site|in[- ]person|in[- ]office|hybrid|remote(?:ly)?"
    r"|positions?"
    r"|roles?) (?:in|from|within|across|out of|at)"
    r"|(?:work|working) (?:remotely )?(?:from|out of)|locations?|remote|on-?site|hybrid|anywhere in)\b"
    r"[ :(–—-]{1,4}(?:the |our |downtown |central |either |both |anywhere in |any of )*",
)
_OUR_OFFICE = re.compile(
    r"\b(?:in|at|from|to|of) (?:our|the) ([^.\n|]{2,50}?) (?:office|hq|headquarters|studio|hub)s?\b"
)
_RESIDENTS = re.compile(
    r"\b(?i:must be|only|for|be an?|to|are) ([A-Z][\w.]{1,12}(?:(?:/|, | or | and "
    r"| & )[A-Z][\w.]{1,12}){0,3})[ -]"
    r"(?i:residents?|based|only|applicants|candidates)\b"
)
_OFFICES = ("office", "hq", "headquarters", "studio", "hub")
_RESIDENT = ("resident", "based", "only", "applicants", "candidates")
"""What lines must hold for these two expressions, which are slow over a whole text."""
_BRACKETS = re.compile(r"\(([^()\n]{2,40})\)")
_IN = re.compile(r"(?:\b(?:in|at)|@ ?\w+,? in)(?: the| downtown| central| sunny| beautiful)? (?=[A-Z])")
_HIRING = re.compile(r"\b(?:hiring|looking for|seeking|join)\b", re.IGNORECASE)
_GAP = re.compile(
    r"[\s,/&|;()+–—-]*(?:(?:or|and|both|either|the|in|also|remote|hybrid|on-?site|area|city|downtown|metro"
    r"|[A-Z]{2})\b"
    r"[\s,/&|;()+–—-]*){0,3}\Z"
)


def places(locations: Sequence[str], countries: Sequence[str], text: Text | None) -> Places:
    """Places of a posting: its place texts and the countries of its own fields, else those of its text.

    Without any fields the text is a forum post or a part of one: its first line is read as a header.
    """
    told = tuple(dict.fromkeys(code for written in countries if (code := country_code(written))))
    found = joined([*(_field(location[:MAX_FIELD], told) for location in locations), Places(told)])
    if text is None or found.countries or found.regions:
        return found
    if not locations and not countries:
        header = _header(text.value.split("\n", 1)[0][:MAX_HEADER])
        if header.countries or header.regions or header.cities:
            return header
    if "places.context" not in text.hits:
        return found
    prose = _prose(text.value)
    return Places(prose.countries, prose.regions, found.cities or prose.cities)


def joined(parts: Iterable[Places]) -> Places:
    """All of `parts`, each place once, in order."""
    listed = list(parts)
    return Places(
        tuple(dict.fromkeys(code for part in listed for code in part.countries)),
        tuple(dict.fromkeys(region for part in listed for region in part.regions)),
        tuple(dict.fromkeys(city for part in listed for city in part.cities)),
    )


@lru_cache(maxsize=4096)
def _field(location: str, told: tuple[str, ...]) -> Places:
    return resolve(location, find_names(location), told, is_field=True).places


def _header(line: str) -> Places:
    """Places of a header: of its cells that hold little else, or that say how one works."""
    cells = [cell for cell in _CELL.split(line) if cell and not cell.isspace()]
    readings = [_cell(cell, at == 0 and len(cells) > 1) for at, cell in enumerate(cells)]
    found = joined(reading.places for reading in readings)
    if not found.countries or not any(reading.is_open for reading in readings):
        return found
    again = (_cell(cell, at == 0 and len(cells) > 1, found.countries) for at, cell in enumerate(cells))
    return joined(reading.places for reading in again)


def _cell(cell: str, is_first: bool, hint: tuple[str, ...] = ()) -> Reading:
    """Places of one cell. The first one names the company: it counts only when it is nothing but a place."""
    if len(cell) > WINDOW:
        start = resolve(cell[:WINDOW], _run(cell[:WINDOW]), hint=hint)
        sentence = cell.split(". ", 1)[0]
        hiring = _after_in(sentence) if _HIRING.search(sentence) else ()
        return Reading(joined([start.places, *hiring, _prose(cell)]), start.is_open)
    found = find_names(cell)
    named = sum(len(WORD.findall(name.text)) for name in found)
    spans = [(name.start, name.end) for name in found]
    others = [word for word in WORD.finditer(cell) if not any(a <= word.start() < b for a, b in spans)]
    left = sum(not _is_filler(word[0]) for word in others)
    is_pure = left <= (0 if is_first else named // 2)
    if not found:
        return resolve(cell, (), is_field=left == 0 and not is_first)
    if is_pure or (_MODE.search(cell) and not is_first):
        return resolve(cell, found, hint=hint, is_field=left == 0 and not is_first)
    return Reading(joined([_prose(cell), *_after_in(cell)]))


def _is_filler(word: str) -> bool:
    return word.lower() in fillers() or (len(word) == 2 and word.isupper())


def _after_in(cell: str) -> Iterator[Places]:
    """Places after "in" in a header that is a sentence ("Acme is hiring engineers in Oslo and Bergen")."""
    for match in islice(_IN.finditer(cell), MAX_FOUND):
        rest = cell[match.end() :]
        yield resolve(rest, _run(rest)).places


def _prose(value: str) -> Places:
    """Places named by words that say where one works or lives."""
    found = []
    for match in islice(matches(_CONTEXT, value), MAX_FOUND):
        _, end = match.span()
        window = value[end : end + WINDOW].split("\n", 1)[0]
        found.append(resolve(window, _run(window)).places)
    lines = value.split("\n")
    for expression, needed in ((_OUR_OFFICE, _OFFICES), (_RESIDENTS, _RESIDENT)):
        near = (line for line in lines if any(word in line.lower() for word in needed))
        named = (m[1] for line in near for m in expression.finditer(line))
        found.extend(resolve(name, _run(name)).places for name in islice(named, MAX_FOUND))
    told = joined(found)
    if told.countries or told.regions:
        return told
    # after a title, as in "(Remote, USA)"
    brackets = (
        _cell(match[1], is_first=True).places for match in islice(_BRACKETS.finditer(value), MAX_FOUND)
    )
    return joined([told, *brackets])


def _run(window: str) -> list[Name]:
    """The names that `window` begins with, one after the other, without other words between."""
    run: list[Name] = []
    at = 0
    for name in find_names(window):
        if not _GAP.match(window[at : name.start]):
            break
        run.append(name)
        at = name.end
    return run
