"""The `sixthhire` command: one command is one function, and one place turns what went wrong into words.

Invariant: data goes to stdout, messages to stderr. Exit codes: 0 done, 1 a bug, 2 usage, 3 partial, 4 nothing
published, 5 a data file, 130 interrupted. Importing this imports nothing slow.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import Annotated, NoReturn

import typer

from pipeline import interrupts
from pipeline.commands import (
    board_history,
    boards,
    crawling,
    daily,
    database,
    fleet,
    lake,
    looking,
    reading,
    saving,
    searching,
)
from pipeline.terminal import say
from scrapers.errors import DataFileError, SixthHireError

NO_ROOM = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EIO}
"""Errors of a place that takes no more, not of the program."""

app = typer.Typer(
    name="sixthhire",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command()(crawling.demo)
app.command()(crawling.crawl)
app.command()(crawling.build)
app.command("list")(reading.list_roles)
app.command("show")(reading.show_role)
app.add_typer(saving.app, name="shortlist")
app.command()(reading.export)
app.command()(looking.dashboard)
app.command()(daily.schedule)
app.command()(daily.doctor)
app.command()(searching.digest)
app.add_typer(searching.app, name="searches")
boards.app.command("history")(board_history.board_history)
app.add_typer(boards.app, name="boards")
app.command()(looking.sources)
app.add_typer(fleet.app, name="fleet")
app.add_typer(lake.app, name="lake")
app.add_typer(database.app, name="db")


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        sys.stdout.write(f"sixthhire {version('sixthhire')}\n")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Find machine-learning roles at startups so small that you would be one of the first people there."""


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    sys.exit(_flushed(run(sys.argv[1:])))


def _flushed(code: int) -> int:
    """The exit code once all output is out: what is still held back may not fit either."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return _reader_left()
    except OSError as error:
        _write_no_more()
        return code or _unwritten(error)
    return code


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code; every error becomes one sentence on stderr.

    Raises KeyboardInterrupt when SIGINT or SIGTERM ended it.
    """
    try:
        return _invoke(arguments)
    except SixthHireError as error:
        _if_interrupted(error)
        say(f"sixthhire: {error}")
        return error.exit_code
    except typer.Exit as left:
        return left.exit_code
    except typer.Abort:
        return interrupts.INTERRUPTED
    except SystemExit as left:
        _if_interrupted(left)
        if isinstance(left.__context__, BrokenPipeError):  # rich's answer to one
            return _reader_left()
        raise
    except typer.exceptions.TyperException as error:
        return _usage(error)
    except Exception as error:  # noqa: BLE001 - the one place that turns what went wrong into words
        _if_interrupted(error)
        return _unforeseen(error)


def _invoke(arguments: list[str]) -> int:
    # Not `main` of the command, which turns a KeyboardInterrupt and a broken pipe into words of its own.
    command = typer.main.get_command(app)
    with command.make_context("sixthhire", list(arguments)) as context:
        code = command.invoke(context)
    return code if isinstance(code, int) else 0


def _if_interrupted(error: BaseException) -> None:
    """DuckDB and others wrap the interruption in an error of their own."""
    if interrupts.came():
        raise KeyboardInterrupt from error


def _unforeseen(error: Exception) -> int:
    if isinstance(error, BrokenPipeError):
        return _reader_left()
    full = error if isinstance(error, OSError) else error.__context__  # xlsxwriter wraps what it met
    if isinstance(full, OSError) and full.errno in NO_ROOM:
        return _unwritten(full)
    if os.environ.get("SIXTHHIRE_DEBUG"):
        raise error
    say(
        f"sixthhire: this is a bug ({type(error).__name__}: {error}); please report the command you gave"
        " and what it prints with SIXTHHIRE_DEBUG=1 before it."
    )
    return 1


def _usage(error: typer.exceptions.TyperException) -> int:
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.exit_code
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "sixthhire"
    say(f"sixthhire: {error.format_message().rstrip('.')}; `{command} --help` lists what it takes.")
    return error.exit_code


def _reader_left() -> int:
    """Whoever read stdout has seen enough (`| head`): that is no error, and the rest is not flushed to it."""
    _write_no_more()
    return 0


def _unwritten(error: OSError) -> int:
    say(f"sixthhire: the output could not be written ({error.strerror}); make room or write elsewhere.")
    return DataFileError.exit_code


def _write_no_more() -> None:
    """What is held back goes nowhere, so that the interpreter's last flush raises nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
