"""How often a source was asked within a day, over all crawls of one data folder.

Invariant: a call is written down before it is made, under a lock, so that no number of processes together
makes more calls in any 24 hours than a source allows. A line that nobody can read counts as a call made when
the file was last written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from scrapers.errors import DataFileError, UsageError
from scrapers.manners import IS_ROBOTS
from scrapers.outcome import RefusedError
from scrapers.sources import SOURCES, Source
from scrapers.whole_file import write_whole

DAY = timedelta(hours=24)
LOCK_SECONDS = 30.0


class CallsNotWritableError(DataFileError):
    """The file that counts the calls of a source cannot be written or is locked for long."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"cannot count calls in {path}: {problem}")
        self.path = path


class Calls:
    """The calls of one source in `<folder>/<source>.txt`, an instant a line. `most` in any 24 hours."""

    def __init__(self, folder: Path, source: str, most: int) -> None:
        self.path = folder / f"{source}.txt"
        self.most = most

    def next_at(self, now: datetime) -> datetime | None:
        """When the next call may be made; None: now."""
        made = self._made(now)
        return sorted(made)[-self.most] + DAY if len(made) >= self.most else None

    def take(self, now: datetime) -> bool:
        """Write one call down, if it may be made now; False, and nothing written, if not."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path.with_name(f".{self.path.stem}.lock"), timeout=LOCK_SECONDS):
                made = self._made(now)
                if len(made) >= self.most:
                    return False
                self._write([*made, now])
                return True
        except Timeout:
            raise CallsNotWritableError(self.path, "another crawl holds it") from None
        except OSError as error:
            raise CallsNotWritableError(self.path, error.strerror or str(error)) from error

    def _made(self, now: datetime) -> list[datetime]:
        """The calls of the last 24 hours; of a clock that ran ahead only those within a day."""
        try:
            lines = self.path.read_text(encoding="utf-8", errors="replace").split()
            written = datetime.fromtimestamp(self.path.stat().st_mtime, UTC)
        except FileNotFoundError:
            return []
        return [at for line in lines if abs((at := _instant(line) or written) - now) < DAY]

    def _write(self, made: list[datetime]) -> None:
        write_whole(self.path, "".join(f"{at.isoformat()}\n" for at in sorted(made)))


def _instant(line: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(line)
    except ValueError:
        return None
    return at if at.tzinfo else None


def calls_of(source: Source, data: Path) -> Calls | None:
    """The count of a source's calls in a data folder; None for a source without a limit."""
    return Calls(data / "calls", source.name, source.most_per_day) if source.most_per_day else None


def used_up(source: Source, data: Path, now: datetime) -> str | None:
    """The sentence that says that a source may not be asked now; None when it may."""
    calls = calls_of(source, data)
    at = calls.next_at(now) if calls else None
    if at is None:
        return None
    return (
        f"{source.name} allows {source.most_per_day} calls in 24 hours and they are made:"
        f" it is left out until {at:%Y-%m-%d %H:%M} UTC"
    )


class OneMachineOnlyError(UsageError):
    """Only sources with a daily limit were asked for on many machines, where nobody can count."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(f"{_counted_here(names)} alone")
        self.names = tuple(names)


def _counted_here(names: Sequence[str]) -> str:
    listed = " ".join(names)
    return f"calls of {listed} are counted on one machine: run `sixthhire crawl {listed}`"


def for_many_machines(names: Sequence[str], warn: Callable[[str], None]) -> list[str]:
    """The sources that may be asked from several machines at once: those without a daily limit.

    Says which are left out; OneMachineOnlyError when that leaves none.
    """
    limited = [name for name in names if SOURCES[name].most_per_day]
    left = [name for name in names if name not in limited]
    if limited and not left:
        raise OneMachineOnlyError(limited)
    if limited:
        warn(f"{_counted_here(limited)} for them")
    return left


class DailyCalls:
    """Downloader middleware: counts each request to a source with a daily limit, retries too, and refuses
    what is beyond it."""

    def __init__(self, crawler: Crawler) -> None:
        source = SOURCES.get(crawler.spidercls.name)
        if source is None or not source.most_per_day or crawler.settings.get("REPLAY_FOLDER"):
            raise NotConfigured
        self.source = source
        self.data: str | None = crawler.settings.get("DATA_FOLDER")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> DailyCalls:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise RefusedError for a call that is one too many, or that nobody could count."""
        if request.meta.get(IS_ROBOTS):
            return
        if not self.data:
            raise RefusedError(
                f"{self.source.name} allows {self.source.most_per_day} calls in 24 hours,"
                " which are counted in a data folder: run it with sixthhire crawl"
            )
        calls, now = calls_of(self.source, Path(self.data)), datetime.now(UTC)
        if calls and not calls.take(now):
            raise RefusedError(used_up(self.source, Path(self.data), now) or "its calls are used up")
