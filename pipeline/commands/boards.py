"""`boards list|add|remove|discover|confirm|refuse`: which boards a crawl reads, and finding more."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands.crawling import PARTIAL
from pipeline.commands.options import DataOption, JsonlOption, JsonOption, QuietOption, one_form
from pipeline.paths import data_folder, make_usable
from pipeline.terminal import counted, on_terminal, say, show, write_json, write_jsonl
from scrapers.errors import UsageError

if TYPE_CHECKING:
    from pipeline.discover import Discovered
    from pipeline.owners import Verdict
    from scrapers.items import Board

app = typer.Typer(help="The boards that a crawl reads: list, add, find more.", no_args_is_help=True)

ReplayOption = Annotated[
    Path | None, typer.Option("--replay", metavar="DIR", help="Recorded answers instead of the network.")
]
BoardArgument = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE/TOKEN...", help="As `sixthhire boards list` prints them."),
]
MOST_CRASHES = 3


class NoSuchCandidateError(UsageError):
    """A board was named that does not wait for a decision."""

    def __init__(self, named: str) -> None:
        super().__init__(
            f"'{named}' is no candidate: `sixthhire boards list --candidates` shows them,"
            " `sixthhire boards add URL` adds any other board."
        )
        self.named = named


class NotOwnBoardError(UsageError):
    """A board was to be removed that is not in the user's own registry."""

    def __init__(self, named: str) -> None:
        super().__init__(
            f"'{named}' is none of your own boards: `sixthhire boards list` shows whose is which."
        )
        self.named = named


class SampleBoardsError(UsageError):
    """Discovery was to look for the sample's companies on the real web."""

    def __init__(self, data: Path) -> None:
        super().__init__(f"{data} holds the sample, whose companies are invented: name another folder.")
        self.data = data


@app.command("list")
def list_boards(
    source: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Else all.")] = None,
    boards: Annotated[
        Path | None, typer.Option("--boards", metavar="FILE", help="Else the bundled ones and your own.")
    ] = None,
    candidates: Annotated[
        bool, typer.Option("--candidates", help="Boards that were found and wait for your word.")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
    as_jsonl: JsonlOption = False,
) -> None:
    """List the boards that a crawl reads; with --candidates those that were found and are not confirmed."""
    from scrapers.sources import known

    one_form(as_json=as_json, as_jsonl=as_jsonl)
    if candidates and boards:
        raise UsageError("--candidates are not those of a file: leave out --boards.")
    wanted = {known(name).name for name in source or ()}
    rows = _candidate_rows(data_folder(data)) if candidates else _board_rows(boards, data_folder(data))
    rows = [row for row in rows if not wanted or row["source"] in wanted]
    if as_jsonl:
        write_jsonl(rows)
    elif as_json:
        write_json({"schema_version": 1, "total": len(rows), "boards": rows})
    elif candidates:
        _show_candidates(rows)
    else:
        _show(("source", "token", "company", "homepage", "registry"), rows)
        say(f"{counted(len(rows), 'board')}.")


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="Of a board, a posting or a careers page.")],
    company: Annotated[str | None, typer.Option(metavar="NAME", help="The employer's name.")] = None,
    homepage: Annotated[str | None, typer.Option(metavar="URL", help="The employer's homepage.")] = None,
    unread: Annotated[bool, typer.Option("--unread", help="Do not look whether the board is there.")] = False,
    replay: ReplayOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Add a board to your own registry; every crawl without --boards then reads it."""
    from pipeline.adding import add_board

    folder = data_folder(data)
    make_usable(folder)
    added = add_board(folder, url, company=company, homepage=homepage, look=not unread, replay=replay)
    if as_json:
        write_json({"schema_version": 1, "added": added.is_new, "board": added.board.model_dump()})
    name = added.board.company or "company not named (--company NAME names it)"
    did = "Added" if added.is_new else "Changed" if added.is_changed else "Already known"
    note = f" ({added.note})" if added.note else ""
    say(f"{did}: {name}, {_name(added.board)}{note}.", quiet=quiet or as_json)


@app.command()
def discover(
    limit: Annotated[
        int | None, typer.Option(min=0, metavar="N", help="Look at no more sites and boards now.")
    ] = None,
    replay: ReplayOption = None,
    data: DataOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find boards: in posts that were crawled, and on the sites of companies that a directory lists.

    One request a page, at most four pages a site; a look counts for 30 days. A board is added when the
    company's own page leads to it, or when it names the company; others wait: `boards list --candidates`.
    """
    from pipeline.demo import holds_sample
    from pipeline.discover import discover as look_for_boards

    folder = data_folder(data)
    if holds_sample(folder) and replay is None:
        raise SampleBoardsError(folder)
    if replay is None and not os.environ.get("SIXTHHIRE_CONTACT"):
        say("set SIXTHHIRE_CONTACT to an e-mail or web address, so that the sites we read can reach you")

    def progress(done: int, of: int) -> None:
        if done % (10 if on_terminal() else 100) == 0 or done == of:
            say(f"{done:,} of {counted(of, 'site or board', 'sites and boards')} looked at", quiet=quiet)

    done = look_for_boards(folder, replay=replay, limit=limit, progress=progress)
    if as_json:
        write_json(_discovered(done))
    else:
        _show(("source", "token", "company", "why"), [_row(one) for one in done.of("accepted")])
    for crash in done.crashes[:MOST_CRASHES]:
        say(crash)
    _tell(done, quiet=quiet)
    if done.crashes or (done.looked_at and done.unread == done.looked_at):
        raise typer.Exit(PARTIAL)


