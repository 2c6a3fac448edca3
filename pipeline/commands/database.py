"""`db info|check|rollback|backup`: the files that hold the data."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.opening import open_generation
from pipeline.commands.options import DataOption, JsonOption, QuietOption
from pipeline.paths import data_folder
from pipeline.shortlist import FILE_NAME, Shortlist
from pipeline.terminal import counted, say, show, utc, write_json
from pipeline.user_file import ShortlistFileError
from scrapers.errors import DataFileError

app = typer.Typer(help="The data files: look, verify, go back, back up.", no_args_is_help=True)


@app.command()
def info(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Say which generations there are, how old they are, and what is in the current one."""
    from dataclasses import asdict

    from pipeline import generations
    from pipeline.export import plain
    from pipeline.tables import plain_table

    folder = data_folder(data)
    found = open_generation(folder).info
    instants = {"created_at": utc(found.created_at), "as_of": utc(found.as_of)}
    current = plain({**asdict(found), **instants, "data": str(folder)})
    current["path"] = str(current["path"])
    current["saved_roles"], trouble = _saved_roles(folder)
    files = [
        {"name": one.name, "state": one.state, "size_bytes": one.size_bytes}
        for one in generations.info(folder)
    ]
    if as_json:
        write_json({"schema_version": 1, "current": current, "generations": files})
    else:
        rows = [{"what": name, "value": value} for name, value in current.items()]
        show(plain_table(("what", "value"), rows))
        show(plain_table(("name", "state", "size_bytes"), files))
    if trouble:
        raise trouble


def _saved_roles(folder: Path) -> tuple[int | None, ShortlistFileError | None]:
    """How many roles are saved, else what is wrong with their file."""
    try:
        return len(Shortlist(folder).role_ids()), None
    except ShortlistFileError as error:
        return None, error


@app.command()
def check(data: DataOption = None, quiet: QuietOption = False) -> None:
    """Read everything in the current generation and in the shortlist, so that damage shows."""
    from pipeline import generations

    folder = data_folder(data)
    trouble: list[DataFileError] = []
    try:
        checked = generations.check(generations.current(folder))
        say(f"{checked.path.name} is whole ({counted(sum(checked.rows.values()), 'row')} read).", quiet=quiet)
    except DataFileError as error:
        trouble.append(error)
    try:
        Shortlist(folder).check()
        say("The shortlist is whole.", quiet=quiet or bool(trouble and not (folder / FILE_NAME).exists()))
    except ShortlistFileError as error:
        trouble.append(error)
    for other in trouble[:-1]:
        say(f"sixthhire: {other}")
    if trouble:
        raise trouble[-1]


@app.command()
def rollback(data: DataOption = None, quiet: QuietOption = False) -> None:
    """Return to the generation before the current one; the shortlist stays as it is."""
    from pipeline import generations

    folder = data_folder(data)
    now = generations.rollback(folder)
    aside = [one.name for one in generations.info(folder) if one.state == "rolled back"]
    kept = f" {aside[0]} is kept aside; `sixthhire db info` lists it." if aside else ""
    say(f"{now.name} is the current generation now, and the next crawl builds on it.{kept}", quiet=quiet)


@app.command()
def backup(
    to: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="Else a dated file in the data folder.")
    ] = None,
    data: DataOption = None,
    quiet: QuietOption = False,
) -> None:
    """Copy the shortlist safely, even while the dashboard writes to it; a crawl brings roles back."""
    folder = data_folder(data)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    to = to.expanduser().absolute() if to else folder / f"{Path(FILE_NAME).stem}-{stamp}.sqlite"
    Shortlist(folder).backup(to)
    say(
        f"The shortlist is copied to {to}; to restore it, put it in the place of {folder / FILE_NAME}.",
        quiet=quiet,
    )
