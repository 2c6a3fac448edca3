"""`fleet worker` and `fleet crawl`: one crawl on many machines."""

from __future__ import annotations

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import DataOption, JsonOption, QuietOption
from pipeline.paths import data_folder
from pipeline.terminal import say
from scrapers.errors import UsageError

app = typer.Typer(no_args_is_help=True, help="One crawl on many machines, with Redis as the queue.")

BROKER = "redis://127.0.0.1:6379/0"
BrokerOption = Annotated[
    str, typer.Option("--broker", envvar="SIXTHHIRE_BROKER", metavar="URL", help="The queue's Redis.")
]
SecondsOption = Annotated[
    int, typer.Option("--shard-seconds", min=1, metavar="N", help="A shard that takes longer is read again.")
]


class ExtraMissingError(UsageError):
    """A part of the program that is installed on demand is missing."""

    def __init__(self, extra: str) -> None:
        super().__init__(f"this needs the extra '{extra}': pip install 'sixthhire[{extra}]'")
        self.extra = extra


@app.command()
def worker(
    broker: BrokerOption = BROKER,
    slots: Annotated[int, typer.Option(min=1, max=64, help="Shards to read at once.")] = 2,
    shard_seconds: SecondsOption = 3600,
    verbose: Annotated[bool, typer.Option("--verbose", help="Tell what is taken and done.")] = False,
) -> None:
    """Take shards from the queue and read them, until Ctrl-C."""
    _need_fleet()
    from pipeline.fleet_worker import work

    say(f"Waiting for shards, {slots} at once; Ctrl-C ends.")
    raise typer.Exit(work(broker, slots, shard_seconds, "INFO" if verbose else "WARNING"))


@app.command()
def crawl(
    sources: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Else all.")] = None,
    shards: Annotated[int, typer.Option(min=1, max=9999, help="Parts to split the boards into.")] = 8,
    landing: Annotated[
        str,
        typer.Option(
            metavar="PLACE",
            help="Where workers leave files: a shared folder or s3://bucket/prefix; else the data folder.",
        ),
    ] = "",
    boards: Annotated[
        Path | None,
        typer.Option("--boards", metavar="FILE", help="Registry; else bundled and yours."),
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Recorded answers, in a folder that all share.")
    ] = None,
    arguments: Annotated[
        list[str] | None, typer.Option("-a", metavar="NAME=VALUE", help="For a source: threads=4.")
    ] = None,
    broker: BrokerOption = BROKER,
    shard_seconds: SecondsOption = 3600,
    patience: Annotated[
        float, typer.Option(min=1, metavar="SECONDS", help="Without any news for so long, give up.")
    ] = 600,
    no_build: Annotated[bool, typer.Option("--no-build", help="Only land, publish nothing.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Have workers read the boards, then conclude and publish here."""
    _need_fleet()
    from pipeline.commands.crawling import finish_crawl, new_order
    from pipeline.fleet import FleetOrder, combined, crawl_with_fleet
    from scrapers.crawl import boards_of, jobs_of
    from scrapers.quota import for_many_machines

    folder = data_folder(data)
    order = new_order(folder, sources, boards, replay, arguments, "1/1")

    def tell(text: str) -> None:
        say(text, quiet=quiet)

    jobs = jobs_of(order, tell)  # what cannot be crawled is told before it is sent
    if replay is None:
        order = replace(order, sources=for_many_machines([job.spider.name for job in jobs], tell))
    fleet = FleetOrder(
        crawl=order,
        boards=boards_of(order),
        shards=shards,
        broker=broker,
        place=landing or str(folder / "landing"),
        seconds=shard_seconds,
        patience=patience,
    )
    report = crawl_with_fleet(fleet, tell)
    for shard in report.missing:
        say(f"Shard {shard} was not read; run it with: sixthhire crawl --shard {shard} --data {folder}")
    finish_crawl(
        folder,
        combined(report),
        missing=report.missing,
        no_build=no_build or not report.landed,
        as_json=as_json,
        quiet=quiet,
    )


def _need_fleet() -> None:
    if not (find_spec("celery") and find_spec("redis") and find_spec("obstore")):
        raise ExtraMissingError("fleet")
