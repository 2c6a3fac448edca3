"""One page of roles, in which the postings of one opening are one row.

Invariant: a group is shown by the role of it that comes first in the order asked for, with the places of all
its roles of the same status; it is counted once wherever roles are counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from pipeline.filters import Where, count_of

Row = dict[str, Any]

_PLACES = ("cities", "countries", "regions", "work_modes")


def page_query(asked: Where, order: str, columns: str) -> str:
    """A query for one page ($limit, $offset) of those that pass, and `total` where that is cheap."""
    condition, total, passing = asked.text(), "null", ""
    if "q" in asked.conditions:  # every text is read only once
        passing = f"passing as materialized (select r.role_id, r.group_id from role r where {condition}), "  # noqa: S608
        condition = "r.role_id in (select role_id from passing)"
        total = f"(select {count_of('true')} from passing)"  # noqa: S608
    return (
        f"with {passing}twin as ("  # noqa: S608
        f"select r.role_id from role r where r.group_id is not null and {condition}"
        f" qualify row_number() over (partition by r.group_id order by {order}) > 1)"
        f" select {columns}, {total} as total from role r anti join twin on twin.role_id = r.role_id"
        f" where {condition} order by {order} limit $limit offset $offset"
    )


def groups_in(rows: Iterable[Row]) -> list[str]:
    """The groups that some rows stand for."""
    return [row["group_id"] for row in rows if row["group_id"]]


def with_places(rows: Sequence[Row], members: Iterable[Row]) -> list[Row]:
    """The rows, each with its own places and those of the other roles of its group and status, each once."""
    others: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for member in members:
        others[(member["group_id"], member["status"])].append(member)
    return [_with_places(row, others[(row["group_id"], row["status"])]) for row in rows]


def _with_places(row: Row, members: Sequence[Row]) -> Row:
    if not members:
        return row
    joined = {
        name: list(dict.fromkeys(value for one in (row, *members) for value in one[name] or ()))
        for name in _PLACES
    }
    raw = dict.fromkeys(one["locations_raw"] for one in (row, *members) if one["locations_raw"])
    return {**row, **joined, "locations_raw": "; ".join(raw) or None}
