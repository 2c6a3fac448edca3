"""The four reasons to leave a large company, and roles in the order of how much they give of them.

Invariant: a reason counts for a role only where words of its posting say so; the weights are the user's own,
and the sum is never shown without its parts.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline import paging, sql
from pipeline.columns import SLIM_COLUMNS
from pipeline.mine import REASONS
from pipeline.queries import Filters, Found, Generation


def roles_by_reasons(
    found: Generation, filters: Filters, weights: Mapping[str, int], *, limit: int, offset: int = 0
) -> Found:
    """One page of the roles that pass, those with the heaviest reasons first, then the newest.

    `weights`: by reason ("speed", ...), how much it counts.
    """
    asked, pieces = found.where(filters), sql.fragments("reasons")
    columns = ", ".join(f"r.{name}" for name in SLIM_COLUMNS)
    page = paging.page_query(asked, pieces["order"], columns).removeprefix("with ")
    heavy = {reason: weights.get(reason, 0) for reason in REASONS}
    values = {**asked.values, **heavy, "limit": limit, "offset": offset}
    rows = found.rows(f"with {pieces['given']}, {page}", values)
    for row in rows:
        del row["total"]
    groups = paging.groups_in(rows)
    placed = paging.with_places(rows, found.read("history", "groups", ids=groups)) if groups else rows
    return Found(placed, found.count(filters))


def reasons_of(found: Generation, ids: list[str]) -> dict[str, list[str]]:
    """By role_id: the reasons that its posting gives; roles without any are missing."""
    if not ids:
        return {}
    rows = found.rows(sql.fragments("reasons")["of"], {"ids": ids})
    return {row["role_id"]: row["reasons"] for row in rows}
