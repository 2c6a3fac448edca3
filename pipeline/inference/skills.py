"""Public tools and methods that a posting names, from a written-out dictionary (`data/skills.csv`).

Invariant: the first pass decides alone for unmistakable names; a name that is also an English word, a letter
or a person ("Go", "R", "Ray", "Rust", "Spark") counts only as those write it who mean the tool. The columns:
`skill` the canonical name, `found_as` a pattern for any case, `written_as` an expression for the exact case
where the first is not enough.
"""

from __future__ import annotations

import re

from pipeline.inference.packaged import rows
from pipeline.inference.text import Text

_SURE = "skills."
_UNSURE = "skills?"
MAX_PLACES = 50
AROUND = 60


def _alone(pattern: str) -> str:
    """`pattern` between word boundaries where it begins and ends with a letter."""
    before = "" if pattern.startswith("\\") else r"\b"
    after = r"\b" if pattern[-1].isalnum() or pattern[-1] == "?" else ""
    return f"{before}(?:{pattern}){after}"


_ROWS = rows("skills.csv")
_ORDER = {skill: place for place, skill in enumerate(dict.fromkeys(row["skill"] for row in _ROWS))}
_EXACT = {row["skill"]: re.compile(row["written_as"]) for row in _ROWS if row["written_as"]}

TRIGGERS = {
    f"{_SURE if not row['written_as'] else _UNSURE}{row['skill']}": _alone(row["found_as"]) for row in _ROWS
}


def skills(text: Text) -> tuple[str, ...]:
    """Canonical names of the tools and methods in `text`, in the dictionary's order."""
    found = set()
    for hit in text.hits:
        if hit.startswith(_SURE):
            found.add(hit[len(_SURE) :])
        elif hit.startswith(_UNSURE) and _is_meant(hit[len(_UNSURE) :], text.value):
            found.add(hit[len(_UNSURE) :])
    return tuple(sorted(found, key=_ORDER.__getitem__))


def _is_meant(name: str, value: str) -> bool:
    """Whether one of the first places where `name` is written so stands among words that mean the tool."""
    at = value.find(name)
    for _ in range(MAX_PLACES):
        if at < 0:
            return False
        if _EXACT[name].search(value, max(0, at - AROUND), at + AROUND):
            return True
        at = value.find(name, at + len(name))
    return False
