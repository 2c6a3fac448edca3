"""`shortlist add|remove|note|status|list`: what the user decides."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from pipeline.commands.opening import open_generation, role_named
from pipeline.commands.options import DataOption, JsonlOption, JsonOption, QuietOption
from pipeline.paths import data_folder
from pipeline.shortlist import ENDED_REASONS, STATUSES, NotOnShortlistError, Shortlist
from pipeline.terminal import say, show, write_json, write_jsonl

app = typer.Typer(help="Save roles with a note and a status; it outlives every crawl.", no_args_is_help=True)

RoleIdArgument = Annotated[str, typer.Argument(metavar="ROLE_ID", help="As `sixthhire list` prints it.")]


@app.command()
def add(
    role_id: RoleIdArgument,
    note: Annotated[str | None, typer.Option(help="A note on it.")] = None,
    data: DataOption = None,
    quiet: QuietOption = False,
) -> None:
    """Save a role; saving it again changes nothing but the note, if one is given."""
    folder = data_folder(data)
    shortlist = Shortlist(folder)
    saved = shortlist.entry(role_id)
    if saved is None:
        row = role_named(open_generation(folder), role_id, folder)
        shortlist.add(role_id, row)
        say(f"Saved: {row.get('title')}, {row.get('company_name') or 'company unknown'}.", quiet=quiet)
    else:
        say(f"Already saved on {saved.saved_at[:10]}: {saved.title}.", quiet=quiet)
    if note is not None:
        shortlist.set_note(role_id, note)


@app.command()
def remove(role_id: RoleIdArgument, data: DataOption = None, quiet: QuietOption = False) -> None:
    """Take a role off the shortlist, with its note."""
    if not Shortlist(data_folder(data)).remove(role_id):
        raise NotOnShortlistError(role_id)
    say(f"Removed: {role_id}.", quiet=quiet)


@app.command()
def note(
    role_id: RoleIdArgument,
    text: Annotated[str, typer.Argument(metavar="TEXT", help='The new note; "" clears it.')],
    data: DataOption = None,
    quiet: QuietOption = False,
) -> None:
    """Write the note of a saved role."""
    Shortlist(data_folder(data)).set_note(role_id, text)
    say(f"Noted: {role_id}.", quiet=quiet)


@app.command()
def status(
    role_id: RoleIdArgument,
    to: Annotated[str, typer.Argument(metavar="STATUS", help=f"{', '.join(STATUSES)}.")],
    reason: Annotated[str | None, typer.Option(help=f"Why it ended: {', '.join(ENDED_REASONS)}.")] = None,
    data: DataOption = None,
    quiet: QuietOption = False,
) -> None:
    """Set how far you are with a saved role."""
    Shortlist(data_folder(data)).set_status(role_id, to, reason)
    say(f"Now {to}: {role_id}.", quiet=quiet)


@app.command("list")
def list_saved(
    data: DataOption = None,
    as_json: JsonOption = False,
    as_jsonl: JsonlOption = False,
    quiet: QuietOption = False,
) -> None:
    """List the saved roles, last saved first."""
    rows = [_row(entry) for entry in Shortlist(data_folder(data)).entries()]
    if as_jsonl:
        write_jsonl(rows)
    elif as_json:
        write_json({"schema_version": 1, "total": len(rows), "roles": rows})
    elif rows:
        from pipeline.tables import plain_table

        columns = ("status", "title", "company_name", "note", "saved_at", "role_id")
        show(plain_table(columns, [{**row, "saved_at": row["saved_at"][:10]} for row in rows]))
    else:
        say("The shortlist is empty: `sixthhire shortlist add ROLE_ID` saves a role.", quiet=quiet)


def _row(entry: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(entry)
