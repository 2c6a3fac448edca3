"""Recruitee: the careers site API, one answer a board, on a host of its own for every employer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from scrapers.ats import AtsSpider, in_url
from scrapers.items import Board, JobPosting, PayPeriod, PublishedPay, WorkMode
from scrapers.reading import distinct, each, instant, number, part, place, record, web_url, words

MODES: tuple[tuple[str, WorkMode], ...] = (("remote", "remote"), ("hybrid", "hybrid"), ("on_site", "onsite"))
PERIODS: dict[str | None, PayPeriod] = {one: one for one in ("hour", "day", "week", "month", "year")}


class recruitee(AtsSpider):  # noqa: N801 - file, spider and class bear the source's name
    """Boards on {token}.recruitee.com."""

    name = "recruitee"
    rows_at = ("offers",)
    refusals: ClassVar = {401: "token needed: it is read only with the employer's own token (answered 401)"}

    @classmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        return f"https://{board.token}.recruitee.com/api/offers/"

    def posting_from(self, row: Any, board: Board) -> JobPosting | None:
        row = record(row, "the offer")
        if row.get("status", "published") != "published":
            return None
        modes = [mode for key, mode in MODES if row.get(key) is True]
        page = f"https://{board.token}.recruitee.com/o/{in_url(row.get('slug') or '')}"
        return JobPosting(
            posting_id=str(row["id"]) if isinstance(row["id"], int) else row["id"],
            title=words(row.get("title")),
            url=web_url(row.get("careers_url")) or page,
            apply_url=web_url(row.get("careers_apply_url")),
            description_html=_description(row),
            locations=_locations(row),
            countries=distinct(one.get("country_code") or one.get("country") for one in _places(row)),
            workplace=modes[0] if len(modes) == 1 else None,
            is_remote=row["remote"] if isinstance(row.get("remote"), bool) else None,
            employment_type=words(row.get("employment_type_code")),
            department=words(row.get("department")),
            pay=_pay(row),
            company_name=words(row.get("company_name")),
            published_at=_instant(row.get("published_at")),
            valid_through=_instant(row.get("close_at")),
            language=_language(row),
        )


def _instant(value: Any) -> datetime | None:
    """`2026-09-18 13:27:28 UTC`, which is not ISO 8601."""
    return instant((words(value) or "").replace(" UTC", "+00:00"))


def _description(row: dict[str, Any]) -> str | None:
    return "\n".join(distinct((row.get("description"), row.get("requirements")))) or None


def _places(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in each(row.get("locations")) if isinstance(one, dict)] or [row]


def _locations(row: dict[str, Any]) -> tuple[str, ...]:
    places = _places(row)
    found = distinct(place(part(one, "city"), part(one, "state"), part(one, "country")) for one in places)
    return found or distinct([row.get("location")])


def _pay(row: dict[str, Any]) -> tuple[PublishedPay, ...]:
    low, high = number(part(row, "salary", "min")), number(part(row, "salary", "max"))
    if low is None and high is None:
        return ()
    period = PERIODS.get(words(part(row, "salary", "period")))
    return (PublishedPay(min=low, max=high, currency=words(part(row, "salary", "currency")), period=period),)


def _language(row: dict[str, Any]) -> str | None:
    """The language of an offer that has only one."""
    found = row.get("translations")
    return words(next(iter(found))) if isinstance(found, dict) and len(found) == 1 else None
