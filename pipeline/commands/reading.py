"""`list`, `show` and `export`: what there is, in words or as data."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pipeline.commands.opening import open_generation, role_named
from pipeline.commands.options import (
    FLAGS,
    Asked,
    BadFilterError,
    DataOption,
    JsonlOption,
    JsonOption,
    QuietOption,
    one_form,
    takes_filters,
)
from pipeline.paths import data_folder
from pipeline.shortlist import Shortlist
from pipeline.terminal import console, counted, say, show, utc, write_json, write_jsonl
from scrapers.errors import UsageError

if TYPE_CHECKING:
    from pipeline.queries import Filters, Found, Generation

SCHEMA_VERSION = 1
"""Of the JSON documents on stdout; raised when a key changes its meaning."""


DEFAULT_VIEW = "Shown are open, early-stage, ML roles; --status all, --all-stages, --all-families widen that."


class BinaryToTerminalError(UsageError):
    """A binary format was asked for where only a person would see it."""

    def __init__(self, form: str) -> None:
        super().__init__(f"{form} is no text for a terminal: name a file with -o FILE.")


class UnknownEndingError(UsageError):
    """A file to export to whose ending is no format, with no format named."""

    def __init__(self, ending: str, known: tuple[str, ...]) -> None:
        super().__init__(
            f".{ending} is no format that export writes: end the file's name in one of {', '.join(known)},"
            " or name one with --format."
        )
        self.ending = ending


@takes_filters
def list_roles(
    data: DataOption = None,
    sort: Annotated[str, typer.Option(help="newest, team_size, hire_number, salary, best.")] = "newest",
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="At most so many roles.")] = 20,
    columns: Annotated[
        str,
        typer.Option(
            metavar="A,B", help="These public columns instead of the usual ones: role_id,title,url..."
        ),
    ] = "",
    as_json: JsonOption = False,
    as_jsonl: JsonlOption = False,
    quiet: QuietOption = False,
    *,
    asked: Asked,
) -> None:
    """List roles: open, early-stage and machine learning, unless filters say otherwise."""
    from typing import cast, get_args

    from pipeline.attribution import wish, wishes
    from pipeline.export import plain
    from pipeline.queries import PUBLIC_COLUMNS, Sort

    one_form(as_json=as_json, as_jsonl=as_jsonl)
    if sort not in get_args(Sort):
        raise BadFilterError("--sort", sort, f"known are {', '.join(get_args(Sort))}")
    names = [name.strip() for name in columns.split(",") if name.strip()]
    for name in names:
        if name not in PUBLIC_COLUMNS:
            raise BadFilterError("--columns", name, f"known are {', '.join(PUBLIC_COLUMNS)}")
    generation = open_generation(data_folder(data))
    found = generation.find_roles(asked.filters, sort=cast(Sort, sort), limit=limit)
    rows = [
        plain({name: row[name] for name in names} if names else {**row, "attribution": wish(row["role_id"])})
        for row in found.rows
    ]
    credited = wishes(row["role_id"] for row in found.rows)
    if as_jsonl:
        write_jsonl(rows)
    elif as_json:
        info = generation.info
        head = {"schema_version": SCHEMA_VERSION, "as_of": utc(info.as_of), "is_sample": info.is_sample}
        write_json({**head, "total": found.total, "attribution": credited or None, "roles": rows})
    else:
        _show_rows(rows, names)
        if credited:
            show(credited)
        say(_summary(generation, asked, found), quiet=quiet)


def _show_rows(rows: list[dict[str, Any]], names: list[str]) -> None:
    from pipeline.tables import plain_table, roles_table

    if rows:
        show(plain_table(names, rows) if names else roles_table(rows, console().width))


def _summary(generation: Generation, asked: Asked, found: Found) -> str:
    sample = "sample data, " if generation.info.is_sample else ""
    when = f"{sample}as of {generation.info.as_of[:10]}"
    if found.total == 0:
        return f"No role matches ({when}).{_relaxing(generation, asked.filters)}"
    all_of_them = counted(found.total, "role")
    shown = all_of_them if len(found.rows) == found.total else f"{len(found.rows)} of {all_of_them}"
    return f"{shown}, {when}." if asked.any else f"{shown}, {when}. {DEFAULT_VIEW}"


def _relaxing(generation: Generation, filters: Filters) -> str:
    best = [one for one in generation.relaxations(filters) if one.would_show][:3]
    return (
        " Would show: " + ", ".join(f"{one.would_show} {_relaxed(one.name)}" for one in best) + "."
        if best
        else ""
    )


def _relaxed(name: str) -> str:
    """How to drop a filter: those of the default view widen by an option of their own."""
    if name in ("ml_only", "early_stage"):
        return f"with --{FLAGS[name]}"
    return "with --status all" if name == "status" else f"without --{FLAGS.get(name, name)}"


def show_role(
    role_id: Annotated[
        str,
        typer.Argument(metavar="ROLE_ID", help="As `sixthhire list` prints it, or a beginning no other has."),
    ],
    data: DataOption = None,
    with_history: Annotated[
        bool, typer.Option("--history", help="Also what changed in it and in its company, and when.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show one role: every fact with its evidence, and the description."""
    from pipeline.export import plain
    from pipeline.history import history, same_opening, standing
    from pipeline.role_card import role_card

    folder = data_folder(data)
    generation = open_generation(folder)
    named = role_named(generation, role_id, folder)
    stands, others = standing(generation, named["role_id"]), same_opening(generation, named)
    row: dict[str, Any] = {**named, "standing": stands, "same_opening": others}
    if with_history:
        row["history"] = history(generation, row)
    if as_json:
        write_json(plain(row))
    else:
        show(role_card(plain(row)))


