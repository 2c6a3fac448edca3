"""AtsSpider: what every applicant tracking system shares.

Invariant: one BoardSnapshot for every board that was asked for, whatever its server does. A new system gives
two hooks (`board_url`, `posting_from`) and says in class attributes where the rows stand and how its pages
are counted.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import quote, urlsplit

from scrapers.items import Answer, Board, BoardSnapshot, BoardStatus, JobPosting, Rejected
from scrapers.outcome import Trouble, UnreadableError
from scrapers.reading import SHAPE_ERRORS, Page, SourceSpider, Steps, listed, part, read_each, reason

MOST_PAGES = 50
"""A board of more pages is read in part: no early-stage employer has that many openings."""


@dataclass
class Reading:
    """A board while it is being read, page by page."""

    board: Board
    answers: list[Answer] = field(default_factory=list)
    postings: dict[str, JobPosting] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    rows: int = 0
    total: int | None = None


class AtsSpider(SourceSpider):
    """Base of the spiders that read one employer's board at a time."""

    rows_at: ClassVar[tuple[str, ...]] = ()
    """Keys that lead to the list of postings in an answer; () when the answer is the list."""
    total_at: ClassVar[tuple[str, ...] | None] = None
    """Keys that lead to the board's own count of postings, where it gives one."""
    page_size: ClassVar[int | None] = None
    """Postings of a full page: when exactly so many come, the next page is asked for."""

    @classmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        """Hook: the URL of a board, after its first `skip` postings."""
        raise NotImplementedError

    def posting_from(self, row: Any) -> JobPosting | None:
        """Hook: one row of an answer as a posting; None for a row that is no vacancy.

        Anything wrong with the row is raised (KeyError, ValueError, ...) and rejects this row alone.
        """
        raise NotImplementedError

    @classmethod
    def host_of(cls, board: Board) -> str:
        return urlsplit(cls.board_url(board)).hostname or ""

    def _conditions(self, url: str) -> dict[str, str]:
        # a first page that has not changed says nothing of the pages after it
        return {} if self.page_size else super()._conditions(url)

    async def start(self) -> AsyncIterator[Any]:
        for board in self.boards:
            yield self.ask(self.board_url(board), self.read_page, Reading(board))

    def read_page(self, page: Page, reading: Reading) -> Steps:
        """Take one page in; then ask for the next one, or yield the snapshot."""
        reading.answers.append(page.answer)
        trouble = page.trouble or self._take(page.data, reading)
        if trouble:
            yield self._snapshot(reading, trouble)
        elif reading.rows and self.page_size and reading.rows == self.page_size * len(reading.answers):
            if len(reading.answers) < MOST_PAGES:
                yield self.ask(self.board_url(reading.board, reading.rows), self.read_page, reading)
            else:
                yield self._snapshot(reading, Trouble("partial", f"has more than {MOST_PAGES} pages"))
        else:
            yield self._snapshot(reading, None)

    def _take(self, data: Any, reading: Reading) -> Trouble | None:
        try:
            rows = listed(part(data, *self.rows_at), ".".join(self.rows_at) or "the answer")
        except SHAPE_ERRORS as error:
            return Trouble("malformed", f"the answer is unreadable: {reason(error)}")
        postings, rejected = read_each(rows, self._posting)
        for posting in postings:
            reading.postings.setdefault(posting.posting_id, posting)
        reading.rejected += rejected
        reading.rows += len(rows)
        total = part(data, *self.total_at) if self.total_at else None
        reading.total = total if isinstance(total, int) else None
        return None

    def _posting(self, row: Any) -> JobPosting | None:
        posting = self.posting_from(row)
        if posting and not posting.title:
            raise UnreadableError("it has no title")
        return posting

    def _snapshot(self, reading: Reading, trouble: Trouble | None) -> BoardSnapshot:
        status, error = _judged(reading, trouble)
        return BoardSnapshot(
            board=reading.board,
            status=status,
            observed_at=self.observed_at(),
            answers=tuple(reading.answers),
            postings=tuple(reading.postings.values()),
            rejected=tuple(reading.rejected),
            error=error,
        )


def _judged(reading: Reading, trouble: Trouble | None) -> tuple[BoardStatus, str | None]:
    if trouble and trouble.status == "unchanged":
        return "unchanged", None
    if trouble and reading.rows and trouble.status != "partial":
        return "partial", f"page {len(reading.answers)}: {trouble.error}"
    if trouble:
        return trouble.status, trouble.error
    if reading.rejected:
        return (
            "partial",
            f"{len(reading.rejected)} of {reading.rows} postings unreadable: {reading.rejected[0].reason}",
        )
    if reading.total is not None and reading.rows < reading.total:
        return "partial", f"lists {reading.rows} of the {reading.total} postings that it counts"
    return "complete", None


def in_url(token: str) -> str:
    """A token as one path segment or one query value."""
    return quote(token, safe="")
