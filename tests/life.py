"""One turn of what Sixth Hire does, in a process that may be killed anywhere: crawl, publish, save a role.

`python -m tests.life DATA WEBS ACKS` reads turns from standard input, `NUMBER STEP`, and lives each in a new
child (loading the program once): it prints the child's id, then how it ended. What a turn has finished it
appends to ACKS. At file-system step STEP (0: never) the child kills itself.
"""

from __future__ import annotations

import contextlib
import importlib
import itertools
import os
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.build import build
from pipeline.queries import Generation
from pipeline.roles import PostingContext, roles_from
from pipeline.shortlist import Shortlist
from scrapers.crawl import Order, crawl
from scrapers.items import JobPosting

WATCHED = {
    "open",
    "os.rename",
    "os.remove",
    "os.rmdir",
    "os.mkdir",
    "os.link",
    "shutil.copyfile",
    "sqlite3.connect",
}


LOADED = (
    "pyarrow",
    "pandas",
    "aiohttp",
    "tantivy",
    "scrapy.extensions.remote_control",
    "scrapers.spiders.ashby",
)
"""What a turn would load late, so that each child need not."""


def live(data: Path, web: Path, ack: Callable[..., None]) -> None:
    """Crawl, build, save the newest role and write a note on it."""
    report = crawl(Order(data=data, replay=web, sources=("ashby",)), warn=lambda _: None)
    ack("landed", report.run_id)
    ack("built", build(data).generation)
    role_id = max(row["role_id"] for row in Generation(Path(_current(data))).export_rows())
    Shortlist(data).add(role_id, {})
    ack("saved", role_id)
    Shortlist(data).set_note(role_id, f"seen in {web.name}")
    ack("noted", role_id, web.name)


def acknowledge(acks: Path, *words: str) -> None:
    """Append a line at once: it stays, whatever becomes of this process."""
    log = os.open(acks, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(log, (" ".join(map(str, words)) + "\n").encode())
    os.close(log)


def _current(data: Path) -> str:
    home = data / "generations"
    return str(home / (home / "CURRENT").read_text().strip())


def die_at(step: int, data: Path) -> None:
    """Kill this process at that step on the data folder's files."""
    steps = itertools.count(1)

    def count() -> None:
        if next(steps) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in WATCHED and any(str(one).startswith(str(data)) for one in arguments[:2]):
            count()

    sync = os.fsync

    def counted_sync(fd: int) -> None:
        count()
        sync(fd)
        count()

    os.fsync = counted_sync  # type: ignore[assignment]
    sys.addaudithook(watch)


def main(data: Path, webs: Path, acks: Path) -> None:
    """Live the turns that are asked for."""
    for name in LOADED:
        with contextlib.suppress(ImportError):  # an extra that is not installed
            importlib.import_module(name)
    of = PostingContext(source="ashby", board="t", company="T", homepage=None, observed_at=datetime.now(UTC))
    warm = JobPosting(posting_id="1", title="Engineer", url="https://t.example/1", description_html="<p>x")
    roles_from(warm, of)
    print("ready", flush=True)
    for line in sys.stdin:
        number, step = map(int, line.split())
        child = os.fork()
        if child == 0:
            if step:
                die_at(step, data)
            live(data, webs / str(number), partial(acknowledge, acks))
            os._exit(0)
        print(child, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
