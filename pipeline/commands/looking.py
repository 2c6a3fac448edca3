"""`dashboard`, `boards list` and `sources`: the screen, the registry, and what is read where."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from pipeline.commands.opening import open_generation
from pipeline.commands.options import DataOption, JsonlOption, JsonOption
from pipeline.paths import data_folder
from pipeline.terminal import say, show, write_json, write_jsonl

boards_app = typer.Typer(help="The registry of boards that a crawl reads.", no_args_is_help=True)

PortOption = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Else the first free one from 8501 on.")
]
NoBrowserOption = Annotated[bool, typer.Option("--no-browser", help="Only serve; open no browser.")]

ABOUT_SOURCES: dict[str, tuple[str, str]] = {
    "ashby": (
        "every opening of a board, with text, pay and equity where published",
        "documented public API, no key; read one board at a time",
    ),
    "greenhouse": (
        "every opening of a board, with text, and pay where published",
        "documented public API, no key; cached by them, no rate stated",
    ),
    "lever": (
        "every opening of a board, with text in parts, and pay where published",
        "documented public API, no key; robots asks for a second between requests, which is kept",
    ),
    "hackernews": (
        "the posts of the monthly Who is hiring? threads; a role for each that a post offers",
        "API offered for this use; each role credits and links its post, e-mail addresses are not exported",
    ),
    "yc_directory": (
        "companies: team size, batch, status, homepage; no roles of its own",
        "static JSON by yc-oss, a community mirror; credited, no page of ycombinator.com is read",
    ),
}
"""For each source with a spider: what it gives, and its terms in a line."""


def dashboard(data: DataOption = None, port: PortOption = None, no_browser: NoBrowserOption = False) -> None:
    """Open the dashboard in the browser, served to this machine only."""
    serve(data_folder(data), port=port, no_browser=no_browser)


def serve(data: Path, *, port: int | None = None, no_browser: bool = False) -> NoReturn:
    """Become the dashboard's server on 127.0.0.1, in this very process, so that a signal ends all of it."""
    script = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
    options = [
        "--server.address=127.0.0.1",
        "--browser.gatherUsageStats=false",
        "--server.showEmailPrompt=false",
    ]
    options.append(f"--server.headless={'true' if no_browser else 'false'}")
    if port:
        options.append(f"--server.port={port}")
    say("The dashboard runs until you press Ctrl-C.")
    sys.stdout.flush()
    sys.stderr.flush()
    command = [sys.executable, "-m", "streamlit", "run", str(script), *options]
    os.execve(sys.executable, command, {**os.environ, "SIXTHHIRE_DATA": str(data)})  # noqa: S606 - no shell


@boards_app.command("list")
def list_boards(
    source: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Else all.")] = None,
    boards: Annotated[
        Path | None, typer.Option("--boards", metavar="FILE", help="Else the bundled one.")
    ] = None,
    as_json: JsonOption = False,
    as_jsonl: JsonlOption = False,
) -> None:
    """List the boards of a registry file."""
    from scrapers.boards import read_boards
    from scrapers.sources import known

    wanted = {known(name).name for name in source or ()}
    rows = [board.model_dump() for board in read_boards(boards) if not wanted or board.source in wanted]
    if as_jsonl:
        write_jsonl(rows)
    elif as_json:
        write_json({"schema_version": 1, "total": len(rows), "boards": rows})
    else:
        from pipeline.tables import plain_table

        show(plain_table(("source", "token", "company", "homepage"), rows))
        say(f"{len(rows)} boards.")


def sources(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Say what each source gives, on which terms, and when it was last read."""
    from scrapers.sources import SOURCES, crawlable

    health = _health(data_folder(data))
    rows: list[dict[str, Any]] = []
    for name in crawlable():
        gives, terms = ABOUT_SOURCES[name]
        known = health.get(name, {})
        rows.append(
            {
                "source": name,
                "gives": gives,
                "terms": terms,
                "page": SOURCES[name].page,
                "last_success_at": known.get("last_ok_at"),
                "last_crawl_at": known.get("last_crawl_at"),
                "last_status": known.get("status"),
                "postings": known.get("postings"),
                "open_roles": known.get("roles_open"),
            }
        )
    if as_json:
        write_json({"schema_version": 1, "sources": rows})
    else:
        from pipeline.tables import plain_table

        shown = [
            {
                **row,
                "last read": f"{row['last_crawl_at'][:10]} {row['last_status']}"
                if row["last_crawl_at"]
                else "never",
                "last success": (row["last_success_at"] or "never")[:10],
            }
            for row in rows
        ]
        show(plain_table(("source", "gives", "terms", "last read", "last success", "postings"), shown))


def _health(data: Path) -> dict[str, dict[str, Any]]:
    from pipeline.export import plain
    from pipeline.generations import NoGenerationError

    try:
        generation = open_generation(data)
    except NoGenerationError:
        return {}
    return {row["source"]: plain(row) for row in generation.health()}
