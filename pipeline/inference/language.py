"""The language that a description is written in, by its script or by its commonest little words
(`data/common_words.csv`).

Invariant: a guess is never forced: too few words, or two languages nearly level, are None.
"""

from __future__ import annotations

import re

from pipeline.inference.packaged import rows

SAMPLE = 1_500
"""Characters looked at; an imprint in another language at the end does not count."""
GLANCES = (700, SAMPLE)
"""Characters that settle it when they hold enough common English words, as most do."""
MIN_WORDS = 12
MIN_COMMON = 4
SURE_OF_ENGLISH = 12

_STOP = {row["language"]: frozenset(row["words"].split()) for row in rows("common_words.csv")}
_ENGLISH = _STOP["en"]
_ENGLISH_PLAIN = frozenset(word.encode() for word in _ENGLISH)
_LANGUAGES = {
    word: [code for code in _STOP if word in _STOP[code]] for word in frozenset().union(*_STOP.values())
}
"""The languages of each common word."""
_SCRIPTS = (
    ("ja", re.compile("[\u3040-\u30ff]")),
    ("ko", re.compile("[\uac00-\ud7af\u1100-\u11ff]")),
    ("zh", re.compile("[\u4e00-\u9fff]")),
    ("uk", re.compile("[іїєґІЇЄҐ]")),
    ("ru", re.compile("[\u0400-\u04ff]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("he", re.compile("[\u0590-\u05ff]")),
    ("ar", re.compile("[\u0600-\u06ff]")),
    ("th", re.compile("[\u0e00-\u0e7f]")),
    ("hi", re.compile("[\u0900-\u097f]")),
)
MIN_SCRIPT = 15
"""Letters of a script that make a text of it, when they outnumber the Latin ones."""


def language(value: str) -> str | None:
    """ISO 639-1 code of the language of `value`, None when it is too short or too mixed to say."""
    for glance in GLANCES:
        words_seen = value[:glance].encode("ascii", "replace").lower().split()
        if len(_ENGLISH_PLAIN.intersection(words_seen)) >= SURE_OF_ENGLISH:
            return "en"
    sample = value[:SAMPLE]
    if not sample.isascii() and len(sample.encode("ascii", "ignore")) < 0.6 * len(sample):
        return _by_script(sample)
    words = sample.lower().split()
    if len(words) < MIN_WORDS:
        return None
    counts = dict.fromkeys(_STOP, 0)
    for word in _LANGUAGES.keys() & words:
        for code in _LANGUAGES[word]:
            counts[code] += 1
    best, second = sorted(counts, key=counts.__getitem__, reverse=True)[:2]
    return best if counts[best] >= MIN_COMMON and counts[best] > counts[second] + 1 else None


def _by_script(sample: str) -> str | None:
    latin = len(re.findall("[A-Za-z]", sample))
    for code, letters in _SCRIPTS:
        found = len(letters.findall(sample))
        if code == "ja" and 0 < found < MIN_SCRIPT:
            continue
        least = 4 if code == "uk" else MIN_SCRIPT
        if found >= least and (code == "uk" or found > latin):
            return code
    return None
