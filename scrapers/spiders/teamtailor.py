"""Teamtailor: the RSS feed of a careers site, on a host of its own for every employer."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from scrapy.http import Response

from scrapers.ats import AtsSpider, Reading
from scrapers.items import Board, JobPosting, WorkMode
from scrapers.outcome import UnreadableError, xml_in
from scrapers.reading import distinct, inner, mail_date, place, web_url

TT = "{https://teamtailor.com/locations}"
WORKPLACES: dict[str | None, WorkMode] = {"none": "onsite", "hybrid": "hybrid", "fully": "remote"}
"""`temporary` is remote for now: neither here nor there."""


class teamtailor(AtsSpider):  # noqa: N801 - file, spider and class bear the source's name
    """Boards on {token}.teamtailor.com, or {token}.{host}.teamtailor.com in a region."""

    name = "teamtailor"
    rows_at = ("items",)
    id_at = "guid"
    company_at = ("company",)
    page_size = 100

    def has_more(self, data: Any, reading: Reading) -> bool:
        # a server that gives fewer a page than it is asked for gives a round number of them
        return reading.last_rows >= 20 and reading.last_rows % 5 == 0

    @classmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        return f"https://{_host(board)}/jobs.rss?per_page=100&offset={skip}"

    def data_in(self, response: Response) -> dict[str, Any]:
        """The items and the employer's name; a document of another kind is no board."""
        root = xml_in(response)
        channel = root.find("channel")
        if root.tag != "rss" or channel is None:
            raise UnreadableError(f"its root is {root.tag[:60]}, not rss with a channel")
        return {"company": channel.findtext("title"), "items": channel.findall("item")}

    def posting_from(self, row: Element, board: Board) -> JobPosting | None:
        posting_id = inner(row, "guid")
        if posting_id is None:
            raise UnreadableError("it has no guid")
        places = row.findall(f"{TT}locations/{TT}location")
        return JobPosting(
            posting_id=posting_id,
            title=inner(row, "title"),
            url=web_url(row.findtext("link")) or f"https://{_host(board)}/jobs",
            description_html=inner(row, "description"),
            locations=distinct(_location(one) for one in places),
            countries=distinct(one.findtext(f"{TT}country") for one in places),
            workplace=WORKPLACES.get((inner(row, "remoteStatus") or "").lower()),
            department=inner(row, f"{TT}department"),
            published_at=mail_date(row.findtext("pubDate")),
        )


def _location(one: Element) -> str | None:
    return place(one.findtext(f"{TT}city"), one.findtext(f"{TT}country")) or inner(one, f"{TT}name")


def _host(board: Board) -> str:
    return f"{board.token}.{board.host}.teamtailor.com" if board.host else f"{board.token}.teamtailor.com"
