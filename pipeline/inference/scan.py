"""The first pass: which triggers of which inference modules stand in a text, found in one linear sweep.

Invariant: every trigger of every module named in `MODULES` is in the one set, and importing this module
compiles nothing: the set is built when the first text is read.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

import re2

from pipeline.inference.text import Text

MODULES = (
    "title",
    "team_size",
    "funding_stage",
    "hire_number",
    "equity",
    "visa",
    "signals",
    "places",
    "work_mode",
    "salary",
    "skills",
    "employment_type",
)
"""The modules that have `TRIGGERS`: names mapped to patterns of RE2, matched without regard to case."""

MEMORY = 64 << 20
"""Bytes that the automaton may take; when they are used up it starts afresh, it does not fail."""


def read(value: str) -> Text:
    """`value` with the names of the triggers found in it."""
    names, triggers = _triggers()
    found = triggers.Match(value.encode("utf-8", "replace"))
    return Text(value, frozenset([names[i] for i in found]) if found else frozenset())


def trigger_patterns() -> dict[str, str]:
    """Every trigger of every module, by name. Raises ValueError when two modules use one name."""
    patterns: dict[str, str] = {}
    for module in MODULES:
        for name, pattern in _triggers_of(module).items():
            if name in patterns:
                raise ValueError(f"trigger {name!r} of {module} has the name of another module's trigger")
            patterns[name] = pattern
    return patterns


def _triggers_of(module: str) -> dict[str, str]:
    try:
        found: dict[str, str] = import_module(f"pipeline.inference.{module}").TRIGGERS
    except ModuleNotFoundError:
        return {}
    return found


@cache
def _triggers() -> tuple[tuple[str, ...], re2.Set]:
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = MEMORY
    patterns = trigger_patterns()
    triggers = re2.Set.SearchSet(options)
    for pattern in patterns.values():
        triggers.Add(pattern)
    triggers.Compile()
    return tuple(patterns), triggers
