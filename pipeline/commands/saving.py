"""`shortlist add|remove|note|status|list`: what the user decides."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from pipeline.commands.opening import open_generation, role_named, the_one
from pipeline.commands.options import DataOption, JsonlOption, JsonOption, QuietOption, one_form
from pipeline.paths import data_folder
from pipeline.shortlist import ENDED_REASONS, STATUSES, NotOnShortlistError, Shortlist, check_status
from pipeline.terminal import console, say, show, write_json, write_jsonl

app = typer.Typer(help="Save roles with a note and a status; it outlives every crawl.", no_args_is_help=True)

RoleIdArgument = Annotated[
    str, typer.Argument(metavar="ROLE_ID", help="As `sixthhire list` prints it, or a beginning no other has.")
]
StatusOption = Annotated[
    str | None, typer.Option(metavar="STATUS", help=f"Where you are with it: {', '.join(STATUSES)}.")
]
ReasonOption = Annotated[str | None, typer.Option(help=f"Why it ended: {', '.join(ENDED_REASONS)}.")]


@app.command()
def add(
    role_id: RoleIdArgument,
    note: Annotated[str | None, typer.Option(help="A note on it.")] = None,
    status: StatusOption = None,
    reason: ReasonOption = None,
    data: DataOption = None,
    quiet: QuietOption = False,
) -> None:
    """Save a role; saving it again changes nothing but the note and the status, if they are given."""
    folder = data_folder(data)
    if status is not None or reason is not None:
        check_status(status or "wishlist", reason)
    shortlist = Shortlist(folder)
    saved = shortlist.entry(role_id)
    if saved is None:
        row = role_named(open_generation(folder), role_id, folder)
        role_id = row["role_id"]
        saved = None if shortlist.add(role_id, row) else shortlist.entry(role_id)
        if saved is None:
            say(f"Saved: {row.get('title')}, {row.get('company_name') or 'company unknown'}.", quiet=quiet)
    if saved is not None:
        say(f"Already saved on {saved.saved_at[:10]}: {saved.title}.", quiet=quiet)
    if note is not None:
        shortlist.set_note(role_id, note)
    if status is not None:
        shortlist.set_status(role_id, status, reason)


@app.command()
def remove(role_id: RoleIdArgument, data: DataOption = None, quiet: QuietOption = False) -> None:
    """Take a role off the shortlist, with its note."""
    shortlist = Shortlist(data_folder(data))
    role_id = _saved_id(shortlist, role_id)
    if not shortlist.remove(role_id):
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
    shortlist = Shortlist(data_folder(data))
    role_id = _saved_id(shortlist, role_id)
    shortlist.set_note(role_id, text)
    say(f"Noted: {role_id}.", quiet=quiet)


@app.command()
def status(
    role_id: RoleIdArgument,
    to: Annotated[str, typer.Argument(metavar="STATUS", help=f"{', '.join(STATUSES)}.")],
    reason: ReasonOption = None,
    data: DataOption = None,
    quiet: QuietOption = False,
) -> None:
    """Set how far you are with a saved role."""
    check_status(to, reason)
    shortlist = Shortlist(data_folder(data))
    role_id = _saved_id(shortlist, role_id)
    shortlist.set_status(role_id, to, reason)
    say(f"Now {to}: {role_id}.", quiet=quiet)


def _saved_id(shortlist: Shortlist, role_id: str) -> str:
    """The saved role that is meant. Raises NotOnShortlistError, AmbiguousRoleError."""
    found = the_one(role_id, shortlist.role_ids())
    if found is None:
        raise NotOnShortlistError(role_id)
    return found


@app.command("list")
def list_saved(
    data: DataOption = None,
    as_json: JsonOption = False,
    as_jsonl: JsonlOption = False,
    quiet: QuietOption = False,
) -> None:
    """List the saved roles, last saved first."""
    one_form(as_json=as_json, as_jsonl=as_jsonl)
    rows = [_row(entry) for entry in Shortlist(data_folder(data)).entries()]
    if as_jsonl:
        write_jsonl(rows)
    elif as_json:
        write_json({"schema_version": 1, "total": len(rows), "roles": rows})
    elif rows:
        from pipeline.attribution import wishes
        from pipeline.tables import saved_table

        show(saved_table(rows, console().width))
        if credited := wishes(row["role_id"] for row in rows):
            show(credited)
    else:
        say("The shortlist is empty: `sixthhire shortlist add ROLE_ID` saves a role.", quiet=quiet)


def _row(entry: Any) -> dict[str, Any]:
    from dataclasses import asdict

    from pipeline.attribution import wish

    return {**asdict(entry), "attribution": wish(entry.role_id)}
