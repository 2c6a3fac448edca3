"""`searches save|list|remove` and `digest`: what to look for again and again, and what is new."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands.crawling import PARTIAL
from pipeline.commands.opening import open_generation
from pipeline.commands.options import Asked, DataOption, JsonOption, QuietOption, takes_filters
from pipeline.paths import data_folder
from pipeline.terminal import counted, say, show, utc, write_json
from scrapers.errors import UsageError

if TYPE_CHECKING:
    from pipeline.searches import Told

MOST_IN_A_MESSAGE = 20
"""Roles of one search in a message; a feed and the terminal have all."""

app = typer.Typer(help="Searches that a digest runs again and again.", no_args_is_help=True)


@app.command()
@takes_filters
def save(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Any words; a search of this name is replaced.")
    ],
    only_later: Annotated[
        bool, typer.Option("--only-later", help="Do not tell what matches already, only what comes later.")
    ] = False,
    data: DataOption = None,
    quiet: QuietOption = False,
    *,
    asked: Asked,
) -> None:
    """Save the filters, as `list` takes them, under a name."""
    from pipeline.digest import find, to_tell
    from pipeline.generations import NoGenerationError
    from pipeline.searches import Searches

    folder = data_folder(data)
    searches = Searches(folder)
    is_new = searches.save(name, asked.filters)
    say(f"{'Saved' if is_new else 'Replaced'}: {name.strip()}.", quiet=quiet)
    try:
        generation = open_generation(folder)
    except NoGenerationError:
        return
    found = find(generation, folder, searches.to_run([name.strip()]))
    told = to_tell(found)
    if only_later:
        searches.remember(told)
        say(f"{counted(len(told), 'role')} of today will not be told.", quiet=quiet)
    else:
        say(f"The next digest has {counted(len(told), 'role')} for it.", quiet=quiet)


@app.command("list")
def list_searches(data: DataOption = None, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """List the saved searches, with the options of `list` that ask for the same."""
    from pipeline.searches import Searches, as_options
    from pipeline.tables import plain_table

    rows: list[dict[str, Any]] = [
        {
            "name": search.name,
            "options": as_options(search.filters),
            "saved_at": search.saved_at,
            "filters": search.filters.model_dump(mode="json", exclude_defaults=True),
        }
        for search in Searches(data_folder(data)).all()
    ]
    if as_json:
        write_json({"schema_version": 1, "total": len(rows), "searches": rows})
    elif rows:
        shown = [
            {**row, "options": shlex.join(row["options"]), "saved": row["saved_at"][:10]} for row in rows
        ]
        show(plain_table(("name", "options", "saved"), shown))
    else:
        say("No search is saved: `sixthhire searches save NAME --team 1,20` saves one.", quiet=quiet)


@app.command()
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME")], data: DataOption = None, quiet: QuietOption = False
) -> None:
    """Remove a saved search, with its memory of what it has told."""
    from pipeline.searches import Searches

    Searches(data_folder(data)).remove(name)
    say(f"Removed: {name}.", quiet=quiet)


def digest(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Only these saved searches; else all.")
    ] = None,
    atom: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write an Atom feed of all that was told lately.")
    ] = None,
    notify: Annotated[
        list[str] | None,
        typer.Option(
            metavar="URL",
            help="Send a message by apprise (mailto://, slack://, tgram://...); may be repeated."
            " Else SIXTHHIRE_NOTIFY: several, separated by spaces, and no password on your screen.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what is new; send, write and remember nothing.")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Tell what is new in each saved search (else in the default view), each role once."""
    from pipeline.digest import find, one_at_a_time, to_tell
    from pipeline.searches import Searches

    folder = data_folder(data)
    addresses = notify or os.environ.get("SIXTHHIRE_NOTIFY", "").split()
    if atom == "":
        raise UsageError("--atom needs the name of a file.")
    if addresses and not dry_run:
        from pipeline.notify import check_addresses

        check_addresses(addresses)
    searches = Searches(folder)
    generation = open_generation(folder)
    wanted = searches.to_run(names or ())
    as_of = utc(generation.info.as_of)
    if dry_run:
        _print(to_tell(find(generation, folder, wanted)), as_of, as_json=as_json, quiet=quiet)
        return
    with one_at_a_time(folder):
        told = to_tell(find(generation, folder, wanted))
        if atom and (told or not Path(atom).expanduser().exists()):
            from pipeline.feed import MOST_ENTRIES, write_feed

            write_feed([*told, *searches.last_told(MOST_ENTRIES)], folder, Path(atom).expanduser())
        if as_json or not (addresses or atom):
            _print(told, as_of, as_json=as_json, quiet=quiet)
            sys.stdout.flush()  # what cannot be written is not told
        silent = _send(told, as_of, addresses) if told and addresses else []
        if silent:
            say(f"Not taken: {', '.join(silent)}. Nothing is taken for told; the next digest has it again.")
            raise typer.Exit(PARTIAL)
        if told:
            searches.remember(told)
    if addresses or atom:
        say(f"{counted(len(told), 'new role')} told." if told else "Nothing is new.", quiet=quiet)


def _send(told: list[Told], as_of: str, addresses: list[str]) -> list[str]:
    from pipeline.digest import text
    from pipeline.notify import send

    title = f"Sixth Hire: {counted(len(told), 'new role')}"
    return send(title, text(told, as_of, MOST_IN_A_MESSAGE), addresses)


def _print(told: list[Told], as_of: str, *, as_json: bool, quiet: bool) -> None:
    from dataclasses import asdict

    from pipeline.digest import text

    if as_json:
        write_json(
            {"schema_version": 1, "as_of": as_of, "total": len(told), "told": [asdict(one) for one in told]}
        )
    elif told:
        sys.stdout.write(text(told, as_of))
    else:
        say("Nothing is new.", quiet=quiet)
