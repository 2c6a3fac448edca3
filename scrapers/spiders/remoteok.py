"""Remote OK: one JSON list of the newest jobs, behind an element with its terms."""

from __future__ import annotations

from typing import Any

from scrapers.feeds import FeedSpider, markup, number_id, plain
from scrapers.items import JobPosting, PublishedPay
from scrapers.mojibake import repaired
from scrapers.reading import distinct, epoch, instant, number, record, web_url, words

_FOR_THE_READER = "Please mention the word **"
"""Begins a closing line with a tag made of the reader's address: no part of the posting, not to be kept."""
_LONGEST = 500
_BREAKS = ("<br>", "<br/>", "<br />")
_MOST_BREAKS = 5


class remoteok(FeedSpider):  # noqa: N801 - file, spider and class bear the source's name
    """The whole public feed, some hundred jobs."""

    name = "remoteok"
    host = "remoteok.com"
    first_url = "https://remoteok.com/api"

    def posting_from(self, row: Any) -> JobPosting | None:
        row = record(row, "the job")
        if "legal" in row and "position" not in row:
            return None
        return JobPosting(
            posting_id=number_id(row["id"]),
            title=_text(row["position"]),
            url=row["url"],
            apply_url=web_url(row.get("apply_url")),
            description_html=_description(row.get("description")),
            locations=distinct([_text(row.get("location"))]),
            is_remote=True,
            pay=_pay(row),
            company_name=_text(row.get("company")),
            published_at=instant(row.get("date")) or epoch(row.get("epoch")),
        )


def _text(value: Any) -> str | None:
    text = plain(value)
    return repaired(text) if text else None


def _description(value: Any) -> str | None:
    text = repaired(markup(value) or "")
    at = text.rfind(_FOR_THE_READER)
    if at >= 0 and len(text) - at < _LONGEST:
        text = text[:at].rstrip()
        for _ in range(_MOST_BREAKS):
            text = text[: text.rindex("<")].rstrip() if text.endswith(_BREAKS) else text
    return words(text)


def _pay(row: dict[str, Any]) -> tuple[PublishedPay, ...]:
    """Its two figures, 0 where there is none; the feed names neither currency nor period."""
    low, high = number(row.get("salary_min")) or None, number(row.get("salary_max")) or None
    return (PublishedPay(min=low, max=high),) if low or high else ()
