"""Working Nomads: one JSON list of the newest remote jobs."""

from __future__ import annotations

import re
from typing import Any

from scrapers.feeds import FeedSpider, markup, plain, utc
from scrapers.items import JobPosting
from scrapers.outcome import UnreadableError
from scrapers.reading import distinct, record, words

_JOB = re.compile(r"https://www\.workingnomads\.com/job/go/(\d{1,18})/?")


class workingnomads(FeedSpider):  # noqa: N801 - file, spider and class bear the source's name
    """The whole public feed."""

    name = "workingnomads"
    host = "www.workingnomads.com"
    first_url = "https://www.workingnomads.com/api/exposed_jobs/"

    def posting_from(self, row: Any) -> JobPosting | None:
        row = record(row, "the job")
        return JobPosting(
            posting_id=_id(row["url"]),
            title=plain(row["title"]),
            url=row["url"],
            description_html=markup(row.get("description")),
            locations=distinct([row.get("location")]),
            is_remote=True,
            department=words(row.get("category_name")),
            company_name=plain(row.get("company_name")),
            published_at=utc(row.get("pub_date")),
        )


def _id(url: Any) -> str:
    found = _JOB.fullmatch(words(url) or "")
    if not found:
        raise UnreadableError("its url is no address of a job")
    return found[1]
