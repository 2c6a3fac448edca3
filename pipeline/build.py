"""From landing files and the current generation to the next one.

Invariant: nothing that is published changes until a complete, checked generation takes its place, and a
landing file is removed only after the generation that holds it is published. A build that dies at any moment
can be run again.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import duckdb

from pipeline import generations, landing, sql
from pipeline.data_errors import DataFolderError
from pipeline.locks import build_lock
from pipeline.merge import Merger, NotUnderstood
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
from scrapers.items import CrawlReport


class BrokenGenerationError(RefusedToPublishError):
    """The generation just built breaks its own rules; the published one stays."""

    def __init__(self, broken: list[tuple[str, int, str | None]]) -> None:
        rules = "; ".join(f"'{rule}' is broken {count}x, as by {example}" for rule, count, example in broken)
        super().__init__(
            f"Refused to publish what was built, and kept the generation before it: {rules}."
            " What was read waits in the landing folder: take away the file that has this, then build again."
        )
        self.broken = broken


@dataclass(frozen=True, slots=True)
class News:
    """Postings of one source that a build found new, changed or gone."""

    new: int = 0
    changed: int = 0
    closed: int = 0


@dataclass(slots=True)
class BuildReport:
    """What a build did. `generation` is the current one's file name; None when there is none yet."""

    generation: str | None = None
    published: bool = False
    landing_files: int = 0
    landing_broken: list[landing.Refused] = field(default_factory=list)
    """Files that were not read, with the reason: put aside, or left in place when of a newer version."""
    runs: list[CrawlReport] = field(default_factory=list)
    boards: int = 0
    postings: int = 0
    inferred: int = 0
    """Postings whose text was read again, because it or the rules changed."""
    not_understood: list[NotUnderstood] = field(default_factory=list)
    """Postings whose text met a bug of ours; they keep the roles they had."""
    postings_new: int = 0
    postings_changed: int = 0
    postings_closed: int = 0
    by_source: dict[str, News] = field(default_factory=dict)
    roles_open: int = 0
    roles_closed: int = 0
    companies: int = 0
    seconds: float = 0.0


def build(data: Path, *, wait: float = 0) -> BuildReport:
    """Merge every whole landing file into a new generation and publish it.

    With nothing new to read, nothing is published. Raises BuildLockedError (after `wait` seconds),
    DataFolderError, NoRoomError, NoGenerationError (no roles yet, and no landing), CorruptGenerationError,
    NewerGenerationError, BrokenGenerationError.
    """
    started = time.monotonic()
    with build_lock(data, generations.folder(data), wait):
        generations.sweep(data)
        report = _build(data)
    report.seconds = time.monotonic() - started
    return report


def _build(data: Path) -> BuildReport:
    report = BuildReport()
    files = _whole_files(data, report)
    with contextlib.suppress(generations.NoGenerationError):
        report.generation = generations.current(data).name
    if files or (report.generation and _rules_changed(data, report)):
        report.generation = _next(data, files, report)
        report.published = True
        for file in files:
            landing.consume(file.path)
    elif not report.generation and not report.landing_broken:
        raise generations.NoGenerationError(data)
    return report


def _next(data: Path, files: list[landing.Landed], report: BuildReport) -> str:
    """Fill and publish a new generation; its name."""
    name = generations.new_name(data)
    working = generations.working_path(data, name)
    try:
        earlier = generations.copy_current(data, working)
        _fill(working, earlier, files, report)
        generations.publish(data, working, name)
    except (duckdb.Error, OSError) as error:
        generations.discard_working(working)
        _say_what_is_wrong(error, data)
        raise
    except BaseException:
        generations.discard_working(working)
        raise
    return name


def _whole_files(data: Path, report: BuildReport) -> list[landing.Landed]:
    whole = []
    for path in landing.waiting(data):
        found = landing.inspect(path)
        if isinstance(found, landing.Landed):
            whole.append(found)
        else:
            report.landing_broken.append(found)
    return sorted(whole, key=lambda f: (f.report.started_at, f.report.run_id, f.report.shard))


