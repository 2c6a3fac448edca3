"""Which roles are one opening, shown once with all its places: on two sources, or in five cities.

Invariant: a group has one company, one title (its places left out) and one level; two different requisitions
or departments of one board are never in one; nothing is merged, so a wrong group costs a click, not a role.
Under that, two roles belong together when their board calls them one opening, or when their words are
near-identical.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import duckdb
import pyarrow as pa
from rapidfuzz.distance import Indel

from pipeline import sql

NEAR = 0.9
"""Part of the words that two texts share, in order, when they are one text for two places."""
MOST_TEXTS = 40
"""Different texts of one title that are compared; a company that has more writes each anew."""
MOST_WORDS = 3_000


class Candidate(NamedTuple):
    """A role that may be one of a group."""

    role_id: str
    company_key: str
    title_key: str
    source: str
    board: str
    opening_id: str | None
    department: str | None
    seniority: str | None
    text_key: str | None


@dataclass
class Group:
    """Roles of one opening, and what keeps others out of it."""

    first: Candidate
    members: list[Candidate] = field(default_factory=list)
    texts: set[str | None] = field(default_factory=set)
    openings: dict[tuple[str, str], str] = field(default_factory=dict)
    departments: dict[tuple[str, str], str] = field(default_factory=dict)

    def admits(self, role: Candidate) -> bool:
        """Whether neither level nor requisition nor team forbids it."""
        board = (role.source, role.board)
        return (
            role.seniority == self.first.seniority
            and (not role.opening_id or self.openings.get(board, role.opening_id) == role.opening_id)
            and (not role.department or self.departments.get(board, role.department) == role.department)
        )

    def add(self, role: Candidate) -> None:
        """Take a role in."""
        board = (role.source, role.board)
        self.members.append(role)
        self.texts.add(role.text_key)
        if role.opening_id:
            self.openings[board] = role.opening_id
        if role.department:
            self.departments[board] = role.department


def find_groups(con: duckdb.DuckDBPyConnection) -> None:
    """Leave the temporary table `grouped` (role_id, group_id), of the roles that are not alone."""
    sql.run(con, "groups")
    names = ", ".join(Candidate._fields)
    rows = con.execute(f"select {names} from candidate order by role_id").fetchall()  # noqa: S608
    candidates = [Candidate(*row) for row in rows]
    texts = _texts(con, candidates)
    members = [
        {"role_id": role.role_id, "member_of": group.first.role_id}
        for group in groups_of(candidates, texts)
        for role in group.members
    ]
    schema = pa.schema({"role_id": pa.string(), "member_of": pa.string()})
    con.register("found_group", pa.Table.from_pylist(members, schema=schema))
    try:
        sql.run(con, "grouped")
    finally:
        con.unregister("found_group")


def groups_of(candidates: Iterable[Candidate], texts: Mapping[str, str]) -> Iterator[Group]:
    """Groups of at least two roles. `texts`: words by text_key, of those that must be compared."""
    by_title: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for role in candidates:
        under = by_title[(role.company_key, role.title_key)]
        group = next((known for known in under if _belongs(role, known, texts)), None)
        if group is None:
            group = Group(role)
            under.append(group)
        group.add(role)
    for groups in by_title.values():
        yield from (group for group in groups if len(group.members) > 1)


def _belongs(role: Candidate, group: Group, texts: Mapping[str, str]) -> bool:
    if not group.admits(role):
        return False
    if role.opening_id and group.openings.get((role.source, role.board)) == role.opening_id:
        return True
    if role.text_key is None:
        return False
    mine, theirs = texts.get(role.text_key), texts.get(group.first.text_key or "")
    return role.text_key in group.texts or bool(mine and theirs and is_near(mine, theirs))


def is_near(one: str, other: str) -> bool:
    """Whether two texts are the same but for some words in a hundred."""
    first, second = one.lower().split()[:MOST_WORDS], other.lower().split()[:MOST_WORDS]
    return bool(Indel.normalized_similarity(first, second, score_cutoff=NEAR) >= NEAR)


def _texts(con: duckdb.DuckDBPyConnection, candidates: Iterable[Candidate]) -> dict[str, str]:
    """The words of each text that stands beside another one under its company and title."""
    beside: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for role in candidates:
        if role.text_key:
            beside[(role.company_key, role.title_key)].setdefault(role.text_key, role.role_id)
    wanted = {
        role_id: key
        for keys in beside.values()
        if 1 < len(keys) <= MOST_TEXTS
        for key, role_id in keys.items()
    }
    if not wanted:
        return {}
    rows = con.execute(
        "select role_id, description_text from role_text where role_id in (select unnest($ids))",
        {"ids": list(wanted)},
    ).fetchall()
    return {wanted[role_id]: text for role_id, text in rows if text}
