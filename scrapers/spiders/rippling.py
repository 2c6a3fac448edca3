"""Rippling: the public job board API; the list has no texts, so every posting is asked for as well."""

from __future__ import annotations

from typing import Any

from scrapers.ats import Reading, in_url, with_facts
from scrapers.details import DetailedSpider
from scrapers.items import Board, JobPosting, PayPeriod, PublishedPay, WorkMode
from scrapers.reading import distinct, each, instant, number, part, record, web_url, words

WORKPLACES: dict[str | None, WorkMode] = {"REMOTE": "remote", "HYBRID": "hybrid", "ON_SITE": "onsite"}
PERIODS: dict[str | None, PayPeriod] = {
    "HOUR": "hour",
    "DAY": "day",
    "WEEK": "week",
    "MONTH": "month",
    "YEAR": "year",
}


class rippling(DetailedSpider):  # noqa: N801 - file, spider and class bear the source's name
    """Boards on api.rippling.com; a posting in several places is a row for each."""

    name = "rippling"
    rows_at = ("items",)
    total_at = ("totalItems",)
    pages_counted = True
    row_a_place = True
    # it serves a hundred requests in ten minutes
    custom_settings: dict[str, Any] | None = {"DOWNLOAD_DELAY": 6.1}  # noqa: RUF012 - Scrapy declares it so

    @classmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        return f"{_api(board)}?page={skip}&pageSize=1000"

    @classmethod
    def details_url(cls, board: Board, posting_id: str) -> str:
        return f"{_api(board)}/{in_url(posting_id)}"

    def has_more(self, data: Any, reading: Reading) -> bool:
        pages = part(data, "totalPages")
        return isinstance(pages, int) and reading.pages < pages

    def posting_from(self, row: Any, board: Board) -> JobPosting | None:
        row = record(row, "the posting")
        places = each(row.get("locations"))
        modes = {WORKPLACES.get(words(part(one, "workplaceType"))) for one in places}
        page = f"https://ats.rippling.com/{in_url(board.token)}/jobs/{in_url(row['id'])}"
        return JobPosting(
            posting_id=row["id"],
            title=words(row.get("name")),
            url=web_url(row.get("url")) or page,
            locations=distinct(part(one, "name") for one in places),
            countries=distinct(part(one, "countryCode") or part(one, "country") for one in places),
            workplace=next(iter(modes)) if len(modes) == 1 else None,
            is_remote=True if "remote" in modes else None,
            department=words(part(row, "department", "name")),
            language=words(row.get("language")),
        )

    def detailed(self, posting: JobPosting, data: Any) -> JobPosting | None:
        data = record(data, "the answer")
        if data.get("unlistedFromSearch") is True:
            return None
        kind = data.get("employmentType")
        return with_facts(
            posting,
            description_html=_description(data.get("description")),
            locations=posting.locations or distinct(each(data.get("workLocations"))),
            employment_type=words(part(kind, "id")) or words(part(kind, "label")),
            pay=_pay(data),
            company_name=words(data.get("companyName")),
            published_at=instant(data.get("createdOn")),
        )


def _api(board: Board) -> str:
    return f"https://api.rippling.com/platform/api/ats/v2/board/{in_url(board.token)}/jobs"


def _description(value: Any) -> str | None:
    """All sections of the text (company, role), in the order of the answer."""
    return "\n".join(distinct(value.values() if isinstance(value, dict) else [value])) or None


def _pay(data: dict[str, Any]) -> tuple[PublishedPay, ...]:
    """A range for each place; without figures on most postings."""
    found = (
        PublishedPay(
            min=number(part(one, "rangeStart")),
            max=number(part(one, "rangeEnd")),
            currency=words(part(one, "currency")),
            period=PERIODS.get((words(part(one, "frequency")) or "").upper()),
        )
        for one in each(data.get("payRangeDetails"))
    )
    return tuple(dict.fromkeys(pay for pay in found if pay.min is not None or pay.max is not None))
