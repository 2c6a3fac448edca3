"""The load of the benchmarks: Greenhouse-shaped boards, made up here, the same for every run of one seed.

Invariant: board `n` has the same postings whoever asks, so that a server, a floor and a crawl in three
processes speak of the same bytes.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from scrapers.items import Board, BoardSnapshot, CrawlReport, JobPosting, SourceReport
from tests.benchmarks.bench_inference import postings
from tests.benchmarks.names import POSTINGS, token

START = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)


def rows(number: int, changed: int = 0) -> list[dict[str, Any]]:
    """The postings of one board in Greenhouse's shape; of the first `changed` the text is another one."""
    made = postings(POSTINGS, seed=number)
    others = postings(changed, seed=10_000_000 + number)
    texts = [other.description_html for other in others] + [one.description_html for one in made[changed:]]
    return [
        _row(number, place, posting, text or "")
        for place, (posting, text) in enumerate(zip(made, texts, strict=True))
    ]


def _row(number: int, place: int, posting: JobPosting, text: str) -> dict[str, Any]:
    posting_id = 1_000_000 + number * POSTINGS + place
    return {
        "absolute_url": f"https://job-boards.greenhouse.io/{token(number)}/jobs/{posting_id}",
        "internal_job_id": posting_id + 5_000_000,
        "location": {"name": posting.locations[0]},
        "metadata": [],
        "id": posting_id,
        "updated_at": "2026-09-11T16:08:54-04:00",
        "requisition_id": str(posting_id),
        "title": posting.title,
        "company_name": f"Bench {number}",
        "first_published": "2026-08-20T10:12:44-04:00",
        "language": "en",
        "content": html.escape(text),
        "departments": [{"id": 1, "name": "Engineering", "child_ids": [], "parent_id": None}],
        "offices": [],
    }


def body(number: int) -> bytes:
    """What the API answers for one board."""
    jobs = rows(number)
    return json.dumps({"jobs": jobs, "meta": {"total": len(jobs)}}).encode()


def board(number: int) -> Board:
    """The registry's row of one board."""
    return Board(
        source="greenhouse",
        token=token(number),
        company=f"Bench {number}",
        homepage=f"https://bench{number}.example",
    )


def landing_lines(boards: range, run_id: str, day: int = 0, changed: int = 0) -> Iterator[str]:
    """The lines of a landing file of these boards, without a crawl; the text of `changed` postings a board is
    another one than on day 0."""
    at = START + timedelta(days=day)
    for number in boards:
        yield BoardSnapshot(
            board=board(number),
            status="complete",
            observed_at=at,
            postings=tuple(_posting(number, row) for row in rows(number, changed)),
        ).model_dump_json()
    source = SourceReport(source="greenhouse", status="ok", boards=len(boards))
    yield CrawlReport(
        run_id=run_id, shard="1-of-1", started_at=at, finished_at=at, sources=(source,)
    ).model_dump_json()


def _posting(number: int, row: dict[str, Any]) -> JobPosting:
    return JobPosting(
        posting_id=str(row["id"]),
        title=row["title"],
        url=row["absolute_url"],
        description_html=html.unescape(row["content"]),
        locations=(row["location"]["name"],),
        company_name=row["company_name"],
        opening_id=str(row["internal_job_id"]),
        department="Engineering",
        published_at=START,
        language="en",
    )