@takes_filters
def export(
    data: DataOption = None,
    form: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="csv, xlsx, json, jsonl, md or parquet; else by the file's ending, else csv.",
        ),
    ] = "",
    output: Annotated[
        str | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Else stdout, as is -; its ending is the format."
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every role: also closed ones, later stages, other families.")
    ] = False,
    quiet: QuietOption = False,
    *,
    asked: Asked,
) -> None:
    """Export the shortlist; with --all every role; with any filter the roles that `list` would find."""
    from pipeline.export import BINARY_FORMATS, write_file, write_stream

    if output == "":
        raise UsageError("-o needs the name of a file: leave it out, or give -, to write to stdout.")
    path = None if output in (None, "-") else Path(output).expanduser()
    form = _format(form, path)
    if everything and asked.any:
        raise UsageError("--all means every role: leave out the filters, or leave out --all.")
    if path is None and form in BINARY_FORMATS and sys.stdout.isatty():
        raise BinaryToTerminalError(form)
    rows, columns = _rows_to_export(
        data_folder(data), asked.filters if asked.any else None, everything=everything
    )
    passed = _Counted(rows)
    if path is None:
        write_stream(passed, columns, form, sys.stdout.buffer)
    else:
        write_file(passed, columns, form, path)
    if not passed.count and not (everything or asked.any):
        say(
            "The shortlist is empty: `sixthhire shortlist add ROLE_ID` saves a role, --all exports all.",
            quiet=quiet,
        )
    elif path is not None:
        say(f"{counted(passed.count, 'role')} written to {path}.", quiet=quiet)


def _format(named: str, path: Path | None) -> str:
    """The format named, else the one that the file's ending promises, else csv; the two must not differ."""
    from pipeline.export import ENDINGS, FORMATS

    form, ending = named.strip().lower(), path.suffix.removeprefix(".").lower() if path else ""
    if form and form not in FORMATS:
        raise BadFilterError("--format", named, f"known are {', '.join(FORMATS)}")
    if ending and not form and ending not in ENDINGS:
        raise UnknownEndingError(ending, tuple(FORMATS))
    promised = ENDINGS.get(ending, "")
    if form and promised and form != promised:
        raise UsageError(
            f"--format {form} and a file ending in .{ending} contradict each other: leave out one."
        )
    return form or promised or "csv"


def _rows_to_export(
    data: Path, filters: Filters | None, *, everything: bool
) -> tuple[Iterable[Mapping[str, Any]], tuple[str, ...]]:
    from pipeline.export import SHORTLIST_COLUMNS, shortlist_rows
    from pipeline.queries import PUBLIC_COLUMNS

    if everything or filters is not None:
        return open_generation(data).export_rows(filters), PUBLIC_COLUMNS
    entries = Shortlist(data).entries()
    return shortlist_rows(entries, _rows_by_id(data, [entry.role_id for entry in entries])), (
        *PUBLIC_COLUMNS,
        *SHORTLIST_COLUMNS,
    )


def _rows_by_id(data: Path, role_ids: list[str]) -> dict[str, Mapping[str, Any]]:
    """Rows of the saved roles; none where nothing is published: a shortlist can always be exported."""
    from pipeline.generations import NoGenerationError
    from pipeline.queries import Generation

    if not role_ids:
        return {}
    try:
        generation = Generation.open(data)
    except NoGenerationError:
        return {}
    return {row["role_id"]: row for row in generation.export_rows(ids=role_ids)}


class _Counted:
    """Rows that are counted as they pass."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self.rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        for row in self.rows:
            self.count += 1
            yield row
