"""FeedSpider: what the feeds of many employers share, read page by page.

Invariant: one BoardSnapshot a feed, whose postings name their employers themselves. A feed shows only its
newest postings, so one that is gone from it may still be open: `complete` says that every page that was meant
to be read was read, and the pipeline closes nothing by it (`Source.shows_newest_only`). A feed that lists
nothing at all is broken, not empty.
"""

from __future__ import annotations

import html as entities
import re
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar

from scrapers.items import Answer, Board, BoardSnapshot, BoardStatus, JobPosting, Rejected
from scrapers.outcome import Trouble, UnreadableError
from scrapers.reading import (
    SHAPE_ERRORS,
    BadArgumentError,
    Known,
    Page,
    SourceSpider,
    Steps,
    instant,
    listed,
    part,
    read_each,
    reason,
    words,
)

ALL = "all"
"""Token of a feed's one board."""
MOST_PAGES = 50
"""Pages of one feed that a crawl may be asked to read."""


@dataclass
class Feed:
    """A feed while it is being read, page by page."""

    answers: list[Answer] = field(default_factory=list)
    postings: dict[str, JobPosting] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    rows: int = 0


class FeedSpider(SourceSpider, ABC):
    """Base of the spiders that read one feed. `-a pages=N` reads more or fewer pages of one that has many."""

    first_url: ClassVar[str] = ""
    rows_at: ClassVar[tuple[str, ...]] = ()
    """Keys that lead to the list of postings in an answer; () when the answer is the list."""
    pages: ClassVar[int] = 1
    """Pages read unless told otherwise, the newest first; 1 for a feed that has only one."""

    @classmethod
    def check(cls, arguments: Mapping[str, str]) -> None:
        super().check(arguments)
        asked = arguments.get("pages", "1")
        if not (re.fullmatch(r"[1-9]\d?", asked) and int(asked) <= MOST_PAGES):
            raise BadArgumentError("pages", f"must be a number from 1 to {MOST_PAGES}")

    def next_url(self, data: Any, feed: Feed) -> str | None:
        """Hook: the page after those in `feed`, the last of which was `data`; None after the last page."""
        return None

    @abstractmethod
    def posting_from(self, row: Any) -> JobPosting | None:
        """Hook: one row of an answer as a posting; None for a row that is no vacancy.

        Anything wrong with the row is raised (KeyError, ValueError, ...) and rejects this row alone.
        """

    def known_of(self, url: str) -> Known:
        # "as last time" would say of every posting ever shown that it is shown still
        return ()

    async def start(self) -> AsyncIterator[Any]:
        yield self.ask(self.first_url, self.read_page, Feed())

    def read_page(self, page: Page, feed: Feed) -> Steps:
        """Take one page in; then ask for the next one, or yield the snapshot."""
        feed.answers.append(page.answer)
        trouble = page.trouble or self._take(page.data, feed)
        following = None if trouble else self.next_url(page.data, feed)
        if following and any(answer.url == following for answer in feed.answers):
            trouble, following = Trouble("malformed", "names a page that was read already as the next"), None
        if following and len(feed.answers) < int(self.given.get("pages", self.pages)):
            yield self.ask(following, self.read_page, feed)
        else:
            yield self._snapshot(feed, trouble)

    def _take(self, data: Any, feed: Feed) -> Trouble | None:
        try:
            rows = listed(part(data, *self.rows_at), ".".join(self.rows_at) or "the answer")
        except SHAPE_ERRORS as error:
            return Trouble("malformed", f"the answer is unreadable: {reason(error)}")
        postings, rejected = read_each(rows, self._posting)
        for posting in postings:
            feed.postings.setdefault(posting.posting_id, posting)
        feed.rejected += rejected
        feed.rows += len(rows)
        return None if feed.postings or feed.rejected else Trouble("malformed", "lists no posting at all")

    def _posting(self, row: Any) -> JobPosting | None:
        posting = self.posting_from(row)
        if posting and not posting.title:
            raise UnreadableError("it has no title")
        return posting

    def _snapshot(self, feed: Feed, trouble: Trouble | None) -> BoardSnapshot:
        status, error = _judged(feed, trouble)
        return BoardSnapshot(
            board=Board(source=self.name, token=ALL),
            status=status,
            observed_at=self.observed_at(),
            answers=tuple(feed.answers),
            postings=tuple(feed.postings.values()),
            rejected=tuple(feed.rejected),
            error=error,
        )


def _judged(feed: Feed, trouble: Trouble | None) -> tuple[BoardStatus, str | None]:
    if trouble and (feed.postings or feed.rejected):
        return "partial", f"page {len(feed.answers)}: {trouble.error}"
    if trouble:
        return trouble.status, trouble.error
    if feed.rejected:
        first = feed.rejected[0].reason
        return "partial", f"{len(feed.rejected)} of {feed.rows} postings unreadable: {first}"
    return "complete", None


def number_id(value: Any) -> str:
    """An id that is a number, as a text; UnreadableError for anything else."""
    text = "" if isinstance(value, bool) else str(value)
    if not re.fullmatch(r"[0-9]{1,18}", text):
        raise UnreadableError("its id is no number")
    return text


_TAG = re.compile(r"<[a-zA-Z/]")


def markup(value: Any) -> str | None:
    """HTML as it was meant: once unescaped where it is escaped as a whole ("&lt;p&gt;"); None for no text."""
    text = words(value)
    return words(entities.unescape(text)) if text and "&lt;" in text and not _TAG.search(text) else text


def plain(value: Any) -> str | None:
    """A text whose HTML entities are resolved ("Research &amp; Development"); None for no text."""
    text = words(value)
    return words(entities.unescape(text)) if text else None


def utc(value: Any) -> datetime | None:
    """An ISO 8601 instant; where the feed names no zone it is read as UTC, so at most half a day off."""
    told = instant(value)
    if told or not (text := words(value)):
        return told
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        return None
