"""Hacker News "Ask HN: Who is hiring?", through the public Algolia API, else through Hacker News' own.

A thread is a board whose token is its story id; a posting is a comment on the story itself, as its author
wrote it.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from scrapers import hn_items
from scrapers.hn_items import Search, Walk, is_hiring_thread
from scrapers.items import Answer, Board, BoardSnapshot, BoardStatus, JobPosting, Rejected
from scrapers.outcome import Trouble, UnreadableError
from scrapers.reading import (
    BadArgumentError,
    Known,
    Page,
    SourceSpider,
    Steps,
    epoch,
    instant,
    listed,
    part,
    read_each,
    record,
    words,
)

API = "https://hn.algolia.com/api/v1/search_by_date"
THREADS = f"{API}?tags=story,author_whoishiring&query=hiring&hitsPerPage=12"
LISTING = "whoishiring"
"""Token of the snapshot that says why no thread could be found; a thread's own token is its story id."""


@dataclass
class Thread:
    """A thread while it is being read, page by page."""

    board: Board
    pages: int = 1
    total: int = 0
    answers: list[Answer] = field(default_factory=list)
    postings: dict[str, JobPosting] = field(default_factory=dict)
    rejected: list[Rejected] = field(default_factory=list)
    comments: set[str] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)
    walk: Walk = field(default_factory=Walk)


class hackernews(SourceSpider):  # noqa: N801 - file, spider and class bear the source's name
    """The newest monthly threads; `-a threads=N` says how many (2 unless told, 12 at most)."""

    name = "hackernews"
    arguments = ("threads",)
    host = "hn.algolia.com"

    @classmethod
    def check(cls, arguments: Mapping[str, str]) -> None:
        super().check(arguments)
        if not re.fullmatch(r"[1-9]|1[0-2]", arguments.get("threads", "2")):
            raise BadArgumentError("threads", "must be a number from 1 to 12")

    def known_of(self, url: str) -> Known:
        # the newest comments are on the first page: with it, the others are as last time
        return super().known_of(url) if url.endswith("&page=0") else ()

    async def start(self) -> AsyncIterator[Any]:
        yield self.ask(THREADS, self.read_listing, None)

    def read_listing(self, page: Page, _: None) -> Steps:
        """Find the newest threads and ask for the first page of each."""
        thread = Thread(Board(source=self.name, token=LISTING), answers=[page.answer])
        stories, trouble = ([], page.trouble) if page.trouble else _stories(page.data)
        if trouble:
            thread.troubles.append(trouble)
            yield self.ask(hn_items.AUTHOR, self.read_author, (thread, Search(trouble)))
        for story in stories[: int(self.given.get("threads", "2"))]:
            yield self._page_of(Thread(Board(source=self.name, token=story)), 0)

    def _page_of(self, thread: Thread, number: int) -> Any:
        url = f"{API}?tags=comment,story_{thread.board.token}&hitsPerPage=1000&page={number}"
        return self.ask(url, self.read_comments, thread)

    def read_comments(self, page: Page, thread: Thread) -> Steps:
        """Take one page of comments in; then ask for the next one, or yield the snapshot."""
        thread.answers.append(page.answer)
        trouble = page.trouble or _take(page.data, thread)
        if trouble:
            thread.troubles.append(trouble)
        if len(thread.answers) < thread.pages:
            yield self._page_of(thread, len(thread.answers))
        elif thread.troubles and thread.troubles[0].status != "unchanged":
            yield self.ask(hn_items.item_url(thread.board.token), self.read_thread, thread)
        else:
            yield self._snapshot(thread, thread.troubles[0] if thread.troubles else None)

    # Without Algolia ----------------------------------------------------------------------------------------

    def read_author(self, page: Page, reading: tuple[Thread, Search]) -> Steps:
        """The newest submissions of the threads' author, to be looked at one by one."""
        listing, search = reading
        search.waiting = hn_items.ids(page.data, "submitted")[: hn_items.MOST_STORIES]
        if search.waiting:
            yield self.ask(hn_items.item_url(search.waiting[0]), self.read_story, reading)
        else:
            yield self._in_vain(listing, page.trouble, "it lists no submission")

    def read_story(self, page: Page, reading: tuple[Thread, Search]) -> Steps:
        """Take one submission in; then look at the next one, or read the threads that were found."""
        listing, search = reading
        story = search.waiting.pop(0)
        if not hn_items.is_item(page.data, story):
            why = page.trouble.error if page.trouble else "the answer is no such item"
            search.misses.append(f"submission {story} not read ({why})")
        elif is_hiring_thread(part(page.data, "title")):
            search.found.append(story)
        if search.waiting and len(search.found) < int(self.given.get("threads", "2")):
            yield self.ask(hn_items.item_url(search.waiting[0]), self.read_story, reading)
            return
        if search.misses or not search.found:
            yield self._in_vain(listing, None, self._not_found(search))
        for found in search.found:
            thread = Thread(Board(source=self.name, token=found), troubles=[search.trouble])
            yield self.ask(hn_items.item_url(found), self.read_thread, thread)

    def _not_found(self, search: Search) -> str:
        """Why a thread, perhaps the newest, may be missing."""
        if not search.misses:
            return 'it has no thread titled "Who is hiring?"'
        return f"{'; '.join(search.misses)}: any may be a thread"

    def read_thread(self, page: Page, thread: Thread) -> Steps:
        """The ids of a thread's comments, to be asked for one by one."""
        thread.answers.append(page.answer)
        comments = hn_items.kids(page.data) if hn_items.is_item(page.data, thread.board.token) else None
        if page.trouble or comments is None:
            yield self._in_vain(thread, page.trouble, "the answer is not the thread with its comments")
            return
        thread.total = 0  # Algolia's count, of replies too
        thread.walk = Walk(comments[: hn_items.MOST_COMMENTS], len(comments))
        yield from self._next_comment(thread, thread.walk)

    def _next_comment(self, thread: Thread, walk: Walk) -> Steps:
        if walk.waiting and walk.in_a_row < hn_items.MOST_MISSES:
            yield self.ask(hn_items.item_url(walk.waiting.pop(0)), self.read_comment, thread)
        else:
            yield self._walked(thread, walk)

    def read_comment(self, page: Page, thread: Thread) -> Steps:
        """Take one comment in; then ask for the next one, or yield the snapshot."""
        walk = thread.walk
        walk.missed(page.trouble)
        if page.trouble is None:
            story = thread.board.token
            postings, rejected = read_each([page.data], lambda item: hn_items.posting_of(item, story))
            for posting in postings:
                thread.postings.setdefault(posting.posting_id, posting)
            thread.rejected += rejected
        yield from self._next_comment(thread, walk)

    def _walked(self, thread: Thread, walk: Walk) -> BoardSnapshot:
        why = f"Algolia's search: {thread.troubles[0].error}"
        unread = walk.of - hn_items.MOST_COMMENTS if walk.of > hn_items.MOST_COMMENTS else 0
        unread += len(walk.misses) + len(walk.waiting)
        if not unread:
            whole = self._snapshot(thread, None)
            return whole.model_copy(update={"notes": (f"was read comment by comment, since {why}",)})
        if walk.misses and not thread.postings:
            return self._in_vain(thread, walk.misses[0], "")
        missing = walk.misses[0].error if walk.misses else "there are too many"
        sentence = f"{unread} of its {walk.of} comments not read ({missing}); {why}"
        return self._snapshot(thread, None).model_copy(update={"status": "partial", "error": sentence})

    def _in_vain(self, thread: Thread, trouble: Trouble | None, else_said: str) -> BoardSnapshot:
        """What Algolia's failure comes to, when the other way fails, too."""
        found = self._snapshot(thread, thread.troubles[0])
        other = trouble.error if trouble else else_said
        return found.model_copy(update={"error": f"{found.error}; Hacker News' own API: {other}"})

    def _snapshot(self, thread: Thread, trouble: Trouble | None) -> BoardSnapshot:
        status, error = _judged(thread, trouble)
        return BoardSnapshot(
            board=thread.board,
            status=status,
            observed_at=self.observed_at(),
            answers=tuple(thread.answers),
            postings=tuple(thread.postings.values()),
            rejected=tuple(thread.rejected),
            error=error,
        )


