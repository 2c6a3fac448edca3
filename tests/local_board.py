"""A job board on this machine, and crawls of it, each in a child: a reactor starts once a process."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from typing import Any

from pydantic import TypeAdapter

from scrapers.items import BoardSnapshot, Snapshot, SourceReport

HASTE: dict[str, Any] = {"PRIVATE_HOSTS_ALLOWED": True, "DOWNLOAD_DELAY": 0.001, "BACKOFF_FIRST": 0.05}
"""Settings that let a test ask this machine, and soon."""


@dataclass(frozen=True)
class Reply:
    """What the board answers. `length` overrides Content-Length; `after` waits so many seconds."""

    status: int = 200
    body: bytes = b'{"jobs": []}'
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    after: float = 0


@dataclass(frozen=True)
class Asked:
    """One request as the board saw it."""

    path: str
    at: float
    headers: dict[str, str]


Route = Reply | Sequence[Reply] | Callable[["LocalBoard"], Reply]
"""One answer for ever; or one after the other, the last one for ever; or one made from the board."""


class LocalBoard:
    """A server on 127.0.0.1 with one answer a path; everything else is 404. Counts what it is asked."""

    def __init__(self, routes: Mapping[str, Route]) -> None:
        self.routes = routes
        self.asked: list[Asked] = []
        self.most_at_once = self._at_once = 0
        self._lock = Lock()
        board = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                with board._counted(self):
                    board._answer(self)

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.origin = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> LocalBoard:
        Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def times(self, *paths: str) -> list[float]:
        """When any of the paths was asked for, in order."""
        return [asked.at for asked in self.asked if asked.path in paths]

    def _counted(self, handler: BaseHTTPRequestHandler) -> _Counted:
        return _Counted(self, handler)

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        route = self.routes.get(handler.path, Reply(404, b""))
        if callable(route):
            reply = route(self)
        elif isinstance(route, Reply):
            reply = route
        else:
            reply = route[min(self.paths().count(handler.path), len(route)) - 1]
        time.sleep(reply.after)
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
        handler.end_headers()
        handler.wfile.write(reply.body)


class _Counted:
    def __init__(self, board: LocalBoard, handler: BaseHTTPRequestHandler) -> None:
        self.board, self.handler = board, handler

    def __enter__(self) -> None:
        with self.board._lock:
            asked = Asked(self.handler.path, time.monotonic(), dict(self.handler.headers.items()))
            self.board.asked.append(asked)
            self.board._at_once += 1
            self.board.most_at_once = max(self.board.most_at_once, self.board._at_once)

    def __exit__(self, *_: object) -> None:
        with self.board._lock:
            self.board._at_once -= 1


@dataclass(frozen=True)
class Ask:
    """What one spider is to read: which boards of which server, with which settings over ours."""

    origin: str
    tokens: Sequence[str]
    settings: dict[str, Any] = field(default_factory=dict)
    known: dict[str, Any] = field(default_factory=dict)
    """By URL: etag, last_modified, body_sha256."""


@dataclass(frozen=True)
class Landed:
    """What one spider landed; `stderr` is what the whole crawl said."""

    report: SourceReport
    snapshots: dict[str, BoardSnapshot]
    stderr: str


class Crawl:
    """A crawl in a child process, begun at once, with a spider for each name in `asks`."""

    def __init__(self, data: Path, asks: Mapping[str, Ask]) -> None:
        self.data = data
        jobs = {
            name: {
                "origin": ask.origin,
                "tokens": ask.tokens,
                "settings": {**HASTE, **ask.settings},
                "known": ask.known,
            }
            for name, ask in asks.items()
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.local_crawl", json.dumps({"data": str(data), "jobs": jobs})],
            cwd=Path(__file__).parent.parent,
            stderr=subprocess.PIPE,
            text=True,
        )

    def landed(self) -> dict[str, Landed]:
        """Wait for its end; it must have landed exactly one whole file."""
        _, stderr = self.process.communicate(timeout=60)
        assert self.process.returncode == 0, stderr
        (file,) = self.data.glob("landing/*/*")
        read = TypeAdapter[Any](Snapshot).validate_json
        *items, report = [read(line) for line in file.read_text().splitlines()]
        return {
            source.source: Landed(
                source,
                {item.board.token: item for item in items if item.board.source == source.source},
                stderr,
            )
            for source in report.sources
        }


def crawled(data: Path, ask: Ask) -> Landed:
    """One spider's crawl, to its end."""
    return Crawl(data, {"local": ask}).landed()["local"]
