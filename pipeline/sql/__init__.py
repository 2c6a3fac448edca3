"""The project's SQL: files beside this module, run statement by statement with bound values.

Invariant: SQL text comes from these files alone; no value is ever formatted into it.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

import duckdb

FOLDER = Path(__file__).parent

_NAME = re.compile(r"^-- name: (\S+)[^\n]*\n", re.MULTILINE)


@functools.cache
def statements(name: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each statement of `<name>.sql` with the names of the values that it takes."""
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    return tuple((s.query, frozenset(s.named_parameters)) for s in duckdb.extract_statements(text))


def run(con: duckdb.DuckDBPyConnection, name: str, **values: Any) -> list[tuple[Any, ...]]:
    """Run `<name>.sql`, binding to each statement the values it names; the rows of its last statement."""
    rows: list[tuple[Any, ...]] = []
    for query, names in statements(name):
        rows = con.execute(query, {key: values[key] for key in names}).fetchall()
    return rows


@functools.cache
def fragments(name: str) -> dict[str, str]:
    """The pieces of `<name>.sql`, each under its own `-- name: x` line, in the order of the file."""
    text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
    parts = _NAME.split(text)[1:]
    return {key: _bare(body) for key, body in zip(parts[::2], parts[1::2], strict=True)}


def _bare(body: str) -> str:
    """Without comment lines: a piece is set into the middle of a statement."""
    return "\n".join(line for line in body.strip().splitlines() if not line.startswith("--")).strip()


def values_named(query: str, values: dict[str, Any]) -> dict[str, Any]:
    """Those of `values` that the query names as `$x`; DuckDB refuses any others."""
    named = set(re.findall(r"\$(\w+)", query))
    return {key: value for key, value in values.items() if key in named}
