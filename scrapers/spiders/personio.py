"""Personio: the XML feed of open positions, on a host of its own for every employer.

An employer is on the .de or on the .com host, and neither leads to the other: a board that names no host is
looked for on both. A position whose text is missing in English, or is a word or two, is looked up in German;
where German cannot be had it is rejected, so that its role keeps the text it has.
"""

from __future__ import annotations

import re
from html import escape
from xml.etree.ElementTree import Element

from scrapy.http import Response

from scrapers.ats import AtsSpider, Reading, in_url, with_facts
from scrapers.items import Board, JobPosting, PayPeriod, PublishedPay, Rejected
from scrapers.outcome import NOT_RECORDED, UnreadableError, xml_in
from scrapers.reading import Page, Steps, distinct, inner, instant, number, read_each

PERIODS: dict[str | None, PayPeriod] = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
}

_SHORTEST = 20
"""Characters of the shortest text that is one."""


class personio(AtsSpider):  # noqa: N801 - file, spider and class bear the source's name
    """Boards on {token}.jobs.personio.de, or .com when the registry's `host` is `com` or .de has none."""

    name = "personio"
    one_answer = False

    @classmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        return f"https://{_host(board)}/xml?language=en"

    def data_in(self, response: Response) -> list[Element]:
        """The positions; a document of another kind is no board."""
        root = xml_in(response)
        if root.tag != "workzag-jobs":
            raise UnreadableError(f"its root is {root.tag[:60]}, not workzag-jobs")
        return root.findall("position")

    def posting_from(self, row: Element, board: Board) -> JobPosting | None:
        posting_id = inner(row, "id")
        if posting_id is None:
            raise UnreadableError("it has no id")
        return JobPosting(
            posting_id=posting_id,
            title=inner(row, "name"),
            url=f"https://{_host(board)}/job/{in_url(posting_id)}",
            description_html=_description(row),
            locations=distinct(
                (inner(row, "office"), *(one.text for one in row.iterfind("additionalOffices/office")))
            ),
            employment_type=", ".join(distinct((inner(row, "employmentType"), inner(row, "schedule"))))
            or None,
            department=inner(row, "department"),
            pay=_pay(row),
            company_name=inner(row, "subcompany"),
            published_at=instant(inner(row, "createdAt")),
        )

    def finish(self, reading: Reading) -> Steps:
        """Look on the other host for a board that the first one does not know; ask for the German texts."""
        lost = reading.trouble and reading.trouble.status in ("unknown", "moved")
        if lost and reading.asked.host is None:
            reading.host, reading.trouble = "com", None
            yield self.ask_on(self.board_url(reading.asked), self.read_page, reading)
        elif any(map(_lacks_text, reading.postings.values())):
            url = f"https://{_host(reading.asked)}/xml?language=de"
            yield self.ask_on(url, self.read_german, reading)
        else:
            yield self.snapshot(reading)

    def read_german(self, page: Page, reading: Reading) -> Steps:
        """Give every position that lacks a text its German one; reject it where that cannot be had."""
        reading.answers.append(page.answer)
        german, unread = read_each(page.data or (), lambda row: self.posting_from(row, reading.asked))
        texts = {one.posting_id: one.description_html for one in german}
        why = {one.posting_id: one.reason for one in unread}
        if page.trouble == NOT_RECORDED:  # of a replay's folder, which is all that there is to be had
            reading.notes.append(f"some texts are missing in English, and in German {page.trouble.error}")
            yield self.snapshot(reading)
            return
        for posting in [one for one in reading.postings.values() if _lacks_text(one)]:
            problem = page.trouble.error if page.trouble else why.get(posting.posting_id)
            if problem:
                del reading.postings[posting.posting_id]
                reason = f"its text is missing in English, and in German {problem}"
                reading.rejected.append(Rejected(posting_id=posting.posting_id, reason=reason))
            else:
                text = _fuller(posting.description_html, texts.get(posting.posting_id))
                reading.postings[posting.posting_id] = with_facts(posting, description_html=text)
        yield self.snapshot(reading)


def _lacks_text(posting: JobPosting) -> bool:
    return len(_seen(posting.description_html)) < _SHORTEST


def _fuller(english: str | None, german: str | None) -> str | None:
    return german if len(_seen(german)) > len(_seen(english)) else english


def _seen(html: str | None) -> str:
    """Roughly what one sees of a text."""
    return re.sub(r"<[^>]*>", "", html or "").strip()


def _host(board: Board) -> str:
    return f"{board.token}.jobs.personio.{board.host or 'de'}"


def _description(row: Element) -> str | None:
    """All sections of the text, each under its title."""
    sections = []
    for one in row.iterfind("jobDescriptions/jobDescription"):
        title, text = inner(one, "name"), inner(one, "value")
        if text:
            sections.append(f"<h3>{escape(title)}</h3>{text}" if title else text)
    return "\n".join(sections) or None


def _pay(row: Element) -> tuple[PublishedPay, ...]:
    low = number(inner(row, "salaryInformation/min"))
    high = number(inner(row, "salaryInformation/max"))
    if low is None and high is None:
        return ()
    currency = inner(row, "salaryInformation/currencyCode")
    period = PERIODS.get(inner(row, "salaryInformation/type"))
    return (PublishedPay(min=low, max=high, currency=currency, period=period),)
