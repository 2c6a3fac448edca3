"""Crawl again and again: which source is due when, one keeper a data folder, and the loop around a crawl.

Invariant: when a source is due depends on the clock on the wall and on when it was last begun, which lies in
a file; so a restart forgets nothing, and after a sleep what was missed is made up for once, not many times.
Every crawl is a process of its own.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.paths import make_usable
from scrapers.errors import DataFileError
from scrapers.sources import SOURCES
from scrapers.whole_file import write_whole

DAY = timedelta(days=1)
POLL = 30.0
"""Seconds between two looks at the clock: a process that waits longer sleeps through the end of a sleep."""
UNHURRIED = {"yc_directory": DAY, "sec_form_d": DAY}
"""Sources that change but once a day; whoever wants them more often says so."""


class ScheduleHeldError(DataFileError):
    """Another process keeps the schedule of the same data folder."""

    def __init__(self, data: Path, holder: str) -> None:
        super().__init__(
            f"{holder} keeps the schedule of {data} already: end it first, or name another --data DIR."
        )
        self.data = data


@dataclass(frozen=True)
class Pace:
    """How often each source is read."""

    every: timedelta
    own: Mapping[str, timedelta] = field(default_factory=dict)
    """Sources with a pace of their own; what a source's terms allow is never exceeded."""
    jitter: timedelta = timedelta(0)
    """Up to so much is added to each wait, by chance, so that not everybody knocks at the full hour."""

    def of(self, source: str) -> timedelta:
        """The least time between two crawls of a source."""
        known = SOURCES.get(source)
        allowed = DAY / known.most_per_day if known and known.most_per_day else timedelta(0)
        return max(self.own.get(source, max(self.every, UNHURRIED.get(source, self.every))), allowed)


class Starts:
    """When each source was last begun by a schedule, in `<data>/schedule.json`."""

    def __init__(self, data: Path) -> None:
        self.path = data / "schedule.json"

    def read(self) -> dict[str, datetime]:
        """Source -> instant; what cannot be read counts as never."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
            instants = {name: datetime.fromisoformat(text) for name, text in found["begun"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}
        return {name: at for name, at in instants.items() if at.tzinfo}

    def note(self, sources: Collection[str], at: datetime) -> None:
        """Write down that these are begun now."""
        begun = {**self.read(), **dict.fromkeys(sources, at)}
        text = json.dumps({"begun": {name: one.isoformat() for name, one in sorted(begun.items())}}, indent=1)
        try:
            write_whole(self.path, text + "\n")
        except OSError as error:
            raise DataFileError(f"Cannot write {self.path} ({error.strerror or error}).") from error


def due_at(source: str, pace: Pace, begun: Mapping[str, datetime], now: datetime) -> datetime:
    """When a source is to be read next: now if it never was; a clock that ran ahead counts as now."""
    last = begun.get(source)
    return now if last is None else min(last, now) + pace.of(source)


def due(
    sources: Collection[str],
    pace: Pace,
    begun: Mapping[str, datetime],
    now: datetime,
    early: timedelta = timedelta(0),
) -> list[str]:
    """The sources to read now, or that will be within `early`."""
    return [name for name in sources if due_at(name, pace, begun, now) <= now + early]


def tolerance(pace: Pace) -> timedelta:
    """How early a run that somebody else times (cron, systemd) may come: they are never late by nothing."""
    return min(max(pace.every / 10, pace.jitter) + timedelta(minutes=1), pace.every / 2)


@contextmanager
def keeping(data: Path) -> Iterator[None]:
    """One keeper a data folder, until the block or the process ends. Raises ScheduleHeldError."""
    make_usable(data)
    holder = data / ".schedule.pid"
    lock = FileLock(data / ".schedule.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise ScheduleHeldError(data, _named(holder)) from None
    try:
        holder.write_text(f"{os.getpid()} {datetime.now(UTC):%Y-%m-%d %H:%M} UTC", encoding="ascii")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _named(holder: Path) -> str:
    try:
        pid, since = holder.read_text(encoding="ascii").split(" ", 1)
        return f"Process {int(pid)}, running since {since},"
    except (OSError, ValueError):
        return "Another process"


def run_once(
    sources: Collection[str], pace: Pace, data: Path, crawl: Callable[[list[str]], int]
) -> int | None:
    """Crawl what is due, with some tolerance; the crawl's exit code, or None when nothing is due."""
    starts, now = Starts(data), datetime.now(UTC)
    chosen = due(sources, pace, starts.read(), now, tolerance(pace))
    if not chosen:
        return None
    _wait_until(now + pace.jitter * random.random())  # noqa: S311 - no secret
    starts.note(chosen, datetime.now(UTC))
    return crawl(chosen)


def run_on(
    sources: Callable[[], Collection[str]],
    pace: Pace,
    data: Path,
    crawl: Callable[[list[str]], int],
    tell: Callable[[datetime], None],
) -> None:
    """Crawl what is due, again and again, until a signal comes; `tell` is told when the next one begins."""
    starts = Starts(data)
    while True:
        names, now = sources(), datetime.now(UTC)
        begun = starts.read()
        first = min((due_at(name, pace, begun, now) for name in names), default=now + pace.every)
        at = first + pace.jitter * random.random()  # noqa: S311 - no secret
        if at > now:
            tell(at)
        _wait_until(at)
        now = datetime.now(UTC)
        chosen = due(names, pace, begun, now)
        if chosen:  # none when the clock was set back meanwhile
            starts.note(chosen, now)
            crawl(chosen)


def _wait_until(at: datetime) -> None:
    while (left := (at - datetime.now(UTC)).total_seconds()) > 0:
        time.sleep(min(POLL, left))
