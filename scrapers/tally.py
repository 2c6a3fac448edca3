"""What one source's part of a crawl came to.

Invariant: a source is `ok` only when every board it was asked for was read in full, nothing crashed and
nothing was rejected; silence (no request, no snapshot) is `failed`.
"""

from __future__ import annotations

from collections.abc import Collection
from time import monotonic
from typing import Literal

from scrapers.engine import Item, Outcome
from scrapers.items import Board, BoardSnapshot, DirectorySnapshot, SourceReport
from scrapers.outcome import is_of_host

MOST_ERRORS = 20
"""Sentences that a SourceReport keeps."""


def _listed(item: Item) -> int:
    if isinstance(item, BoardSnapshot):
        return len(item.postings)
    return len(item.companies if isinstance(item, DirectorySnapshot) else item.filings)


class Tally:
    """Counts of a source while its snapshots come in. `boards` asked for, or None when it finds its own."""

    def __init__(self, source: str, boards: Collection[Board] | None) -> None:
        self.source = source
        self.asked = None if boards is None else len(boards)
        self.boards = self.postings = self.failed = self.rejected = self.partial = self.unchanged = 0
        self._open = {board.token for board in boards or ()}
        self._errors: list[str] = []
        self._of_host: dict[str, int] = {}
        self._more = 0
        self._begun = monotonic()

    def add(self, item: Item) -> None:
        """Count one snapshot."""
        board = isinstance(item, BoardSnapshot)
        token = item.board.token if isinstance(item, BoardSnapshot) else item.name
        self._open.discard(token)
        self.boards += 1
        self.postings += _listed(item)
        self.rejected += len(item.rejected)
        self.partial += item.status == "partial"
        self.unchanged += item.status == "unchanged"
        self.failed += item.status not in ("complete", "unchanged", "partial")
        for note in () if isinstance(item, DirectorySnapshot) else item.notes:
            self._say(f"{'board' if board else 'part'} {self.source}/{token} {note}")
        if item.error and is_of_host(item.error):
            self._of_host[item.error] = self._of_host.get(item.error, 0) + 1
        elif item.error:
            self._say(f"{'board' if board else 'part'} {self.source}/{token} {item.status}: {item.error}")

    def report(self, outcome: Outcome) -> SourceReport:
        """The verdict, once the spider is done."""
        stats = outcome.stats
        requests = stats.get("downloader/request_count", 0)
        for crash in outcome.crashes:
            self._say(f"{self.source} {crash}", first=True)
        for error, boards in self._of_host.items():
            many = f"{boards} board{'' if boards == 1 else 's'}"
            self._say(f"{self.source}: {error}: {many} not read", first=True)
        for token in sorted(self._open):
            self._say(f"board {self.source}/{token} gave no snapshot")
        if not requests:
            self._say(f"{self.source} sent no request", first=True)
        logged = stats.get("log_count/ERROR", 0) + stats.get("log_count/CRITICAL", 0)
        crashed = bool(outcome.crashes) or bool(stats.get("spider_exceptions/count"))
        crashed = crashed or stats.get("finish_reason") != "finished" or not requests
        if logged and not crashed:
            self._say(f"{self.source} logged {logged} errors")
        return SourceReport(
            source=self.source,
            status=self._status(crashed, logged),
            boards=self.boards + len(self._open),
            boards_failed=self.failed + len(self._open),
            boards_unchanged=self.unchanged,
            postings=self.postings,
            rejected=self.rejected,
            requests=requests,
            bytes=stats.get("downloader/response_bytes", 0),
            seconds=round(stats.get("elapsed_time_seconds", monotonic() - self._begun), 3),
            errors=self._told(),
        )

    def _status(self, crashed: bool, logged: int) -> Literal["ok", "partial", "failed"]:
        read = self.boards - self.failed
        if crashed or not read:
            return "failed"
        return "partial" if self.failed or self.partial or self.rejected or self._open or logged else "ok"

    def _say(self, sentence: str, first: bool = False) -> None:
        if first:
            self._errors.insert(0, sentence)
        elif len(self._errors) < MOST_ERRORS:
            self._errors.append(sentence)
        else:
            self._more += 1

    def _told(self) -> tuple[str, ...]:
        """The first sentences; the last one says how many more there are."""
        more = len(self._errors) - MOST_ERRORS + self._more
        if more <= 0:
            return tuple(self._errors)
        return *self._errors[: MOST_ERRORS - 1], f"{self.source}: {more + 1} more sentences like these"
