"""AtsSpider: what every applicant tracking system shares.

Invariant: one BoardSnapshot for every board that was asked for, whatever its server does. A new system gives
two hooks (`board_url`, `posting_from`) and says in class attributes where the rows stand and how its pages
are counted.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import quote, urlsplit

from scrapy import Request

from scrapers.items import Answer, Board, BoardSnapshot, BoardStatus, JobPosting, Rejected
from scrapers.outcome import Trouble, UnreadableError
from scrapers.reading import (
    SHAPE_ERRORS,
    Known,
    Page,
    SourceSpider,
    Steps,
    Then,
    distinct,
    listed,
    part,
    read_each,
    reason,
    words,
)

MOST_PAGES = 50
"""A board of more pages is read in part: no early-stage employer has that many openings."""


@dataclass
class Reading:
    """A board while it is being read, page by page."""

    board: Board
    host: str | None = None
    """Where the board was found, when its own host did not know it."""
    answers: list[Answer] = field(default_factory=list)
    postings: dict[str, JobPosting] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    trouble: Trouble | None = None
    pages: int = 0
    rows: int = 0
    last_rows: int = 0
    """Rows of the last page alone."""
    total: int | None = None
    repeated: int = 0

    @property
    def asked(self) -> Board:
        """The board with the host that it is asked for at."""
        return self.board.model_copy(update={"host": self.host}) if self.host else self.board


class AtsSpider(SourceSpider, ABC):
    """Base of the spiders that read one employer's board at a time."""

    rows_at: ClassVar[tuple[str, ...]] = ()
    """Keys that lead to the list of postings in an answer; () when the answer is the list."""
    id_at: ClassVar[str] = "id"
    """Key of a posting's id in its row: a posting that is rejected under its id is not taken for closed."""
    total_at: ClassVar[tuple[str, ...] | None] = None
    """Keys that lead to the board's own count of postings, where it gives one."""
    company_at: ClassVar[tuple[str, ...] | None] = None
    """Keys that lead to the employer's name, where it stands beside the list."""
    page_size: ClassVar[int | None] = None
    """Postings of a full page: when exactly so many come, the next page is asked for."""
    pages_counted: ClassVar[bool] = False
    """Whether `board_url` skips pages instead of postings."""
    one_answer: ClassVar[bool] = True
    """Whether a board is one answer, so that an unchanged one says that the board is unchanged."""
    row_a_place: ClassVar[bool] = False
    """Whether a posting in several places is a row for each, all with its id."""

    @classmethod
    @abstractmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        """Hook: the URL of a board, after its first `skip` postings (or pages)."""

    @abstractmethod
    def posting_from(self, row: Any, board: Board) -> JobPosting | None:
        """Hook: one row of an answer as a posting; None for a row that is no vacancy.

        Anything wrong with the row is raised (KeyError, ValueError, ...) and rejects this row alone.
        """

    @classmethod
    def host_of(cls, board: Board) -> str:
        return urlsplit(cls.board_url(board)).hostname or ""

    def known_of(self, url: str) -> Known:
        # a first page that has not changed says nothing of the pages after it
        return super().known_of(url) if self.one_answer and not self.page_size else ()

    async def start(self) -> AsyncIterator[Any]:
        for board in self.boards:
            yield self.ask(self.board_url(board), self.read_page, Reading(board))

    def ask_on(self, url: str, then: Then, reading: Any) -> Request:
        """A further request for a board: before those of boards not begun, so that few are held at once."""
        return self.ask(url, then, reading).replace(priority=1)

    def read_page(self, page: Page, reading: Reading) -> Steps:
        """Take one page in; then ask for the next one, or finish."""
        reading.answers.append(page.answer)
        reading.pages += 1
        reading.last_rows, known, repeated = 0, len(reading.postings), reading.repeated
        trouble = page.trouble or self._take(page.data, reading)
        if len(reading.postings) == known and reading.repeated > repeated:
            trouble = Trouble("partial", f"page {reading.pages} lists only what the pages before it list")
        if trouble is None and reading.rows > reading.last_rows == 0 and self.has_more(page.data, reading):
            trouble = Trouble("partial", f"page {reading.pages} is empty, though it is not the last one")
        if trouble is None and reading.last_rows and self.has_more(page.data, reading):
            if reading.pages < MOST_PAGES:
                skip = reading.pages if self.pages_counted else reading.rows
                yield self.ask_on(self.board_url(reading.asked, skip), self.read_page, reading)
                return
            trouble = Trouble("partial", f"has more than {MOST_PAGES} pages")
        if trouble and reading.rows and trouble.status not in ("partial", "unchanged"):
            trouble = Trouble("partial", f"page {reading.pages}: {trouble.error}")
        reading.trouble = trouble
        yield from self.finish(reading)

    def has_more(self, data: Any, reading: Reading) -> bool:
        """Whether another page follows the one that was just read; for systems that say so, to override."""
        return self.page_size is not None and reading.rows == self.page_size * reading.pages

    def finish(self, reading: Reading) -> Steps:
        """What follows the last page of the list: the snapshot, or what a system wants to ask before it."""
        yield self.snapshot(reading)

    def _take(self, data: Any, reading: Reading) -> Trouble | None:
        try:
            rows = listed(part(data, *self.rows_at), ".".join(self.rows_at) or "the answer")
        except SHAPE_ERRORS as error:
            return Trouble("malformed", f"the answer is unreadable: {reason(error)}")
        company = words(part(data, *self.company_at)) if self.company_at else None
        postings, rejected = read_each(
            rows, lambda row: self._posting(row, reading.asked, company), (self.id_at,)
        )
        for posting in postings:
            self._keep(posting, reading)
        reading.rejected += rejected
        reading.last_rows = len(rows)
        reading.rows += len(rows)
        total = part(data, *self.total_at) if self.total_at else None
        reading.total = total if isinstance(total, int) else None
        return None

    def _posting(self, row: Any, board: Board, company: str | None) -> JobPosting | None:
        posting = self.posting_from(row, board)
        if posting and not posting.title:
            raise UnreadableError("it has no title")
        return with_facts(posting, company_name=company) if posting and company else posting

    def _keep(self, posting: JobPosting, reading: Reading) -> None:
        first = reading.postings.setdefault(posting.posting_id, posting)
        if first is not posting and self.row_a_place:
            reading.postings[posting.posting_id] = in_both_places(first, posting)
        elif first is not posting:
            reading.repeated += 1

    def snapshot(self, reading: Reading) -> BoardSnapshot:
        """What has been read of a board, judged."""
        status, error = _judged(reading)
        ids = "an id that another one has" if reading.repeated == 1 else "ids that others have"
        repeated = [f"lists {reading.repeated} more under {ids}: the first of each is kept"]
        return BoardSnapshot(
            board=reading.board,
            status=status,
            observed_at=self.observed_at(),
            answers=tuple(reading.answers),
            postings=tuple(reading.postings.values()),
            rejected=tuple(reading.rejected),
            error=error,
            notes=(*(repeated if reading.repeated else ()), *reading.notes),
        )


