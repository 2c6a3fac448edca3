"""Polymer: the public API; the list has no texts, so every posting is asked for as well."""

from __future__ import annotations

from html import escape
from typing import Any

from scrapers.ats import Reading, in_url, with_facts
from scrapers.details import DetailedSpider
from scrapers.items import Board, JobPosting, WorkMode
from scrapers.outcome import UnreadableError
from scrapers.reading import distinct, each, instant, part, place, record, web_url, words

WORKPLACES: dict[str | None, WorkMode] = {
    "remote": "remote",
    "hybrid": "hybrid",
    "no remote": "onsite",
    "in-office": "onsite",
    "on-site": "onsite",
}


class polymer(DetailedSpider):  # noqa: N801 - file, spider and class bear the source's name
    """Boards on api.polymer.co; `meta` counts all postings in `count` and says which page `is_last`, or
    names the `next_page`."""

    name = "polymer"
    rows_at = ("items",)
    total_at = ("meta", "count")
    pages_counted = True

    @classmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        return f"{_api(board)}?page={skip + 1}"

    @classmethod
    def details_url(cls, board: Board, posting_id: str) -> str:
        return f"{_api(board)}/{in_url(posting_id)}"

    def has_more(self, data: Any, reading: Reading) -> bool:
        is_last, following = part(data, "meta", "is_last"), part(data, "meta", "next_page")
        return is_last is False or (is_last is not True and bool(following))

    def posting_from(self, row: Any, board: Board) -> JobPosting | None:
        row = record(row, "the posting")
        posting_id = row["id"]
        if isinstance(posting_id, bool) or not isinstance(posting_id, int | str):
            raise UnreadableError("its id is neither a number nor a text")
        page = f"https://jobs.polymer.co/{in_url(board.token)}/{in_url(posting_id)}"
        return JobPosting(
            posting_id=str(posting_id),
            title=words(row.get("title")),
            url=web_url(row.get("job_post_url")) or page,
            locations=distinct([_location(row)]),
            countries=distinct([row.get("country"), *each(row.get("remote_restriction_country_list"))]),
            workplace=WORKPLACES.get((words(row.get("remoteness_pretty")) or "").lower()),
            employment_type=words(row.get("kind_pretty")),
            department=words(row.get("job_category_name")),
            company_name=words(row.get("organization_name")),
            published_at=instant(row.get("published_at")),
        )

    def detailed(self, posting: JobPosting, data: Any) -> JobPosting | None:
        data = record(data, "the answer")
        if data.get("closed_at"):
            return None
        texts = (_html(data.get("description")), _html(data.get("salary_pretty")))
        return with_facts(
            posting,
            description_html="\n".join(distinct(texts)) or None,
            department=words(data.get("department")),
        )


def _api(board: Board) -> str:
    return f"https://api.polymer.co/v1/hire/organizations/{in_url(board.token)}/jobs"


def _location(row: dict[str, Any]) -> str | None:
    told = words(row.get("display_location")) or words(row.get("location_pretty"))
    return told or place(row.get("city"), row.get("state_region"), row.get("country"))


def _html(value: Any) -> str | None:
    """A text that is HTML for some employers and plain for others, as HTML."""
    text = words(value)
    if text is None or "</" in text:
        return text
    return "".join(f"<p>{escape(one.strip())}</p>" for one in text.split("\n\n") if one.strip())
