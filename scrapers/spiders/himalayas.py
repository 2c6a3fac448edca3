"""Himalayas: the newest remote jobs, twenty a page, with a cursor (and, as it was, an offset) to the next."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from scrapers.feeds import Feed, FeedSpider, markup, plain
from scrapers.items import JobPosting, PayPeriod, PublishedPay
from scrapers.outcome import UnreadableError
from scrapers.reading import distinct, each, epoch, number, part, record, web_url, words

API = "https://himalayas.app/jobs/api?limit=20"
PERIODS: dict[str | None, PayPeriod] = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annual": "year",
}
_JOB = re.compile(r"https://himalayas\.app/companies/([^/?#]+)/jobs/([^/?#]+)/?")


class himalayas(FeedSpider):  # noqa: N801 - file, spider and class bear the source's name
    """The newest 500 jobs of some 100,000, unless `-a pages=N` says otherwise."""

    name = "himalayas"
    host = "himalayas.app"
    arguments = ("pages",)
    first_url = f"{API}&offset=0"
    rows_at = ("jobs",)
    pages = 25

    def next_url(self, data: Any, feed: Feed) -> str | None:
        if cursor := words(part(data, "nextCursor")):
            return f"{API}&cursor={quote(cursor, safe='')}"
        if isinstance(data, dict) and "nextCursor" in data:
            return None
        total = number(part(data, "totalCount"))
        return f"{API}&offset={feed.rows}" if part(data, "jobs") and total and feed.rows < total else None

    def posting_from(self, row: Any) -> JobPosting | None:
        row = record(row, "the job")
        countries = distinct(each(row.get("locationRestrictions")))
        return JobPosting(
            posting_id=_id(row["guid"]),
            title=plain(row["title"]),
            url=row["guid"],
            apply_url=web_url(row.get("applicationLink")),
            description_html=markup(row.get("description")),
            # documented: no restriction means anywhere
            locations=countries or ("Worldwide",),
            countries=countries,
            is_remote=True,
            employment_type=words(row.get("employmentType")),
            department=next(iter(distinct(each(row.get("parentCategories")))), None),
            pay=_pay(row),
            company_name=plain(row.get("companyName")),
            published_at=epoch(row.get("pubDate")),
            valid_through=epoch(row.get("expiryDate")),
        )


def _id(guid: Any) -> str:
    """The job's own part of its address: "acme/ml-engineer"."""
    found = _JOB.fullmatch(words(guid) or "")
    if not found:
        raise UnreadableError("its guid is no address of a job")
    return f"{found[1]}/{found[2]}"


def _pay(row: dict[str, Any]) -> tuple[PublishedPay, ...]:
    low, high = number(row.get("minSalary")) or None, number(row.get("maxSalary")) or None
    if not low and not high:
        return ()
    period = PERIODS.get(words(row.get("salaryPeriod")))
    return (PublishedPay(min=low, max=high, currency=words(row.get("currency")), period=period),)
