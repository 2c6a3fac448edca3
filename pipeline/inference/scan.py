"""The first pass: which triggers of which inference modules stand in a text, found in a few linear sweeps.

Invariant: every trigger of every module named in `GROUPS` is in one of the sets, and importing this module
compiles nothing: the sets are built when the first text is read.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

import re2

from pipeline.inference.text import Text

GROUPS = (
    ("salary", "work_mode", "equity", "places", "visa", "title", "funding_stage"),
    ("hire_number", "employment_type", "skills"),
    ("signals",),
    ("team_size",),
)
"""The modules that have `TRIGGERS`: names mapped to patterns of RE2, matched without regard to case.

One set for each group. A set's automaton remembers which of its patterns it has met, so patterns with gaps
multiply each other's states: all in one set cost three times what these four cost together.
"""

MEMORY = 64 << 20
"""Bytes that an automaton may take; when they are used up it starts afresh, it does not fail."""


def read(value: str) -> Text:
    """`value` with the names of the triggers found in it."""
    encoded = value.encode("utf-8", "replace")
    hits: list[str] = []
    for names, triggers in _sets():
        hits.extend(names[at] for at in triggers.Match(encoded) or ())
    return Text(value, frozenset(hits))


def trigger_patterns() -> dict[str, str]:
    """Every trigger of every module, by name. Raises ValueError when two modules use one name."""
    patterns: dict[str, str] = {}
    for group in GROUPS:
        for name, pattern in _patterns_of(group).items():
            if name in patterns:
                raise ValueError(f"trigger {name!r} is the name of two triggers")
            patterns[name] = pattern
    return patterns


def _patterns_of(group: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for module in group:
        triggers: dict[str, str] = import_module(f"pipeline.inference.{module}").TRIGGERS
        found |= triggers
    return found


@cache
def _sets() -> tuple[tuple[tuple[str, ...], re2.Set], ...]:
    trigger_patterns()
    return tuple(_compiled(_patterns_of(group)) for group in GROUPS)


def _compiled(patterns: dict[str, str]) -> tuple[tuple[str, ...], re2.Set]:
    options = re2.Options()
    options.case_sensitive = False
    options.max_mem = MEMORY
    triggers = re2.Set.SearchSet(options)
    for pattern in patterns.values():
        triggers.Add(pattern)
    triggers.Compile()
    return tuple(patterns), triggers
