"""`dashboard` and `sources`: the screen, and what is read where."""

from __future__ import annotations

import os
import runpy
import socket
import sys
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from pipeline.commands.opening import open_generation
from pipeline.commands.options import DataOption, JsonOption
from pipeline.paths import data_folder
from pipeline.terminal import counted, say, show, write_json
from scrapers.errors import UsageError

PortOption = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Else the first free one from 8501 on.")
]
NoBrowserOption = Annotated[bool, typer.Option("--no-browser", help="Only serve; open no browser.")]


class PortTakenError(UsageError):
    """The port that was asked for cannot be had."""

    def __init__(self, port: int, reason: str) -> None:
        super().__init__(
            f"The dashboard cannot have port {port} ({reason}):"
            " name another with --port, or leave it out to take the first free one from 8501 on."
        )
        self.port = port


def dashboard(data: DataOption = None, port: PortOption = None, no_browser: NoBrowserOption = False) -> None:
    """Open the dashboard in the browser, served to this machine only."""
    serve(data_folder(data), port=port, no_browser=no_browser)


def serve(data: Path, *, port: int | None = None, no_browser: bool = False) -> NoReturn:
    """Serve the dashboard on 127.0.0.1, in this very process, until a signal ends it.

    Raises PortTakenError, and KeyboardInterrupt in the end.
    """
    if port:
        _refuse_taken(port)
    script = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"
    options = [
        "--server.address=127.0.0.1",
        # another site's name that is made to lead here (DNS rebinding) gets no data
        *(f"--server.allowedHosts={host}" for host in ("127.0.0.1", "localhost")),
        "--browser.gatherUsageStats=false",
        "--server.showEmailPrompt=false",
        f"--server.headless={'true' if no_browser else 'false'}",
        *([f"--server.port={port}"] if port else []),
    ]
    say("The dashboard runs until you press Ctrl-C.")
    os.environ["SIXTHHIRE_DATA"] = str(data)
    sys.argv = ["streamlit", "run", str(script), *options]
    try:
        runpy.run_module("streamlit", run_name="__main__")
    except SystemExit as ended:
        if ended.code:
            raise
    raise KeyboardInterrupt


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise PortTakenError(port, error.strerror or str(error)) from error


def sources(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Say what each source gives, on which terms, what its robots.txt says, and when it was last read."""
    from scrapers.sources import SOURCES, crawlable

    health, refused = _health(data_folder(data)), _refused_by_robots(data_folder(data))
    rows: list[dict[str, Any]] = []
    for name in crawlable():
        source, known = SOURCES[name], health.get(name, {})
        rows.append(
            {
                "source": name,
                "gives": source.gives,
                "terms": source.terms,
                "robots": source.robots,
                "robots_refused": refused.get(name, 0),
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
    refused = (
        f"; refused {counted(row['robots_refused'], 'board')} last time" if row["robots_refused"] else ""
    )
    return {
        "last read": read,
        "last success": (row["last_success_at"] or "never")[:10],
        "robots": row["robots"] + refused,
    }


def _refused_by_robots(data: Path) -> dict[str, int]:
    """Source -> boards whose robots.txt, or want of one, kept them from being read the last time."""
    from pipeline.generations import NoGenerationError

    try:
        boards = open_generation(data).boards()
    except NoGenerationError:
        return {}
    return Counter(
        row["source"]
        for row in boards
        if row["status"] == "blocked" and (row["error"] or "").startswith("robots.txt")
    )


def _health(data: Path) -> dict[str, dict[str, Any]]:
    from pipeline.export import plain
    from pipeline.generations import NoGenerationError

    try:
        generation = open_generation(data)
    except NoGenerationError:
        return {}
    return {row["source"]: plain(row) for row in generation.health()}
