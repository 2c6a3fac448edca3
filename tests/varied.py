"""A generation of roles that differ in everything one can filter by; their ids say in what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pipeline.build import build
from pipeline.queries import Filters, Generation, Sort
from scrapers.items import PublishedEquity, PublishedPay
from tests.landed import board, day, directory, land, posting, profile

EVERYTHING: dict[str, Any] = {"status": "all", "ml_only": False, "early_stage": False}


def paid(low: float, high: float, currency: str | None, period: Any = "year") -> tuple[PublishedPay, ...]:
    return (PublishedPay(min=low, max=high, currency=currency, period=period),)


def publish_varied(data: Path) -> None:
    """A folder with roles that differ in everything one can filter by; ids say what is particular of each."""
    seed = "<p>We just raised our seed round. We are a team of 7 people. "
    land(
        data,
        directory(
            profile("Bigcorp", homepage="https://bigcorp.example", team_size=4000),
            profile("Midsize", homepage="https://midsize.example", team_size=40),
        ),
        board(
            [
                posting(
                    "rich",
                    title="Senior Machine Learning Engineer",
                    text=seed + "Robots that sort parcels.</p>",
                    pay=paid(150_000, 200_000, "USD"),
                    equity=PublishedEquity(raw="0.5%"),
                    workplace="remote",
                    countries=("US",),
                    locations=("San Francisco, CA, United States",),
                    published_at=day(-1),
                ),
                posting(
                    "founding",
                    title="Founding Machine Learning Engineer",
                    text=seed + "You will be our employee #4. We sponsor visas.</p>",
                    workplace="onsite",
                    locations=("Berlin, Germany",),
                    countries=("Germany",),
                    pay=paid(90_000, 120_000, "EUR"),
                    published_at=day(-5),
                ),
                posting("designer", title="Designer", published_at=day(-2)),
            ],
            token="seedling",
            company="Seedling",
            homepage="https://seedling.example",
        ),
        board(
            [posting("big", published_at=day(-9))],
            token="big",
            company="Bigcorp",
            homepage="https://bigcorp.example",
        ),
        board(
            [posting("mid", published_at=day(-8), pay=paid(60, 80, "USD", "hour"))],
            source="lever",
            token="mid",
            company="Midsize",
            homepage="https://midsize.example",
        ),
        board([posting("silent")], token="silent", company=None, homepage=None),
        board([posting("gone")], token="late", company="Late", homepage="https://late.example"),
    )
    for number in (1, 2):
        land(
            data,
            board([posting("new")], number, token="late", company="Late", homepage="https://late.example"),
            at=number,
        )
    build(data)


def ids(found: Generation, sort: Sort = "newest", **asked: Any) -> list[str]:
    """Posting ids of the roles that pass, in order."""
    return [row["posting_id"] for row in found.find_roles(Filters(**{**EVERYTHING, **asked}), sort=sort).rows]


ALL = {"rich", "founding", "designer", "big", "mid", "silent", "gone", "new"}
