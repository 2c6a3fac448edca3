"""Arbeitnow: the newest jobs, in Germany and remote, page by page."""

from __future__ import annotations

import re
from typing import Any

from scrapers.feeds import Feed, FeedSpider, markup, plain
from scrapers.items import JobPosting
from scrapers.reading import distinct, each, epoch, part, record, words

API = "https://www.arbeitnow.com/api/job-board-api?page="
_ADVERT = re.compile(
    r"<p>Find (?:more )?<a href=\"https://www\.arbeitnow\.com[^<>\"]*\">[^<>]*</a> on Arbeitnow(?:</a>)?"
    r"(?:</p>)?\s*\Z"
)
"""A closing line that advertises the board itself: it is no part of the posting."""
_LONGEST = 500


class arbeitnow(FeedSpider):  # noqa: N801 - file, spider and class bear the source's name
    """The newest five pages, of a hundred jobs each, unless `-a pages=N` says otherwise."""

    name = "arbeitnow"
    host = "www.arbeitnow.com"
    arguments = ("pages",)
    first_url = f"{API}1"
    rows_at = ("data",)
    pages = 5

    def next_url(self, data: Any, feed: Feed) -> str | None:
        # the link itself may lead to a filtered list; that there is one says that there are more pages
        more = part(data, "data") and words(part(data, "links", "next"))
        return f"{API}{len(feed.answers) + 1}" if more else None

    def posting_from(self, row: Any) -> JobPosting | None:
        row = record(row, "the job")
        text = words(row.get("description"))
        return JobPosting(
            posting_id=row["slug"],
            title=plain(row["title"]),
            url=row["url"],
            description_html=markup(text[:-_LONGEST] + _ADVERT.sub("", text[-_LONGEST:])) if text else None,
            locations=distinct([row.get("location")]),
            is_remote=row["remote"] if isinstance(row.get("remote"), bool) else None,
            employment_type=next(iter(distinct(each(row.get("job_types")))), None),
            department=next(iter(distinct(each(row.get("tags")))), None),
            company_name=plain(row.get("company_name")),
            published_at=epoch(row.get("created_at")),
        )
