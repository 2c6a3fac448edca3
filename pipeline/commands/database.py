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
from pipeline.terminal import counted, say, show, write_json

app = typer.Typer(help="The data files: look, verify, go back, back up.", no_args_is_help=True)


@app.command()
def info(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Say which generations there are, how old they are, and what is in the current one."""
    from dataclasses import asdict

    from pipeline import generations
    from pipeline.export import plain
    from pipeline.tables import plain_table

    folder = data_folder(data)
    current = plain({**asdict(open_generation(folder).info), "data": str(folder)})
    current["path"] = str(current["path"])
    current["saved_roles"] = len(Shortlist(folder).role_ids())
    files = [
        {"name": one.name, "state": one.state, "size_bytes": one.size_bytes}
        for one in generations.info(folder)
    ]
    if as_json:
        write_json({"schema_version": 1, "current": current, "generations": files})
        return
    show(plain_table(("what", "value"), [{"what": name, "value": value} for name, value in current.items()]))
    show(plain_table(("name", "state", "size_bytes"), files))


@app.command()
def check(data: DataOption = None, quiet: QuietOption = False) -> None:
    """Read everything in the current generation and in the shortlist, so that damage shows."""
    from pipeline import generations

    folder = data_folder(data)
    checked = generations.check(generations.current(folder))
    Shortlist(folder).check()
    rows = counted(sum(checked.rows.values()), "row")
    say(f"{checked.path.name} is whole ({rows} read), and so is the shortlist.", quiet=quiet)


@app.command()
def rollback(data: DataOption = None, quiet: QuietOption = False) -> None:
    """Return to the generation before the current one; the shortlist stays as it is."""
    from pipeline import generations

    now = generations.rollback(data_folder(data))
    say(f"{now.name} is the current generation now.", quiet=quiet)


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
