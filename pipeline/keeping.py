"""Which generations stay on disk.

Invariant: the current generation and the one before it stay; of generations in a row that say the same only
the newest counts, so that days without news never push out what one would roll back to.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline import generations
from scrapers.errors import DataFileError


def prune(data: Path, now: str) -> None:
    """Remove the generations before `now` that no longer stay. Only under the build lock."""
    home = generations.folder(data)
    contents: list[str] = []
    names = sorted((p.name for p in home.glob("roles-*.duckdb") if p.name <= now), reverse=True)
    for position, name in enumerate(names):
        content = _content_of(home / name)
        is_other = contents[-1:] != [content]
        if is_other:
            contents.append(content)
        if position > 1 and not (is_other and len(contents) <= generations.KEEP):
            (home / name).unlink(missing_ok=True)
    for old in sorted(home.glob(f"roles-*{generations.ASIDE}"))[:-1]:
        old.unlink(missing_ok=True)


def _content_of(path: Path) -> str:
    """What a generation says, as one number; its name where that cannot be told."""
    try:
        con = generations.open_generation(path)
    except DataFileError:
        return path.name
    try:
        found = con.execute("select value from meta where key = 'content'").fetchall()
    except duckdb.Error:
        return path.name
    finally:
        con.close()
    return found[0][0] if found else path.name
