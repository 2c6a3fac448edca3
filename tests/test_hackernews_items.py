"""Hacker News comment by comment: bounded, and never worse than what Algolia's failure comes to."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scrapers import hn_items
from scrapers.items import BoardSnapshot
from scrapers.spiders.hackernews import API, THREADS
from scrapers.spiders.hackernews import LISTING as LISTING_TOKEN
from tests.recorded import folder, replay

STORY = 90500001
LISTING = {"hits": [{"objectID": str(STORY), "title": "Ask HN: Who is hiring?", "created_at_i": 1793545200}]}
COMMENTS = f"{API}?tags=comment,story_{STORY}&hitsPerPage=1000&page=0"


def comment(number: int, **facts: Any) -> dict[str, Any]:
    return {"id": number, "parent": STORY, "text": f"Kestrel Loom {number} | ML Engineer | Oban", **facts}


def read(tmp_path: Path, kids: Any, answers: dict[int, Any]) -> BoardSnapshot:
    """The thread, whose search fails, read from its items."""
    web: dict[str, Any] = {
        THREADS: LISTING,
        COMMENTS: 503,
        hn_items.item_url(str(STORY)): {"id": STORY, "title": "Ask HN: Who is hiring?", "kids": kids},
    }
    web |= {hn_items.item_url(str(number)): answer for number, answer in answers.items()}
    return replay(folder(tmp_path / "web", web), tmp_path, "hackernews").board(str(STORY))


def test_a_thread_lands_comment_by_comment(tmp_path: Path) -> None:
    thread = read(tmp_path, [1, 2, 3], {1: comment(1), 2: comment(2, parent=1), 3: comment(3)})
    assert (thread.status, [posting.posting_id for posting in thread.postings]) == ("complete", ["1", "3"])


def test_a_thread_of_more_comments_than_we_ask_for_is_partial(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hn_items, "MOST_COMMENTS", 2)
    thread = read(tmp_path, [1, 2, 3], {number: comment(number) for number in (1, 2, 3)})
    assert (thread.status, len(thread.postings)) == ("partial", 2)
    assert (thread.error or "").startswith(
        "1 of its 3 comments not read (there are too many); Algolia's search"
    )


def test_a_few_failures_in_a_row_end_the_attempt(tmp_path: Path) -> None:
    kids = list(range(1, 100))
    thread = read(tmp_path, kids, {1: comment(1), **dict.fromkeys(kids[1:], 503)})
    assert thread.status == "partial"
    assert "98 of its 99 comments not read (the server failed (answered 503))" in (thread.error or "")


def test_failures_here_and_there_end_nothing(tmp_path: Path) -> None:
    answers = {number: 503 if number % 2 else comment(number) for number in range(1, 30)}
    thread = read(tmp_path, list(answers), answers)
    assert (thread.status, len(thread.postings)) == ("partial", 14)


def test_a_thread_without_comments_is_empty(tmp_path: Path) -> None:
    assert (read(tmp_path, [], {}).status, read(tmp_path, [], {}).postings) == ("complete", ())


STORY_ITEM = {"id": STORY, "title": "Ask HN: Who is hiring?"}


@pytest.mark.parametrize(
    "answer",
    [
        {"error": "Permission denied"},
        None,
        [],
        STORY_ITEM,
        {**STORY_ITEM, "kids": "1,2"},
        {**STORY_ITEM, "kids": [True, "x", -1, None]},
        {**STORY_ITEM, "kids": [1, "2"]},
        {**STORY_ITEM, "id": 1, "kids": []},
    ],
)
def test_an_answer_that_is_not_the_thread_with_its_comments_is_no_empty_thread(
    tmp_path: Path, answer: Any
) -> None:
    web = {THREADS: LISTING, COMMENTS: 503, hn_items.item_url(str(STORY)): answer}
    thread = replay(folder(tmp_path / "web", web), tmp_path, "hackernews").board(str(STORY))
    assert thread.status == "malformed"
    assert "the answer is not the thread with its comments" in (thread.error or "")


def test_a_thread_that_counts_no_comment_is_empty(tmp_path: Path) -> None:
    story = {**STORY_ITEM, "descendants": 0}
    web = {THREADS: LISTING, COMMENTS: 503, hn_items.item_url(str(STORY)): story}
    thread = replay(folder(tmp_path / "web", web), tmp_path, "hackernews").board(str(STORY))
    assert (thread.status, thread.postings) == ("complete", ())


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (500, "the server failed (answered 500)"),
        ({"error": "Permission denied"}, "the answer is no such item"),
    ],
)
def test_a_submission_that_cannot_be_read_may_be_the_newest_thread_and_is_told(
    tmp_path: Path, answer: Any, why: str
) -> None:
    web = {
        hn_items.AUTHOR: {"submitted": [STORY + 1, STORY]},
        hn_items.item_url(str(STORY + 1)): answer,
        hn_items.item_url(str(STORY)): {**STORY_ITEM, "kids": [1]},
        hn_items.item_url("1"): comment(1),
    }
    landed = replay(folder(tmp_path / "web", web), tmp_path, "hackernews")
    assert landed.board(str(STORY)).status == "complete"
    assert landed.board(LISTING_TOKEN).status == "malformed"
    assert f"submission {STORY + 1} not read ({why})" in (landed.board(LISTING_TOKEN).error or "")
    assert landed.source("hackernews").status == "partial"


@pytest.mark.parametrize("answer", [404, 503])
def test_where_nothing_is_read_either_way_algolias_failure_stands(tmp_path: Path, answer: int) -> None:
    thread = read(tmp_path, [1], {1: answer})
    assert thread.status == "malformed"
    assert (thread.error or "").startswith("the server failed (answered 503); Hacker News' own API: ")


@pytest.mark.parametrize("answer", [[], {}, {"id": "x", "parent": STORY, "text": "x"}])
def test_a_comment_of_another_shape_is_rejected_alone(tmp_path: Path, answer: Any) -> None:
    thread = read(tmp_path, [1, 2], {1: answer, 2: comment(2)})
    assert (thread.status, len(thread.postings), len(thread.rejected)) == ("partial", 1, 1)


def test_a_story_that_is_listed_twice_is_one_thread(tmp_path: Path) -> None:
    hits = {"hits": [*LISTING["hits"], *LISTING["hits"]]}
    posts = {"hits": [{"objectID": "1", "parent_id": STORY, "comment_text": "Kestrel Loom | ML Engineer"}]}
    landed = replay(folder(tmp_path / "web", {THREADS: hits, COMMENTS: posts}), tmp_path, "hackernews")
    assert landed.source("hackernews").boards == 1
