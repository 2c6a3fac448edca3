"""We Work Remotely: one RSS feed of the newest jobs. A title there is "Company: Role"."""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from scrapy.http import Response

from scrapers.feeds import FeedSpider, markup, plain
from scrapers.items import JobPosting
from scrapers.outcome import UnreadableError, xml_in
from scrapers.reading import distinct, inner, mail_date, web_url

_HOMEPAGE = re.compile(r"<strong>URL:</strong>\s*<a href=\"([^\"<>]{1,500})\"")
_HEAD = 2_000
"""Characters of a description among which the feed's own header names the employer's homepage."""


class weworkremotely(FeedSpider):  # noqa: N801 - file, spider and class bear the source's name
    """The feed of all its categories."""

    name = "weworkremotely"
    host = "weworkremotely.com"
    first_url = "https://weworkremotely.com/remote-jobs.rss"

    def data_in(self, response: Response) -> Any:
        root = xml_in(response)
        if root.tag != "rss":
            raise UnreadableError("no RSS feed")
        return list(root.iter("item"))

    def posting_from(self, row: Element) -> JobPosting | None:
        company, title = _parts(plain(row.findtext("title")) or "")
        url, text = inner(row, "link") or inner(row, "guid") or "", inner(row, "description")
        homepage = _HOMEPAGE.search((text or "")[:_HEAD])
        return JobPosting(
            posting_id=url.rstrip("/").rsplit("/", 1)[-1],
            title=title,
            url=url,
            description_html=markup(text),
            locations=distinct([plain(row.findtext("region")), plain(row.findtext("country"))]),
            is_remote=True,
            employment_type=inner(row, "type"),
            department=inner(row, "category"),
            company_name=company,
            company_url=web_url(plain(homepage[1])) if homepage else None,
            published_at=mail_date(inner(row, "pubDate")),
            valid_through=mail_date(inner(row, "expires_at")),
        )


def _parts(title: str) -> tuple[str | None, str]:
    company, colon, role = title.partition(": ")
    return (company.strip() or None, role.strip()) if colon and role.strip() else (None, title.strip())
