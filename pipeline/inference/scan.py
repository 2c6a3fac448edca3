"""The first pass: which triggers of which inference modules stand in a text, found in one linear sweep.

Invariant: every trigger of every module named in `MODULES` is in the set, and importing this module compiles
nothing: the set is built when the first text is read.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

import re2

from pipeline.inference.passages import small
from pipeline.inference.text import Text

MODULES = (
    *("salary", "work_mode", "equity", "places", "visa", "title", "funding_stage", "hire_number"),
    *("employment_type", "skills", "signals", "team_patterns"),
)
"""The modules that have `TRIGGERS`: names mapped to patterns of RE2, matched without regard to case.

A pattern with a long gap ("[^.]{0,50}") multiplies the states of all the others: a module's trigger is what
its expression needs at the least, and the module tries the expression itself where its trigger was met.
"""

MEMORY = 64 << 20
"""Bytes that an automaton may take; when they are used up it starts afresh, it does not fail."""


def read(value: str) -> Text:
    """`value` with the names of the triggers found in it."""
    names, triggers = _set()
    found = triggers.Match(small(value))
    return Text(value, frozenset(names[at] for at in found or ()))


def trigger_patterns() -> dict[str, str]:
    """Every trigger of every module, by name. Raises ValueError when two modules use one name."""
    patterns: dict[str, str] = {}
    for module in MODULES:
        triggers: dict[str, str] = import_module(f"pipeline.inference.{module}").TRIGGERS
        for name, pattern in triggers.items():
            if name in patterns:
                raise ValueError(f"trigger {name!r} is the name of two triggers")
            patterns[name] = pattern
    return patterns


@cache
def _set() -> tuple[tuple[str, ...], re2.Set]:
    patterns = trigger_patterns()
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = MEMORY
    triggers = re2.Set.SearchSet(options)
    for pattern in patterns.values():
        triggers.Add(pattern)
    triggers.Compile()
    return tuple(patterns), triggers