def _rules_changed(data: Path, report: BuildReport) -> bool:
    con = generations.open_generation(generations.current(data))
    try:
        found = con.execute("select value from meta where key = 'inference_version'").fetchall()
        _count(con, report)
    finally:
        con.close()
    return found != [(str(INFERENCE_VERSION),)]


def _fill(working: Path, earlier: Path | None, files: list[landing.Landed], report: BuildReport) -> None:
    con = generations.open_working(working)
    try:
        if earlier:
            generations.refuse_newer(con, earlier)
        sql.run(con, "schema")
        merger = Merger(con)
        for file in files:
            if merger.has_read(file.report):
                continue
            merger.read(file)
            report.landing_files += 1
            report.runs.append(file.report)
        merger.read_again()
        _count_merged(report, merger)
        news = sql.run(con, "news", run_ids=[run.run_id for run in report.runs])
        report.by_source = {source: News(*counts) for source, *counts in news}
        derive(con)
        refuse_what_breaks_rules(con)
        _count(con, report)
        con.execute("checkpoint")
    finally:
        con.close()


def _say_what_is_wrong(error: Exception, data: Path) -> None:
    """Raises NoRoomError, DataFolderError or CorruptGenerationError where one of them is behind a failure."""
    if "No space left" in str(error):
        free = shutil.disk_usage(generations.folder(data)).free
        raise generations.NoRoomError(data, free + 1, free) from error
    if isinstance(error, OSError):
        raise DataFolderError(data, error.strerror or str(error)) from error
    with contextlib.suppress(generations.NoGenerationError):
        generations.check(generations.current(data))


def derive(con: duckdb.DuckDBPyConnection) -> None:
    """Make everything that spans postings anew: companies, roles, groups, joined evidence, meta."""
    as_of = con.execute(
        "select max(observed_at) from (from (select observed_at from board)"
        " union all (select observed_at from directory))"
    ).fetchall()[0][0]
    sql.run(con, "identity")
    sql.run(con, "company", as_of=as_of)
    sql.run(con, "role")
    sql.run(con, "public")
    is_sample = con.execute("select coalesce(bool_or(is_sample), false) from run").fetchall()[0][0]
    said = {
        "schema_version": str(generations.SCHEMA_VERSION),
        "inference_version": str(INFERENCE_VERSION),
        "created_at": datetime.now(UTC).isoformat(),
        "as_of": (as_of or datetime.now(UTC)).replace(tzinfo=UTC).isoformat(),
        "is_sample": "true" if is_sample else "false",
    }
    con.execute("delete from meta")
    con.execute(
        "insert into meta select unnest($keys), unnest($values)",
        {"keys": list(said), "values": list(said.values())},
    )


def refuse_what_breaks_rules(con: duckdb.DuckDBPyConnection) -> None:
    """Raises BrokenGenerationError when a rule of `sql/checks.sql` does not hold."""
    rows = sql.run(
        con,
        "checks",
        families=list(get_args(RoleFamily)),
        seniorities=list(get_args(Seniority)),
        stages=list(get_args(FundingStage)),
        regions=list(get_args(Region)),
        work_modes=list(get_args(WorkMode)),
        employment_types=list(get_args(EmploymentType)),
    )
    broken = [(rule, count, example) for rule, count, example in rows if count]
    if broken:
        raise BrokenGenerationError(broken)


def _count_merged(report: BuildReport, merger: Merger) -> None:
    report.boards = merger.boards
    report.postings = merger.postings
    report.inferred = merger.inferred
    report.not_understood = merger.not_understood
    report.postings_new = merger.new
    report.postings_changed = merger.changed
    report.postings_closed = merger.closed


def _count(con: duckdb.DuckDBPyConnection, report: BuildReport) -> None:
    ((report.roles_open, report.roles_closed, report.companies),) = con.execute(
        "select count(*) filter (status = 'open'), count(*) filter (status = 'closed'),"
        " (select count(*) from company) from role"
    ).fetchall()
