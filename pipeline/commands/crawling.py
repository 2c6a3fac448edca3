"""`demo`, `crawl` and `build`: from boards to the next generation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.commands.options import DataOption, JsonOption, QuietOption
from pipeline.commands.telling import (
    build_facts,
    nothing_read,
    progress,
    show_sources,
    tell_build,
    tell_failures,
)
from pipeline.paths import data_folder, demo_folder, make_usable
from pipeline.terminal import console, counted, on_terminal, say, show, write_json
from scrapers.errors import UsageError

if TYPE_CHECKING:
    from scrapers.crawl import Order
    from scrapers.items import CrawlReport

PARTIAL = 3
"""Exit code: something could not be read, the rest was published."""
NOTHING = 4
"""Exit code: nothing could be read at all, so nothing was published."""
BUILD_WAIT = 600.0
"""Seconds that a crawl waits for another build to end."""


class BadSpiderArgumentError(UsageError):
    """An argument for a spider that is not NAME=VALUE."""

    def __init__(self, given: str) -> None:
        super().__init__(f"-a {given} must be written NAME=VALUE, such as -a threads=4.")
        self.given = given


def demo(
    data: DataOption = None,
    open_dashboard: Annotated[bool, typer.Option("--open", help="Then open the dashboard on it.")] = False,
    quiet: QuietOption = False,
) -> None:
    """Run the whole job on the bundled sample, without internet, and print the ten best roles."""
    from pipeline.commands.looking import serve
    from pipeline.demo import run_demo
    from pipeline.queries import Filters, Generation
    from pipeline.tables import roles_table

    folder = demo_folder(data)
    say("Reading the bundled sample with the real spiders, without internet...", quiet=quiet)
    report, _ = run_demo(folder, warn=lambda text: say(text, quiet=quiet))
    generation = Generation.open(folder)
    found = generation.find_roles(Filters(), sort="best", limit=10)
    show(roles_table(found.rows, console().width))
    info = generation.info
    say(
        f"The ten best of {counted(found.total, 'early-stage machine-learning role')}, among"
        f" {counted(info.roles_open, 'open role')} at {counted(info.companies, 'company', 'companies')};"
        f" all invented, as of {info.as_of[:10]}."
    )
    boards = counted(sum(source.boards_failed for source in report.sources), "board")
    postings = counted(sum(source.rejected for source in report.sources), "posting")
    say(f"On purpose, as on the real web, {boards} and {postings} could not be read.", quiet=quiet)
    say(f"See more: `sixthhire dashboard --data {folder}`; list, show, export take --data too.", quiet=quiet)
    if open_dashboard:
        serve(folder)


def crawl(
    sources: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Else all.")] = None,
    boards: Annotated[
        Path | None,
        typer.Option("--boards", metavar="FILE", help="Registry; else bundled and yours."),
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Recorded answers instead of the network.")
    ] = None,
    arguments: Annotated[
        list[str] | None,
        typer.Option("-a", metavar="NAME=VALUE", help="For a source: threads=4."),
    ] = None,
    shard: Annotated[str, typer.Option(metavar="I/N", help="Only this part of the boards.")] = "1/1",
    no_build: Annotated[bool, typer.Option("--no-build", help="Only land, publish nothing.")] = False,
    must_read: Annotated[
        bool, typer.Option("--must-read", help="Exit with 4, not 3, when nothing at all could be read.")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read boards, conclude, publish: boards -> landing -> next generation."""
    from scrapers.crawl import crawl as crawl_boards

    order = new_order(data_folder(data), sources, boards, replay, arguments, shard)
    with progress(quiet=quiet) as on_progress:
        report = crawl_boards(order, on_progress, lambda text: say(text, quiet=quiet))
    try:
        finish_crawl(order.data, report, no_build=no_build, as_json=as_json, quiet=quiet)
    except typer.Exit:
        if must_read and nothing_read(report):
            raise typer.Exit(NOTHING) from None
        raise


def new_order(
    folder: Path,
    sources: Sequence[str] | None,
    boards: Path | None,
    replay: Path | None,
    arguments: Sequence[str] | None,
    shard: str,
) -> Order:
    """What a crawl's options ask for, in a data folder that can take it."""
    from pipeline.demo import SampleRolesError, holds_sample
    from pipeline.incremental import known_answers
    from scrapers.crawl import Order, Shard

    order = Order(
        data=folder,
        sources=tuple(sources or ()),
        boards_file=boards,
        replay=replay,
        arguments=_arguments(arguments or ()),
        shard=Shard.parse(shard),
    )
    make_usable(folder)
    if holds_sample(folder):
        raise SampleRolesError(folder)
    return replace(order, validators=known_answers(order))


def finish_crawl(
    folder: Path,
    report: CrawlReport,
    *,
    no_build: bool,
    as_json: bool,
    quiet: bool,
    missing: Sequence[str] = (),
) -> None:
    """Build what a crawl has landed, tell how both went, and leave with the exit code. `missing`: shards that
    nobody read."""
    from pipeline.build import build as build_generation
    from pipeline.generations import NoGenerationError

    tell_failures(report)
    built = None
    if not no_build:
        say("Concluding and publishing...", quiet=quiet or not on_terminal())
        try:
            built = build_generation(folder, wait=BUILD_WAIT)
        except NoGenerationError:
            if report.sources:  # else no source had anything to do, which is no failure
                raise
    if not (as_json or quiet):
        show_sources(report.sources, built)
    if built:
        tell_build(built, quiet=quiet)
    if as_json:
        write_json(
            {
                "schema_version": 1,
                "run_id": report.run_id,
                "sources": [source.model_dump() for source in report.sources],
                "build": build_facts(built) if built else None,
            }
        )
    if missing or any(source.status != "ok" or source.rejected for source in report.sources):
        raise typer.Exit(PARTIAL)
    if built and (built.landing_broken or built.not_understood or built.boards_older):
        raise typer.Exit(PARTIAL)


def build(
    data: DataOption = None,
    accept_drop: Annotated[
        bool, typer.Option("--accept-drop", help="Publish though a source lists under half of what it did.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Publish what crawls have landed: landing -> next generation."""
    from pipeline.build import build as build_generation

    built = build_generation(data_folder(data), wait=BUILD_WAIT, accept_drop=accept_drop)
    if as_json:
        write_json({"schema_version": 1, "build": build_facts(built)})
    tell_build(built, quiet=quiet)
    if built.landing_broken or built.not_understood or built.boards_older:
        raise typer.Exit(PARTIAL)


def _arguments(given: Sequence[str]) -> dict[str, str]:
    arguments = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals or not name.strip():
            raise BadSpiderArgumentError(text)
        arguments[name.strip()] = value.strip()
    return arguments
