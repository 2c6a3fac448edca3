"""`dashboard` and `sources`: the screen, and what is read where."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from pipeline.commands.boards import app as boards_app
from pipeline.commands.opening import open_generation
from pipeline.commands.options import DataOption, JsonOption
from pipeline.paths import data_folder
from pipeline.terminal import say, show, write_json

__all__ = ["boards_app", "dashboard", "serve", "sources"]

PortOption = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Else the first free one from 8501 on.")
]
NoBrowserOption = Annotated[bool, typer.Option("--no-browser", help="Only serve; open no browser.")]


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


def sources(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Say what each source gives, on which terms, what its robots.txt says, and when it was last read."""
    from scrapers.sources import SOURCES, crawlable

    health = _health(data_folder(data))
    rows: list[dict[str, Any]] = []
    for name in crawlable():
        source, known = SOURCES[name], health.get(name, {})
        rows.append(
            {
                "source": name,
                "gives": source.gives,
                "terms": source.terms,
                "robots": source.robots,
                "page": source.page,
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

        columns = ("source", "gives", "terms", "robots", "last read", "last success", "postings")
        show(plain_table(columns, [{**row, **_when(row)} for row in rows]))


def _when(row: dict[str, Any]) -> dict[str, str]:
    read = f"{row['last_crawl_at'][:10]} {row['last_status']}" if row["last_crawl_at"] else "never"
    return {"last read": read, "last success": (row["last_success_at"] or "never")[:10]}


def _health(data: Path) -> dict[str, dict[str, Any]]:
    from pipeline.export import plain
    from pipeline.generations import NoGenerationError

    try:
        generation = open_generation(data)
    except NoGenerationError:
        return {}
    return {row["source"]: plain(row) for row in generation.health()}
