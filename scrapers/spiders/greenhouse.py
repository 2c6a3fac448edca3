"""Greenhouse: the public job board API, one answer a board."""

from __future__ import annotations

from typing import Any

from scrapers.ats import AtsSpider, in_url
from scrapers.items import Board, JobPosting, PublishedPay
from scrapers.outcome import UnreadableError
from scrapers.reading import distinct, each, instant, number, part, record, web_url, words
from scrapers.values import unescaped


class greenhouse(AtsSpider):  # noqa: N801 - file, spider and class bear the source's name
    """Boards on boards-api.greenhouse.io, which also serves those shown on the EU host."""

    name = "greenhouse"
    rows_at = ("jobs",)
    total_at = ("meta", "total")

    @classmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        token = in_url(board.token)
        return f"https://boards-api.greenhouse.io/v1/boards/{token}/jobs?content=true&pay_transparency=true"

    def posting_from(self, row: Any, board: Board) -> JobPosting | None:
        row = record(row, "the posting")
        if "internal_job_id" in row and row["internal_job_id"] is None:
            return None  # a prospect post: "join our talent pool"
        location = words(part(row, "location", "name"))
        posting_id = _id(row["id"])
        return JobPosting(
            posting_id=posting_id,
            title=words(row.get("title")),
            url=web_url(row.get("absolute_url")) or _page_of(posting_id, board),
            description_html=_unescaped(row.get("content")),
            locations=(location,) if location else (),
            department=_department(row),
            pay=_pay(row),
            company_name=words(row.get("company_name")),
            opening_id=_opening(row.get("internal_job_id")),
            published_at=instant(row.get("first_published")),
            valid_through=instant(row.get("application_deadline")),
            language=words(row.get("language")),
        )


def _id(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int | str) or value == "":
        raise UnreadableError("its id is neither a number nor a text")
    return str(value)


def _opening(value: Any) -> str | None:
    """Shared by the posts of one job in several places; a malformed one costs only the grouping."""
    return words(str(value)) if isinstance(value, int | str) and not isinstance(value, bool) else None


def _page_of(posting_id: str, board: Board) -> str:
    return f"https://job-boards.greenhouse.io/{in_url(board.token)}/jobs/{in_url(posting_id)}"


def _unescaped(content: Any) -> str | None:
    text = words(content)
    return unescaped(text).strip() or None if text else None


def _department(row: dict[str, Any]) -> str | None:
    return next(iter(distinct(part(one, "name") for one in each(row.get("departments")))), None)


def _pay(row: dict[str, Any]) -> tuple[PublishedPay, ...]:
    """`pay_input_ranges`: figures in cents, no period of their own."""
    found = (
        PublishedPay(
            min=_units(part(pay, "min_cents")),
            max=_units(part(pay, "max_cents")),
            currency=words(part(pay, "currency_type")),
            raw=words(part(pay, "title")),
        )
        for pay in each(row.get("pay_input_ranges"))
    )
    return tuple(pay for pay in found if pay.min is not None or pay.max is not None)


def _units(cents: Any) -> float | None:
    found = number(cents)
    return None if found is None else found / 100
