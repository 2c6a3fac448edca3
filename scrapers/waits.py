"""Hosts that asked to be left alone for hours, kept in a data folder from one crawl to the next.

Invariant: the file is whole at any moment, and a host is in it once, with the latest instant that it asked
for. A wait ends after a week at most, whatever a host asks for; a line that nobody can read is dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock

from scrapers.whole_file import write_whole

FILE_NAME = "waits.txt"
LONGEST = timedelta(days=7)
LOCK_SECONDS = 5.0


class Waits:
    """`<data>/waits.txt`: a host and an instant a line."""

    def __init__(self, data: Path) -> None:
        self.path = data / FILE_NAME

    def read(self, now: datetime) -> dict[str, datetime]:
        """Host -> when it may be asked again, of those that may not be asked now."""
        try:
            lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return {}
        found = dict(filter(None, map(_wait, lines)))
        return {host: at for host, at in found.items() if now < at <= now + LONGEST}

    def keep(self, host: str, until: datetime, now: datetime) -> None:
        """Write one wait down. Raises OSError, also where another crawl holds the file for long."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.path.with_name(".waits.lock"), timeout=LOCK_SECONDS):
            waits = self.read(now)
            waits[host] = max(min(until, now + LONGEST), waits.get(host, now))
            _write(self.path, waits)


def _wait(line: str) -> tuple[str, datetime] | None:
    host, _, text = line.partition(" ")
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (host, at.astimezone(UTC)) if at.tzinfo else None


def _write(path: Path, waits: Mapping[str, datetime]) -> None:
    write_whole(path, "".join(f"{host} {at.isoformat()}\n" for host, at in waits.items()))
