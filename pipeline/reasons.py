"""The four reasons to leave a large company, and roles in the order of how much they give of them.

Invariant: a reason counts for a role only where words of its posting say so; the weights are the user's own,
and the sum is never shown without its parts.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline import sql
from pipeline.columns import SLIM_COLUMNS
from pipeline.mine import REASONS
from pipeline.queries import Filters, Found, Generation


def roles_by_reasons(
    found: Generation, filters: Filters, weights: Mapping[str, int], *, limit: int, offset: int = 0
) -> Found:
    """One page of the roles that pass, those with the heaviest reasons first, then the newest.

    `weights`: by reason ("speed", ...), how much it counts; each row has `reasons`, those that it gives.
    """
    asked = found.where(filters)
    heavy = {reason: weights.get(reason, 0) for reason in REASONS}
    columns = ", ".join(f"r.{name}" for name in SLIM_COLUMNS)
    query = (
        f"with {sql.fragments('reasons')['given']} select {columns}, coalesce(g.reasons, []) as reasons"  # noqa: S608
        f" from role r left join given g on g.role_id = r.role_id where {asked.text()}"
        f" order by {sql.fragments('reasons')['order']} limit $limit offset $offset"
    )
    rows = found.rows(query, {**asked.values, **heavy, "limit": limit, "offset": offset})
    return Found(rows, found.count(filters))


def reasons_of(found: Generation, ids: list[str]) -> dict[str, list[str]]:
    """By role_id: the reasons that its posting gives; roles without any are missing."""
    if not ids:
        return {}
    rows = found.rows(sql.fragments("reasons")["of"], {"ids": ids})
    return {row["role_id"]: row["reasons"] for row in rows}
