"""Workable: the public widget API, one answer a board.

All boards share one host, which soon answers 429 and then asks for hours of patience: it is asked one board
after the other, and once it says so its other boards are `blocked` until then.
"""

from __future__ import annotations

from typing import Any

from scrapers.ats import AtsSpider, in_url
from scrapers.items import Board, JobPosting
from scrapers.reading import day, distinct, each, part, place, record, web_url, words


class workable(AtsSpider):  # noqa: N801 - file, spider and class bear the source's name
    """Boards on apply.workable.com; a posting in several places is a row for each."""

    name = "workable"
    rows_at = ("jobs",)
    id_at = "shortcode"
    company_at = ("name",)
    row_a_place = True

    @classmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        return f"https://apply.workable.com/api/v1/widget/accounts/{in_url(board.token)}?details=true"

    def posting_from(self, row: Any, board: Board) -> JobPosting | None:
        row = record(row, "the posting")
        shortcode = row["shortcode"]
        places = _places(row)
        return JobPosting(
            posting_id=shortcode,
            title=words(row.get("title")),
            url=web_url(row.get("url")) or f"https://apply.workable.com/j/{in_url(shortcode)}",
            apply_url=web_url(row.get("application_url")),
            description_html=words(row.get("description")),
            locations=distinct(
                place(part(one, "city"), part(one, "region") or part(one, "state"), part(one, "country"))
                for one in places
            ),
            countries=distinct(part(one, "countryCode") or part(one, "country") for one in places),
            is_remote=row["telecommuting"] if isinstance(row.get("telecommuting"), bool) else None,
            employment_type=words(row.get("employment_type")),
            department=words(row.get("department")),
            published_at=day(row.get("published_on")),
        )


def _places(row: dict[str, Any]) -> list[Any]:
    """The row's places, without those that its employer does not want shown."""
    found = each(row.get("locations"))
    return [one for one in found if part(one, "hidden") is not True] if found else [row]
