"""Whom to credit for a role: who published it, and the wish that its source's terms attach to showing it.

Invariant: every page, list and file that shows a role of a source with such a wish carries its sentence; only
where one chooses the columns of `list --json` or `--jsonl` oneself does it stand beside them, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from scrapers.sources import SOURCES

Row = Mapping[str, Any]
_FROM_ELSEWHERE = ("from_directory", "inferred")
"""Bases of what another source than the posting's own says of its company."""


def attribution(row: Row) -> str:
    """Who published what is shown, in one sentence, from a role's public columns."""
    name, known = str(row.get("source") or ""), SOURCES.get(str(row.get("source") or ""))
    if known and known.attribution:
        said = known.attribution.removesuffix(".")
    else:
        kind = "thread" if known and known.kind == "threads" else "board"
        said = f"Published on {known.title if known else name}, {kind} {row.get('board')}"
    also = sorted({e["source"] for e in row.get("evidence") or () if e.get("basis") in _FROM_ELSEWHERE})
    credited = ", ".join(SOURCES[one].title if one in SOURCES else str(one) for one in also)
    return f"{said}; company facts also from {credited}." if credited else f"{said}."


def wish(role_id: str) -> str | None:
    """What the terms of a role's source want to be said beside it; None where they want nothing."""
    known = SOURCES.get(role_id.partition("/")[0])
    return known.attribution if known else None


def wishes(role_ids: Iterable[str]) -> str:
    """The same for many roles shown together, each sentence once; blank where there is none."""
    return " ".join(sorted({said for role_id in role_ids if (said := wish(role_id))}))


def credit(row: Row) -> dict[str, Any] | None:
    """The source's own wish as one more evidence of the role; None where its terms have none."""
    known = SOURCES.get(str(row.get("source") or ""))
    if known is None or known.attribution is None:
        return None
    return {
        "field": "attribution",
        "value": known.attribution,
        "basis": "from_source_field",
        "quote": None,
        "source": known.name,
        "observed_at": row.get("last_seen_at"),
    }