def _judged(reading: Reading) -> tuple[BoardStatus, str | None]:
    if reading.trouble:
        unchanged = reading.trouble.status == "unchanged"
        return reading.trouble.status, None if unchanged else reading.trouble.error
    if reading.rejected:
        return (
            "partial",
            f"{len(reading.rejected)} of {reading.rows} postings unreadable: {reading.rejected[0].reason}",
        )
    if reading.total is not None and reading.rows < reading.total:
        return "partial", f"lists {reading.rows} of the {reading.total} postings that it counts"
    return "complete", None


def with_facts(posting: JobPosting, **facts: Any) -> JobPosting:
    """The posting with further facts, checked like its own; a fact that is None or () leaves it as it is."""
    return JobPosting(**{**dict(posting), **{name: fact for name, fact in facts.items() if fact}})


def in_both_places(one: JobPosting, other: JobPosting) -> JobPosting:
    """One posting in the places of both of its rows; how one works there only where both agree."""
    modes = {one.workplace, other.workplace}
    remote = True if "remote" in modes or one.is_remote or other.is_remote else one.is_remote
    return one.model_copy(
        update={
            "locations": distinct((*one.locations, *other.locations)),
            "countries": distinct((*one.countries, *other.countries)),
            "workplace": one.workplace if len(modes) == 1 else None,
            "is_remote": remote,
        }
    )


def in_url(token: Any) -> str:
    """A token or an id as one path segment or one query value."""
    return quote(str(token), safe="")
