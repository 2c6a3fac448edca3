"""Ashby: the public job posting API, one answer a board."""

from __future__ import annotations

from typing import Any

from scrapers.ats import AtsSpider, in_url
from scrapers.items import Board, JobPosting, PayPeriod, PublishedEquity, PublishedPay, WorkMode
from scrapers.reading import distinct, each, instant, number, part, record, web_url, words

WORKPLACES: dict[str | None, WorkMode] = {"Remote": "remote", "Hybrid": "hybrid", "OnSite": "onsite"}
PERIODS: dict[str | None, PayPeriod] = {
    "1 HOUR": "hour",
    "1 DAY": "day",
    "1 WEEK": "week",
    "1 MONTH": "month",
    "1 YEAR": "year",
}


class ashby(AtsSpider):  # noqa: N801 - file, spider and class bear the source's name
    """Boards on api.ashbyhq.com."""

    name = "ashby"
    rows_at = ("jobs",)

    @classmethod
    def board_url(cls, board: Board, skip: int = 0) -> str:
        token = in_url(board.token)
        return f"https://api.ashbyhq.com/posting-api/job-board/{token}?includeCompensation=true"

    def posting_from(self, row: Any, board: Board) -> JobPosting | None:
        row = record(row, "the posting")
        if row.get("isListed") is False:
            return None
        places = [row, *each(row.get("secondaryLocations"))]
        return JobPosting(
            posting_id=row["id"],
            title=words(row.get("title")),
            url=web_url(row.get("jobUrl")) or _page_of(row["id"], board),
            apply_url=web_url(row.get("applyUrl")),
            description_html=words(row.get("descriptionHtml")),
            locations=distinct(words(part(place, "location")) for place in places),
            countries=distinct(
                words(part(place, "address", "postalAddress", "addressCountry")) for place in places
            ),
            workplace=WORKPLACES.get(words(row.get("workplaceType"))),
            is_remote=row["isRemote"] if isinstance(row.get("isRemote"), bool) else None,
            employment_type=words(row.get("employmentType")),
            department=words(row.get("department")),
            team=words(row.get("team")),
            pay=_pay(row),
            equity=_equity(row),
            published_at=instant(row.get("publishedAt")),
        )


def _page_of(posting_id: Any, board: Board) -> str:
    return f"https://jobs.ashbyhq.com/{in_url(board.token)}/{in_url(posting_id)}"


def _components(row: dict[str, Any]) -> list[dict[str, Any]]:
    tiers = each(part(row, "compensation", "compensationTiers"))
    found = [component for tier in tiers for component in each(part(tier, "components"))]
    found = found or each(part(row, "compensation", "summaryComponents"))
    return [component for component in found if isinstance(component, dict)]


def _pay(row: dict[str, Any]) -> tuple[PublishedPay, ...]:
    """Every tier's salary that has a figure; bonus and commission are no pay that one can count on."""
    summary = words(part(row, "compensation", "scrapeableCompensationSalarySummary"))
    found = (
        PublishedPay(
            min=number(component.get("minValue")),
            max=number(component.get("maxValue")),
            currency=words(component.get("currencyCode")),
            period=PERIODS.get(words(component.get("interval"))),
            raw=words(component.get("summary")) or summary,
        )
        for component in _components(row)
        if component.get("compensationType") == "Salary"
    )
    return tuple(dict.fromkeys(pay for pay in found if pay.min is not None or pay.max is not None))


def _equity(row: dict[str, Any]) -> PublishedEquity | None:
    """Equity of the first component that has a percentage, else of the first that offers any."""
    offers = [c for c in _components(row) if str(c.get("compensationType")).startswith("Equity")]
    if not offers:
        return None
    told = [c for c in offers if c["compensationType"] == "EquityPercentage" and _has_figures(c)]
    first = told[0] if told else offers[0]
    return PublishedEquity(
        min_pct=number(first.get("minValue")) if told else None,
        max_pct=number(first.get("maxValue")) if told else None,
        raw=words(first.get("summary")),
    )


def _has_figures(component: dict[str, Any]) -> bool:
    return number(component.get("minValue")) is not None or number(component.get("maxValue")) is not None
