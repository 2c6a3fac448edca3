"""Jobicy: one JSON answer with the newest hundred jobs."""

from __future__ import annotations

from typing import Any

from scrapers.feeds import FeedSpider, markup, number_id, plain, utc
from scrapers.items import JobPosting, PayPeriod, PublishedPay
from scrapers.reading import distinct, each, number, record, words

PERIODS: dict[str | None, PayPeriod] = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
}


class jobicy(FeedSpider):  # noqa: N801 - file, spider and class bear the source's name
    """The whole public feed; one applies on the page that it links."""

    name = "jobicy"
    host = "jobicy.com"
    first_url = "https://jobicy.com/api/v2/remote-jobs?count=100"
    rows_at = ("jobs",)

    def posting_from(self, row: Any) -> JobPosting | None:
        row = record(row, "the job")
        return JobPosting(
            posting_id=number_id(row["id"]),
            title=plain(row["jobTitle"]),
            url=row["url"],
            description_html=markup(row.get("jobDescription")),
            locations=distinct([plain(row.get("jobGeo"))]),
            is_remote=True,
            employment_type=next(iter(distinct(each(row.get("jobType")))), None),
            department=next(iter(distinct(map(plain, each(row.get("jobIndustry"))))), None),
            pay=_pay(row),
            company_name=plain(row.get("companyName")),
            published_at=utc(row.get("pubDate")),
        )


def _pay(row: dict[str, Any]) -> tuple[PublishedPay, ...]:
    low, high = number(row.get("salaryMin")) or None, number(row.get("salaryMax")) or None
    if not low and not high:
        return ()
    period = PERIODS.get(words(row.get("salaryPeriod")))
    return (PublishedPay(min=low, max=high, currency=words(row.get("salaryCurrency")), period=period),)
