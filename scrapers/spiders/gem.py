"""Gem: the public job board API, one answer a board; its rows are like Greenhouse's."""

from __future__ import annotations

from typing import Any

from scrapers.ats import AtsSpider, in_url
from scrapers.items import Board, JobPosting, WorkMode
from scrapers.reading import distinct, each, instant, part, record, web_url, words

WORKPLACES: dict[str | None, WorkMode] = {"remote": "remote", "hybrid": "hybrid", "in_office": "onsite"}


class gem(AtsSpider):  # noqa: N801 - file, spider and class bear the source's name
    """Boards on api.gem.com."""

    name = "gem"

    @classmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        return f"https://api.gem.com/job_board/v0/{in_url(board.token)}/job_posts/"

    def posting_from(self, row: Any, board: Board) -> JobPosting | None:
        row = record(row, "the posting")
        page = f"https://jobs.gem.com/{in_url(board.token)}/{in_url(row['id'])}"
        departments = distinct(part(one, "name") for one in each(row.get("departments")))
        return JobPosting(
            posting_id=row["id"],
            title=words(row.get("title")),
            url=web_url(row.get("absolute_url")) or page,
            description_html=words(row.get("content")),
            locations=distinct([part(row, "location", "name")]) or _offices(row),
            workplace=WORKPLACES.get(words(row.get("location_type"))),
            employment_type=words(row.get("employment_type")),
            department=departments[0] if departments else None,
            opening_id=words(row.get("internal_job_id")),
            published_at=instant(row.get("first_published_at")),
        )


def _offices(row: dict[str, Any]) -> tuple[str, ...]:
    return distinct(part(one, "location", "name") for one in each(row.get("offices")))