@app.command()
def confirm(named: BoardArgument, data: DataOption = None, quiet: QuietOption = False) -> None:
    """Add candidates to your own registry."""
    from pipeline.discovery_file import Memory
    from scrapers.own_boards import OwnBoards

    folder = data_folder(data)
    memory = Memory(folder)
    for one in _candidates(memory, named):
        OwnBoards(folder).add([one.board])
        memory.forget(one.board)
        say(f"Added: {one.board.company or 'company not named'}, {_name(one.board)}.", quiet=quiet)


@app.command()
def remove(named: BoardArgument, data: DataOption = None, quiet: QuietOption = False) -> None:
    """Take boards out of your own registry; their roles stay until a crawl would have closed them."""
    from scrapers.own_boards import OwnBoards

    mine = OwnBoards(data_folder(data))
    for name in named:
        if not mine.remove(name):
            raise NotOwnBoardError(name)
        say(f"Removed: {name}.", quiet=quiet)


@app.command()
def refuse(named: BoardArgument, data: DataOption = None, quiet: QuietOption = False) -> None:
    """Never offer these candidates again."""
    from pipeline.discovery_file import Memory

    memory = Memory(data_folder(data))
    for one in _candidates(memory, named):
        memory.refuse(one.board)
        say(f"Refused: {_name(one.board)}.", quiet=quiet)


def _candidates(memory: Any, named: Sequence[str]) -> list[Verdict]:
    """The candidates of those names, all of them known before any is decided."""
    waiting = {_name(one.board).lower(): one for one in memory.candidates()}
    for name in named:
        if name.lower() not in waiting:
            raise NoSuchCandidateError(name)
    return [waiting[name.lower()] for name in dict.fromkeys(named)]


def _name(board: Board) -> str:
    return f"{board.source}/{board.token}"


def _board_rows(file: Path | None, data: Path) -> list[dict[str, Any]]:
    from scrapers.boards import key_of, read_boards
    from scrapers.own_boards import OwnBoards, registry

    if file:
        return [{**board.model_dump(), "registry": "file"} for board in read_boards(file)]
    own = {key_of(board) for board in OwnBoards(data).read()}
    return [
        {**board.model_dump(), "registry": "own" if key_of(board) in own else "bundled"}
        for board in registry(data)
    ]


def _candidate_rows(data: Path) -> list[dict[str, Any]]:
    from pipeline.discovery_file import Memory
    from scrapers.boards import key_of
    from scrapers.own_boards import registry

    known = {key_of(board) for board in registry(data)}
    return [_row(one) for one in Memory(data).candidates() if key_of(one.board) not in known]


def _row(one: Verdict) -> dict[str, Any]:
    return {**one.board.model_dump(), "why": one.why, "found_on": one.found_on}


def _show(columns: Sequence[str], rows: Sequence[dict[str, Any]]) -> None:
    from pipeline.tables import plain_table

    if rows:
        show(plain_table(columns, rows))


def _show_candidates(rows: Sequence[dict[str, Any]]) -> None:
    _show(("source", "token", "company", "why", "found_on"), rows)
    if rows:
        say(
            f"{counted(len(rows), 'candidate')}: `sixthhire boards confirm SOURCE/TOKEN` adds one,"
            " `refuse` puts it away for good."
        )
    else:
        say("No board waits for your word: `sixthhire boards discover` looks for some.")


def _discovered(done: Discovered) -> dict[str, Any]:
    return {
        "schema_version": 1,
        "found": len(done.found),
        "added": [board.model_dump() for board in done.added],
        "boards": [{"state": one.state, **_row(one)} for one in done.found],
        **{name: getattr(done, name) for name in ("looked_at", "unread", "remembered", "left")},
    }


def _tell(done: Discovered, *, quiet: bool) -> None:
    known, waiting, dead = (len(done.of(state)) for state in ("known", "candidate", "dead"))
    said = [f"{known} known before", f"{len(done.added)} added", f"{waiting} waiting"]
    said += [f"{dead} gone"] if dead else []
    looked = f"Looked at {counted(done.looked_at, 'site or board', 'sites and boards')}"
    looked += f", {done.unread} of them unreadable" if done.unread else ""
    looked += f"; {done.remembered} looked at earlier" if done.remembered else ""
    looked += f"; {done.left} left for another time" if done.left else ""
    say(f"{looked}.", quiet=quiet)
    if 0 < done.looked_at == done.unread:
        say("Nothing at all could be read: is there a network?")
    say(f"{counted(len(done.found), 'board')} found: {', '.join(said)}.", quiet=quiet)
    if waiting:
        say("`sixthhire boards list --candidates` says why they wait.", quiet=quiet)
    if not (done.looked_at or done.remembered or done.found):
        say("Nothing leads to a board: `sixthhire crawl hackernews yc_directory` first.", quiet=quiet)
