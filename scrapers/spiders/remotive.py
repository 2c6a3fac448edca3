"""Remotive: one JSON answer with the free part of its jobs. Its terms allow four calls a day."""

from __future__ import annotations

from typing import Any

from scrapers.feeds import FeedSpider, markup, number_id, plain, utc
from scrapers.items import JobPosting, PublishedPay
from scrapers.reading import distinct, record, words


class remotive(FeedSpider):  # noqa: N801 - file, spider and class bear the source's name
    """The whole public feed, some twenty jobs."""

    name = "remotive"
    host = "remotive.com"
    first_url = "https://remotive.com/api/remote-jobs"
    rows_at = ("jobs",)

    def posting_from(self, row: Any) -> JobPosting | None:
        row = record(row, "the job")
        pay = words(row.get("salary"))
        return JobPosting(
            posting_id=number_id(row["id"]),
            title=plain(row["title"]),
            url=row["url"],
            description_html=markup(row.get("description")),
            locations=distinct([row.get("candidate_required_location")]),
            is_remote=True,
            employment_type=words(row.get("job_type")),
            department=words(row.get("category")),
            pay=(PublishedPay(raw=pay),) if pay and any(c.isdigit() for c in pay) else (),
            company_name=plain(row.get("company_name")),
            published_at=utc(row.get("publication_date")),
        )
