"""Which generations stay on disk.

Invariant: the current generation and the one before it stay; of generations in a row that say the same only
the newest counts, so that days without news never push out what one would roll back to.
"""

from __future__ import annotations

import json
from pathlib import Path

import duckdb

from pipeline import generations

REMEMBERED = 8
"""Generations before it whose content a generation knows; more than ever stay."""


def lineage(con: duckdb.DuckDBPyConnection, earlier: str | None) -> str:
    """What the generations before said, each as one number by its name, as JSON; from the meta of a copy of
    generation `earlier` that is still as it was copied."""
    said = dict(con.execute("select key, value from meta").fetchall()) if earlier else {}
    known: dict[str, str] = json.loads(said.get("lineage", "{}"))
    if earlier and "content" in said:
        known[earlier] = said["content"]
    return json.dumps({name: known[name] for name in sorted(known)[-REMEMBERED:]})


def prune(data: Path, now: str) -> None:
    """Remove generations before the current one, `now`, that no longer stay. Only under the build lock."""
    home = generations.folder(data)
    known = _contents(home / now)
    seen: list[str] = []
    names = sorted((p.name for p in home.glob("roles-*.duckdb") if p.name <= now), reverse=True)
    for position, name in enumerate(names):
        content = known.get(name, name)
        is_other = seen[-1:] != [content]
        if is_other:
            seen.append(content)
        if position > 1 and not (is_other and len(seen) <= generations.KEEP):
            (home / name).unlink(missing_ok=True)
    for old in sorted(home.glob(f"roles-*{generations.ASIDE}"))[:-1]:
        old.unlink(missing_ok=True)


def _contents(now: Path) -> dict[str, str]:
    """By name, what the generation `now` and those before it say; those that it does not know are missing."""
    con = generations.open_generation(now)
    try:
        said = dict(con.execute("select key, value from meta").fetchall())
    finally:
        con.close()
    known: dict[str, str] = json.loads(said.get("lineage", "{}"))
    return {**known, now.name: said["content"]} if "content" in said else known
