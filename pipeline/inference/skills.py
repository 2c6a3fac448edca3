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

_PREFIX = "skills."
_CUT = len(_PREFIX)


def _alone(pattern: str) -> str:
    """`pattern` between word boundaries where it begins and ends with a letter."""
    before = "" if pattern.startswith("\\") else r"\b"
    after = r"\b" if pattern[-1].isalnum() or pattern[-1] == "?" else ""
    return f"{before}(?:{pattern}){after}"


_ROWS = rows("skills.csv")
_ORDER = {row["skill"]: place for place, row in enumerate(_ROWS)}
_EXACT = {row["skill"]: re.compile(row["written_as"]) for row in _ROWS if row["written_as"]}

TRIGGERS = {f"{_PREFIX}{row['skill']}": _alone(row["found_as"]) for row in _ROWS}


def skills(text: Text) -> tuple[str, ...]:
    """Canonical names of the tools and methods in `text`, in the dictionary's order."""
    named = [hit[_CUT:] for hit in text.hits if hit.startswith(_PREFIX)]
    found = [name for name in named if name not in _EXACT or _EXACT[name].search(text.value)]
    return tuple(sorted(found, key=_ORDER.__getitem__))
