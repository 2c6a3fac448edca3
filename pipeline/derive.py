"""What spans postings, made anew by every build: companies, roles, groups, joined evidence, meta.

Invariant: nothing here is carried over from the generation before, so it cannot drift from the facts; and
nothing is published that breaks a rule of `sql/checks.sql`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import duckdb

from pipeline import generations, keeping, sql
from pipeline.groups import find_groups
from pipeline.merge import Key
from pipeline.roles import (
    INFERENCE_VERSION,
    EmploymentType,
    FundingStage,
    Region,
    RoleFamily,
    Seniority,
    WorkMode,
)
from scrapers.errors import RefusedToPublishError

Broken = tuple[str, int, str | None]
"""A rule, how many break it, and one that does."""


class BrokenGenerationError(RefusedToPublishError):
    """What was built breaks its own rules whatever is left out; the published generation stays."""

    def __init__(self, broken: list[Broken], blamed: dict[Key, str], postings: int) -> None:
        rules = "; ".join(f"'{rule}' is broken {count}x, as by {example}" for rule, count, example in broken)
        super().__init__(
            f"Refused to publish what was built, and kept the generation before it: {rules}. This is a bug;"
            " what was read waits in the landing folder, and `sixthhire db check` says what is published."
        )
        self.broken = broken
        self.blamed = blamed
        """Postings behind it, each with the rule that one of its roles breaks."""
        self.postings = postings
        """All postings that offer roles."""


def derive(con: duckdb.DuckDBPyConnection, earlier: str | None = None) -> None:
    """Make companies, roles, groups, joined evidence and meta anew from the facts.

    `earlier`: the name of the generation that this one is a copy of.
    """
    as_of = sql.run(con, "as_of")[0][0]
    sql.run(con, "identity")
    find_groups(con)
    sql.run(con, "filings", as_of=as_of)
    sql.run(con, "company", as_of=as_of)
    sql.run(con, "hire_number")
    sql.run(con, "role")
    sql.run(con, "public")
    ((content,),) = sql.run(con, "content")
    is_sample = con.execute("select coalesce(bool_or(is_sample), false) from run").fetchall()[0][0]
    said = {
        "schema_version": str(generations.SCHEMA_VERSION),
        "inference_version": str(INFERENCE_VERSION),
        "created_at": datetime.now(UTC).isoformat(),
        "as_of": (as_of or datetime.now(UTC)).replace(tzinfo=UTC).isoformat(),
        "is_sample": "true" if is_sample else "false",
        "content": str(content),
        "lineage": keeping.lineage(con, earlier),
    }
    con.execute("delete from meta")
    con.execute(
        "insert into meta select unnest($keys), unnest($values)",
        {"keys": list(said), "values": list(said.values())},
    )


def refuse_what_breaks_rules(con: duckdb.DuckDBPyConnection) -> None:
    """Raises BrokenGenerationError when a rule of `sql/checks.sql` does not hold."""
    broken = sql.run(
        con,
        "checks",
        families=list(get_args(RoleFamily)),
        seniorities=list(get_args(Seniority)),
        stages=list(get_args(FundingStage)),
        regions=list(get_args(Region)),
        work_modes=list(get_args(WorkMode)),
        employment_types=list(get_args(EmploymentType)),
    )
    if broken:
        rows = con.execute("from blamed order by all").fetchall()
        blamed = {(s, b, p): f"a role of it breaks the rule '{rule}'" for s, b, p, rule in rows}
        ((postings,),) = con.execute("select count(*) from posting where roles > 0").fetchall()
        raise BrokenGenerationError(
            [(rule, count, example) for rule, count, example in broken], blamed, postings
        )
