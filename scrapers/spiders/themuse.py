"""The Muse: the documented public API, twenty jobs a page. Mostly larger firms."""

from __future__ import annotations

from typing import Any

from scrapers.feeds import Feed, FeedSpider, markup, number_id, plain
from scrapers.items import JobPosting
from scrapers.reading import distinct, each, instant, number, part, record

API = "https://www.themuse.com/api/public/jobs?category=Data%20Science&page="
ANYWHERE = "Flexible / Remote"
"""The place that its own list of places has for remote work."""


class themuse(FeedSpider):  # noqa: N801 - file, spider and class bear the source's name
    """Jobs in data science; the first ten pages unless `-a pages=N` says otherwise."""

    name = "themuse"
    host = "www.themuse.com"
    arguments = ("pages",)
    first_url = f"{API}0"
    rows_at = ("results",)
    pages = 10

    def next_url(self, data: Any, feed: Feed) -> str | None:
        count = number(part(data, "page_count")) or 0
        return f"{API}{len(feed.answers)}" if len(feed.answers) < count else None

    def posting_from(self, row: Any) -> JobPosting | None:
        row = record(row, "the job")
        places = distinct(part(place, "name") for place in each(row.get("locations")))
        return JobPosting(
            posting_id=number_id(row["id"]),
            title=plain(row["name"]),
            url=row["refs"]["landing_page"],
            description_html=markup(row.get("contents")),
            locations=places,
            is_remote=True if ANYWHERE in places else None,
            department=next(iter(distinct(part(one, "name") for one in each(row.get("categories")))), None),
            company_name=plain(part(row, "company", "name")),
            published_at=instant(row.get("publication_date")),
        )
