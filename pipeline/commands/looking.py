"""`dashboard` and `sources`: the screen, and what is read where."""

from __future__ import annotations

import os
import runpy
import socket
import sys
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
    """Say what each source gives, on which terms, what its robots.txt refused, and when it was last read."""
    from scrapers.sources import SOURCES, crawlable

    health, robots = _health(data_folder(data)), _robots(data_folder(data))
    rows: list[dict[str, Any]] = []
    for name in crawlable():
        source, known = SOURCES[name], health.get(name, {})
        rows.append(
            {
                "source": name,
                "gives": source.gives,
                "terms": source.terms,
                "robots": source.robots,
                "robots_refused": robots.get(name, {}).get("refused", 0),
                "robots_seen": robots.get(name),
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
    return {
        "last read": read,
        "last success": (row["last_success_at"] or "never")[:10],
        "robots": f"{row['robots']}{_verdict(row)}",
    }


def _verdict(row: dict[str, Any]) -> str:
    """What robots.txt meant for the boards as they were read last, and when; blank where none was."""
    said = row["robots_seen"]
    if said is None:
        return ""
    of = f"of {counted(said['of'], 'board')}"
    told = [f"refused {said['refused'] or 'none'} {of}"]
    told += [f"could not be had for {said['unreachable']} {of}"] if said["unreachable"] else []
    return f"; {' and '.join(told)} ({said['as_of'][:10]})"


def _robots(data: Path) -> dict[str, dict[str, Any]]:
    """Source -> what robots.txt meant for its boards, each as it was read last, and the newest instant."""
    from pipeline.export import plain
    from pipeline.generations import NoGenerationError

    try:
        boards = [plain(row) for row in open_generation(data).boards()]
    except NoGenerationError:
        return {}
    found: dict[str, dict[str, Any]] = {}
    for row in boards:
        said = found.setdefault(row["source"], {"of": 0, "refused": 0, "unreachable": 0, "as_of": ""})
        error = (row["error"] or "") if row["status"] == "blocked" else ""
        is_unreachable = error.startswith("robots.txt") and "cannot be had" in error
        said["of"] += 1
        said["unreachable"] += is_unreachable
        said["refused"] += error.startswith("robots.txt") and not is_unreachable
        said["as_of"] = max(said["as_of"], row["observed_at"])
    return found


def _health(data: Path) -> dict[str, dict[str, Any]]:
    from pipeline.export import plain
    from pipeline.generations import NoGenerationError

    try:
        generation = open_generation(data)
    except NoGenerationError:
        return {}
    return {row["source"]: plain(row) for row in generation.health()}
