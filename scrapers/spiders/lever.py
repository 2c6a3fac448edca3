"""Lever: the public postings API, on its usual and its EU host."""

from __future__ import annotations

from html import escape
from typing import Any

from scrapers.ats import AtsSpider, in_url
from scrapers.items import Board, JobPosting, PayPeriod, PublishedPay, WorkMode
from scrapers.reading import distinct, each, epoch, number, part, record, web_url, words

WORKPLACES: dict[str | None, WorkMode] = {
    "remote": "remote",
    "hybrid": "hybrid",
    "on-site": "onsite",
    "onsite": "onsite",
}
PERIODS: dict[str | None, PayPeriod] = {
    "per-hour-wage": "hour",
    "per-day-wage": "day",
    "per-week-salary": "week",
    "per-month-salary": "month",
    "per-year-salary": "year",
}


class lever(AtsSpider):  # noqa: N801 - file, spider and class bear the source's name
    """Boards on api.lever.co, or on api.eu.lever.co when the registry's `host` is `eu`."""

    name = "lever"
    page_size = 100

    @classmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        host = "api.eu.lever.co" if board.host == "eu" else "api.lever.co"
        page = f"&skip={skip}" if skip else ""
        return f"https://{host}/v0/postings/{in_url(board.token)}?mode=json{page}"

    def posting_from(self, row: Any, board: Board) -> JobPosting | None:
        row = record(row, "the posting")
        categories = row.get("categories")
        return JobPosting(
            posting_id=row["id"],
            title=words(row.get("text")),
            url=web_url(row.get("hostedUrl")) or _page_of(row["id"], board),
            apply_url=web_url(row.get("applyUrl")),
            description_html=_description(row),
            locations=distinct([part(categories, "location"), *each(part(categories, "allLocations"))]),
            countries=distinct([row.get("country")]),
            workplace=WORKPLACES.get((words(row.get("workplaceType")) or "").lower()),
            employment_type=words(part(categories, "commitment")),
            department=words(part(categories, "department")),
            team=words(part(categories, "team")),
            pay=_pay(row),
            published_at=epoch(row.get("createdAt"), per_second=1000),
        )


def _page_of(posting_id: Any, board: Board) -> str:
    host = "jobs.eu.lever.co" if board.host == "eu" else "jobs.lever.co"
    return f"https://{host}/{in_url(board.token)}/{in_url(posting_id)}"


def _description(row: dict[str, Any]) -> str | None:
    """All parts of the text: introduction, lists (bare <li> as published), closing and the words on pay."""
    body = words(row.get("description"))
    opening = body or "\n".join(filter(None, (words(row.get("opening")), words(row.get("descriptionBody")))))
    parts = [
        opening,
        *(_list(one) for one in each(row.get("lists"))),
        words(row.get("additional")),
        words(row.get("salaryDescription")),
    ]
    return "\n".join(filter(None, parts)) or None


def _list(one: Any) -> str | None:
    title, content = words(part(one, "text")), words(part(one, "content"))
    heading = f"<h3>{escape(title)}</h3>" if title else ""
    items = f"<ul>{content}</ul>" if content else ""
    return f"{heading}{items}" or None


def _pay(row: dict[str, Any]) -> tuple[PublishedPay, ...]:
    low, high = number(part(row, "salaryRange", "min")), number(part(row, "salaryRange", "max"))
    if low is None and high is None:
        return ()
    pay = PublishedPay(
        min=low,
        max=high,
        currency=words(part(row, "salaryRange", "currency")),
        period=PERIODS.get(words(part(row, "salaryRange", "interval"))),
        raw=words(row.get("salaryDescriptionPlain")),
    )
    return (pay,)
