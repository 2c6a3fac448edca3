"""From landing files and the current generation to the next one.

Invariant: nothing that is published changes until a complete, checked generation takes its place, and a
landing file is removed only after the generation that holds it is published. A build that dies at any moment
can be run again. What cannot be merged costs itself: a posting whose roles break a rule keeps the roles it
had, a landing file that breaks the build is set aside.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from pipeline import generations, keeping, landing, search, sql
from pipeline.data_errors import DataFolderError
from pipeline.derive import BrokenGenerationError, derive, refuse_what_breaks_rules
from pipeline.gates import ShrunkenSourceError, refuse_drops
from pipeline.locks import build_lock
from pipeline.merge import Key, Merger, NotUnderstood
from pipeline.roles import INFERENCE_VERSION
from scrapers import clock
from scrapers.items import CrawlReport

__all__ = ["BrokenGenerationError", "BuildReport", "News", "ShrunkenSourceError", "build"]

ROUNDS = 6
"""Attempts at one build, each leaving out the postings that broke the last one."""

MOST_DROPPED = 0.5
"""Part of all postings that may lose their roles to a rule; beyond it, the rule is what is wrong."""

FULL = ("No space left", "File too large", "quota exceeded")
"""Words of the operating system, however DuckDB wraps them."""
OF_A_FILE = (duckdb.DataError, duckdb.IntegrityError, duckdb.InvalidInputException, BrokenGenerationError)
OF_A_VALUE = (ValueError, ArithmeticError, TypeError, LookupError, RecursionError)
"""What a landing file can raise; a full disk or a damaged generation raises something else."""


@dataclass(frozen=True, slots=True)
class News:
    """Postings of one source that its boards listed, and that a build found new, changed or gone."""

    listed: int = 0
    """Those of unchanged boards too, which a crawl does not count."""
    new: int = 0
    changed: int = 0
    closed: int = 0


@dataclass(slots=True)
class BuildReport:
    """What a build did. `generation` is the current one's file name; None when there is none yet."""

    generation: str | None = None
    published: bool = False
    landing_files: int = 0
    landing_waiting: int = 0
    """Files in which no board was read: they are recorded with the next one in which some board was."""
    landing_broken: list[landing.Refused] = field(default_factory=list)
    """Files that were not read, with the reason: put aside, or left in place when of a newer version."""
    runs: list[CrawlReport] = field(default_factory=list)
    boards: int = 0
    postings: int = 0
    inferred: int = 0
    """Postings whose text was read again, because it or the rules changed."""
    not_understood: list[NotUnderstood] = field(default_factory=list)
    """Postings that met a bug of ours; they keep the roles they had, unless those break a rule."""
    postings_new: int = 0
    postings_changed: int = 0
    postings_closed: int = 0
    boards_older: int = 0
    """Readings older than the last one of their board, which change nothing: a clock has jumped back."""
    by_source: dict[str, News] = field(default_factory=dict)
    roles_open: int = 0
    roles_closed: int = 0
    companies: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a build works, and what it may publish."""

    data: Path
    working: Path
    accept_drop: bool


def build(data: Path, *, wait: float = 0, accept_drop: bool = False) -> BuildReport:
    """Merge every whole landing file into a new generation and publish it.

    Nothing is published when no board was read and no rule has changed. Raises BuildLockedError (after `wait`
    seconds), DataFolderError, NoRoomError, NoGenerationError (no roles yet, and no landing),
    CorruptGenerationError, NewerGenerationError, BrokenGenerationError; ShrunkenSourceError unless
    `accept_drop`.
    """
    started = time.monotonic()
    with build_lock(data, generations.folder(data), wait):
        generations.sweep(data)
        report = _build(data, accept_drop=accept_drop)
        if report.published:
            search.publish_index(data)
    report.seconds = time.monotonic() - started
    return report


def _build(data: Path, *, accept_drop: bool) -> BuildReport:
    report = BuildReport()
    with contextlib.suppress(generations.NoGenerationError):
        report.generation = generations.current(data).name
    files = _whole_files(data, report)
    has_new_rules = bool(report.generation) and _rules_changed(data, report)
    if any(file.is_read for file in files) or has_new_rules:
        name = generations.new_name(data)
        place = _Place(data, generations.working_path(data, name), accept_drop)
        report = _next(place, name, files, report, has_new_rules=has_new_rules)
    elif not report.generation and not files and not report.landing_broken:
        raise generations.NoGenerationError(data)
    report.landing_waiting = 0 if report.published else len(files)
    return report


def _whole_files(data: Path, report: BuildReport) -> list[landing.Landed]:
    known = [generations.published_at(report.generation)] if report.generation else []
    last = clock.latest(*known)
    whole = []
    for path in landing.waiting(data):
        found = landing.inspect(path, last)
        if isinstance(found, landing.Refused):
            report.landing_broken.append(found)
        elif found.is_empty:
            landing.consume(path)
        else:
            whole.append(found)
    return sorted(whole, key=lambda f: (f.report.started_at, f.report.run_id, f.report.shard))


def _rules_changed(data: Path, report: BuildReport) -> bool:
    con = generations.open_generation(generations.current(data))
    try:
        found = con.execute("select value from meta where key = 'inference_version'").fetchall()
        _count(con, report)
    finally:
        con.close()
    return found != [(str(INFERENCE_VERSION),)]


def _next(
    place: _Place, name: str, files: Sequence[landing.Landed], report: BuildReport, *, has_new_rules: bool
) -> BuildReport:
    """Publish what the files bring, without those of them that break the build."""
    broken = list(report.landing_broken)
    with _tidy(place):
        try:
            built = _filled(place, files)
        except (*OF_A_FILE, *OF_A_VALUE) as error:
            _refuse_damage(place.data)
            files, refused = _sound(place, files, error)
            broken += refused
            if not (has_new_rules or any(file.is_read for file in files)):
                report.landing_broken = broken
                return report
            built = _filled(place, files)
        generations.publish(place.data, place.working, name)
        keeping.prune(place.data, name)
    for file in files:
        landing.consume(file.path)
    built.generation, built.published, built.landing_broken = name, True, broken
    return built


def _sound(
    place: _Place, files: Sequence[landing.Landed], error: Exception
) -> tuple[list[landing.Landed], list[landing.Refused]]:
    """Those files that can be built together, and the others, set aside; raises `error` if none is guilty."""
    sound: list[landing.Landed] = []
    refused = []
    try:
        _filled(place, [])
    except (*OF_A_FILE, *OF_A_VALUE):
        raise error from None
    for file in files:
        try:
            _filled(place, [*sound, file])
        except (*OF_A_FILE, *OF_A_VALUE) as guilt:
            said = " ".join(str(guilt).split())[:300]
            refused.append(
                landing.set_aside(file.path, f"it breaks the build ({type(guilt).__name__}: {said})")
            )
        else:
            sound.append(file)
    return sound, refused


@contextlib.contextmanager
def _tidy(place: _Place) -> Iterator[None]:
    """Nothing is left where a generation was built; what a full disk or a damaged file raises is named."""
    try:
        yield
    except (duckdb.Error, OSError) as error:
        _say_what_is_wrong(error, place.data)
        raise
    finally:
        generations.discard_working(place.working)


def _filled(place: _Place, files: Sequence[landing.Landed]) -> BuildReport:
    """A whole generation, to be published; postings whose roles break a rule are left out of it."""
    avoid: dict[Key, str] = {}
    drop: dict[Key, str] = {}
    for attempt in range(ROUNDS):
        generations.discard_working(place.working)
        earlier = generations.copy_current(place.data, place.working)
        try:
            return _fill(place, earlier, files, avoid, drop)
        except BrokenGenerationError as error:
            # first they are not read again, then even what they had is taken away
            drop |= {key: rule for key, rule in error.blamed.items() if key in avoid}
            avoid |= error.blamed
            if not error.blamed or attempt == ROUNDS - 1 or len(drop) > MOST_DROPPED * error.postings:
                raise
    raise AssertionError("the last attempt returns or raises")


def _fill(
    place: _Place,
    earlier: Path | None,
    files: Sequence[landing.Landed],
    avoid: dict[Key, str],
    drop: dict[Key, str],
) -> BuildReport:
    report = BuildReport()
    con = generations.open_working(place.working)
    try:
        if earlier:
            generations.refuse_newer(con, earlier)
        sql.run(con, "schema")
        merger = Merger(con, avoid)
        for file in files:
            if merger.has_read(file.report):
                continue
            merger.read(file)
            report.landing_files += 1
            report.runs.append(file.report)
        if not place.accept_drop:
            refuse_drops(con, [run.run_id for run in report.runs])
        merger.read_again()
        merger.without_roles(drop)
        _count_merged(report, merger)
        news = sql.run(con, "news", run_ids=[run.run_id for run in report.runs])
        report.by_source = {source: News(*counts) for source, *counts in news}
        derive(con, earlier.name if earlier else None)
        refuse_what_breaks_rules(con)
        _count(con, report)
        con.execute("checkpoint")
    finally:
        con.close()
    return report


def _refuse_damage(data: Path) -> None:
    """Raises CorruptGenerationError when it is the current generation that cannot be read."""
    with contextlib.suppress(generations.NoGenerationError):
        generations.check(generations.current(data))


def _say_what_is_wrong(error: Exception, data: Path) -> None:
    """Raises NoRoomError, DataFolderError or CorruptGenerationError where one of them is behind a failure."""
    if any(words in str(error) for words in FULL):
        free = shutil.disk_usage(generations.folder(data)).free
        raise generations.NoRoomError(data, free + 1, free) from error
    if isinstance(error, OSError):
        raise DataFolderError(data, error.strerror or str(error)) from error
    _refuse_damage(data)
    if isinstance(error, duckdb.IOException):
        raise DataFolderError(data, str(error).splitlines()[0]) from error


def _count_merged(report: BuildReport, merger: Merger) -> None:
    report.boards = merger.boards
    report.postings = merger.postings
    report.inferred = merger.inferred
    report.not_understood = merger.not_understood
    report.postings_new = merger.new
    report.postings_changed = merger.changed
    report.postings_closed = merger.closed
    report.boards_older = merger.older


def _count(con: duckdb.DuckDBPyConnection, report: BuildReport) -> None:
    ((report.roles_open, report.roles_closed, report.companies),) = con.execute(
        "select count(*) filter (status = 'open'), count(*) filter (status = 'closed'),"
        " (select count(*) from company) from role"
    ).fetchall()
