"""Hacker News through its own item API (Firebase), for when Algolia's search does not answer.

It gives one item a request, so a thread costs some hundred: they are asked for one after the other, at most
MOST_COMMENTS a thread, and a few failures in a row end the attempt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from scrapers.items import JobPosting
from scrapers.outcome import Trouble, UnreadableError
from scrapers.reading import each, epoch, part, record, words

ITEMS = "https://hacker-news.firebaseio.com/v0"
AUTHOR = f"{ITEMS}/user/whoishiring.json"
MOST_STORIES = 12
"""Newest submissions of the threads' author that are looked at; three a month."""
MOST_COMMENTS = 1_000
"""Comments of one thread that are asked for; the largest thread seen has 600."""
MOST_MISSES = 5
"""Failures in a row after which nothing more is asked."""


@dataclass
class Search:
    """The author's newest submissions, while the hiring threads among them are looked for."""

    trouble: Trouble
    """Why Algolia could not be read."""
    waiting: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    """Submissions that could not be read, each with the reason: any of them may be a newer thread."""


@dataclass
class Walk:
    """A thread's comments, while they are asked for one by one; `of` is how many there are."""

    waiting: list[str] = field(default_factory=list)
    of: int = 0
    misses: list[Trouble] = field(default_factory=list)
    in_a_row: int = 0

    def missed(self, trouble: Trouble | None) -> None:
        """Count a failure, or with None its end."""
        self.in_a_row = self.in_a_row + 1 if trouble else 0
        if trouble:
            self.misses.append(trouble)


def item_url(number: str) -> str:
    """The address of a story or a comment."""
    return f"{ITEMS}/item/{number}.json"


def ids(data: Any, key: str) -> list[str]:
    """The ids in a list of an item or a user, each once; none where there is no list."""
    found = (one for one in each(part(data, key)) if isinstance(one, int) and not isinstance(one, bool))
    return list(dict.fromkeys(str(one) for one in found if one > 0))


def is_item(data: Any, number: str) -> bool:
    """Whether an answer is the item that was asked for; an error is an object, too."""
    return str(part(data, "id")) == number


def kids(story: Any) -> list[str] | None:
    """The ids of a story's comments; a story that counts none may leave the list out. None for any other."""
    told = part(story, "kids")
    if told is None and part(story, "descendants") == 0:
        return []
    found = ids(story, "kids")
    return found if isinstance(told, list) and len(found) == len(told) else None


def is_hiring_thread(title: Any) -> bool:
    """Whether a title is that of a monthly hiring thread; the same author also runs two other threads."""
    return bool(re.search(r"who is hiring\?", words(title) or "", re.IGNORECASE))


def posting_of(item: Any, story: str) -> JobPosting | None:
    """A comment on the story itself, with its text; None for a deleted, dead or empty one."""
    if item is None:
        return None
    item = record(item, "the comment")
    number, text = item["id"], words(item.get("text"))
    if item.get("deleted") or item.get("dead") or not text or str(item["parent"]) != story:
        return None
    if not re.fullmatch(r"\d{1,18}", str(number)):
        raise UnreadableError("its id is no number")
    return JobPosting(
        posting_id=str(number),
        url=f"https://news.ycombinator.com/item?id={number}",
        description_html=text,
        published_at=epoch(item.get("time")),
    )