def _stories(data: Any) -> tuple[list[str], Trouble | None]:
    """Ids of the threads that are about hiring, newest first; the same author also runs two other threads."""
    hits = part(data, "hits")
    found = [
        (epoch(hit.get("created_at_i")) or instant(hit.get("created_at")), hit["objectID"])
        for hit in (hits if isinstance(hits, list) else ())
        if isinstance(hit, dict)
        and is_hiring_thread(hit.get("title"))
        and re.fullmatch(r"\d{1,18}", str(hit.get("objectID")))
    ]
    dated = sorted(((at, str(story)) for at, story in found if at), reverse=True)
    if not dated:
        return [], Trouble("malformed", 'the answer lists no thread titled "Who is hiring?"')
    return list(dict.fromkeys(story for _, story in dated)), None


def _take(data: Any, thread: Thread) -> Trouble | None:
    try:
        hits = listed(part(data, "hits"), "hits")
    except UnreadableError as error:
        return Trouble("malformed", f"the answer is unreadable: {error}")
    pages, total = part(data, "nbPages"), part(data, "nbHits")
    if len(thread.answers) == 1:
        thread.pages = min(pages, 10) if isinstance(pages, int) and not isinstance(pages, bool) else 1
        thread.total = total if isinstance(total, int) else 0
    postings, rejected = read_each(hits, lambda hit: _posting(hit, int(thread.board.token)))
    for posting in postings:
        thread.postings.setdefault(posting.posting_id, posting)
    thread.rejected += rejected
    thread.comments |= {str(part(hit, "objectID")) for hit in hits}
    return None


def _posting(hit: Any, story: int) -> JobPosting | None:
    """A comment on the story itself, with its text; None for a reply and for a deleted or empty comment."""
    hit = record(hit, "the comment")
    comment, parent, text = hit["objectID"], hit["parent_id"], words(hit.get("comment_text"))
    if str(parent) != str(story) or hit.get("deleted") or hit.get("dead") or not text:
        return None
    if not re.fullmatch(r"\d{1,18}", str(comment)):
        raise UnreadableError("its objectID is no number")
    return JobPosting(
        posting_id=str(comment),
        url=f"https://news.ycombinator.com/item?id={comment}",
        description_html=text,
        published_at=epoch(hit.get("created_at_i")) or instant(hit.get("created_at")),
    )


def _judged(thread: Thread, trouble: Trouble | None) -> tuple[BoardStatus, str | None]:
    if trouble and trouble.status == "unchanged":
        return "unchanged", None
    if trouble and thread.comments:
        return "partial", f"{len(thread.troubles)} of {thread.pages} pages missing: {trouble.error}"
    if trouble:
        return trouble.status, trouble.error
    if thread.rejected:
        return "partial", f"{len(thread.rejected)} comments unreadable: {thread.rejected[0].reason}"
    if len(thread.comments) < thread.total:
        return "partial", f"lists {len(thread.comments)} of the {thread.total} comments that it counts"
    return "complete", None
