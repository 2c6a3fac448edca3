"""How a crawl and a build went: bars while it runs, then sentences, a table, or facts for --json."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pipeline.terminal import counted, on_terminal, say, show

if TYPE_CHECKING:
    from pipeline.build import BuildReport
    from scrapers.crawl import Progress
    from scrapers.items import CrawlReport, SourceReport

MOST_SENTENCES = 10
"""Postings that are told one by one."""


def tell_failures(report: CrawlReport) -> None:
    """Say what could not be read, a sentence each."""
    for source in report.sources:
        for sentence in source.errors:
            say(sentence)
    if nothing_read(report) or not report.sources:
        say("Nothing was read at all; roles that were known stay as they were.")


def nothing_read(report: CrawlReport) -> bool:
    """Whether a crawl that asked for boards got none of them: the network is down, or every source is."""
    return bool(report.sources) and all(one.boards == one.boards_failed for one in report.sources)


def show_sources(sources: Sequence[SourceReport], built: BuildReport | None) -> None:
    """Print a table of what each source gave, and what of it was new."""
    from pipeline.tables import plain_table

    news = {name: asdict(brought) for name, brought in built.by_source.items()} if built else {}
    nothing = {"new": 0, "changed": 0, "closed": 0} if built else {}
    listed = {name: {"postings": brought.pop("listed")} for name, brought in news.items()}
    counts = ("boards", "unchanged", "failed", "postings", "rejected")
    columns = ("source", "status", *counts, *nothing, "seconds")
    rows = [
        {
            **source.model_dump(),
            "failed": source.boards_failed,
            "unchanged": source.boards_unchanged,
            **news.get(source.source, nothing),
            **listed.get(source.source, {}),
            "seconds": f"{source.seconds:.1f}",
        }
        for source in sources
    ]
    show(plain_table(columns, rows))


def tell_build(built: BuildReport, *, quiet: bool) -> None:
    """Say what was published, and what was not."""
    for refused in built.landing_broken:
        say(f"The landing file {refused.path} was not read: {refused.reason}.")
    for one in built.not_understood[:MOST_SENTENCES]:
        say(f"{one.source}/{one.board}/{one.posting_id} was not understood, which is a bug: {one.reason}.")
    if len(built.not_understood) > MOST_SENTENCES:
        say(f"{len(built.not_understood) - MOST_SENTENCES} more postings were not understood.")
    if built.boards_older:
        say(
            f"{counted(built.boards_older, 'board')} had been read later than this, so that nothing of it was"
            " taken over: has the clock of this machine jumped back?"
        )
    if built.landing_waiting:
        say("No board was read, so nothing was published.", quiet=quiet)
        return
    if not built.published:
        say("Nothing new to publish.", quiet=quiet)
        return
    say(
        f"Published: {counted(built.postings_new, 'posting')} new, {built.postings_changed} changed,"
        f" {built.postings_closed} closed; now {counted(built.roles_open, 'open role')}"
        f" at {counted(built.companies, 'company', 'companies')}.",
        quiet=quiet,
    )


def build_facts(built: BuildReport) -> dict[str, Any]:
    """What a build did, for --json."""
    names = (
        "generation",
        "published",
        "landing_files",
        "landing_waiting",
        "boards_older",
        "boards",
        "postings",
        "postings_new",
        "postings_changed",
        "postings_closed",
        "roles_open",
        "roles_closed",
        "companies",
        "seconds",
    )
    return {
        **{name: getattr(built, name) for name in names},
        "landing_broken": [{"path": str(one.path), "reason": one.reason} for one in built.landing_broken],
        "not_understood": [asdict(one) for one in built.not_understood],
        "by_source": {name: asdict(counts) for name, counts in built.by_source.items()},
    }


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[Progress], None]]:
    """Bars on a terminal, one a source; nothing elsewhere."""
    if quiet or not on_terminal():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[postings]} postings, {task.fields[failed]} failed"),
        TimeElapsedColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def on_progress(now: Progress) -> None:
            if now.source not in tasks:
                tasks[now.source] = bars.add_task(now.source, total=now.of, postings=0, failed=0)
            bars.update(tasks[now.source], completed=now.boards, postings=now.postings, failed=now.failed)

        yield on_progress
