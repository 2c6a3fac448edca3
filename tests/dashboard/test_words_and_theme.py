"""How values are said, how scraped text is escaped, and what the theme and the server promise."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from dashboard import parts, safe, words
from tests.dashboard.pages import APP
from tests.hostile_roles import HOSTILE


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_plain_text_keeps_its_words_and_loses_its_markup(text: str) -> None:
    escaped = safe.plain(text, 30_000)
    assert escaped.replace("\\\\", "\0").replace("\\", "").replace("\0", "\\").replace(
        "\u2060", ""
    ) == safe.one_line(text, 30_000)
    assert len(safe.plain(text).replace("\\", "")) <= 450


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    return tomllib.loads((APP.parent / ".streamlit" / "config.toml").read_text())


def test_the_server_stays_on_this_machine_and_tells_nobody(config: dict[str, Any]) -> None:
    assert config["server"]["address"] == "127.0.0.1"
    assert config["server"]["showEmailPrompt"] is False
    assert config["browser"]["gatherUsageStats"] is False
    assert "http" not in json.dumps(config["theme"])


def themes(config: dict[str, Any]) -> Iterator[tuple[str, dict[str, str]]]:
    for name in ("light", "dark"):
        main = config["theme"][name]
        yield name, main
        yield f"{name} sidebar", {**main, **main["sidebar"]}


def test_text_stands_out_from_its_background_in_both_themes(config: dict[str, Any]) -> None:
    for name, theme in themes(config):
        for surface in ("backgroundColor", "secondaryBackgroundColor"):
            for ink in ("textColor", "linkColor", "primaryColor"):
                assert contrast(theme[ink], theme[surface]) >= 4.5, (name, ink, surface)
        assert contrast(theme["primaryColor"], "#0f1f19" if "dark" in name else "#ffffff") >= 4.5, name
        for colour in ("green", "orange", "red", "blue", "violet", "gray", "yellow"):
            assert contrast(theme[f"{colour}Color"], theme["backgroundColor"]) >= 3, (name, colour)
        assert contrast(theme["dataframeHeaderTextColor"], theme["dataframeHeaderBackgroundColor"]) >= 4.5, (
            name
        )


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two colours."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (-1, "0 minutes"),
        (0.02, "1 minute"),
        (1.5, "90 minutes"),
        (2, "2 hours"),
        (47.9, "47 hours"),
        (49, "2 days"),
    ],
)
def test_an_age_is_said_in_one_unit(hours: float, said: str) -> None:
    assert words.ago(timedelta(hours=hours)) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (6, 8, "6–8"),
        (6, 6, "6"),
        (50, None, "50+"),
        (None, 20, "up to 20"),
        (None, None, None),
        (1200, 1500, "1,200–1,500"),
    ],
)
def test_a_range_is_said_as_a_range(low: int | None, high: int | None, said: str | None) -> None:
    assert words.span(low, high) == said


@pytest.mark.parametrize(
    ("low", "high", "currency", "period", "said"),
    [
        (150_000, 180_000, "USD", "year", "$150k–$180k a year"),
        (72_500, None, "EUR", "year", "from €72.5k a year"),
        (None, 90_000, "GBP", "year", "up to £90k a year"),
        (60, 60, "USD", "hour", "$60 an hour"),
        (12_000, 15_000, "PLN", "month", "PLN 12k–15k a month"),
        (100_000, 140_000, None, "year", "100k–140k a year (currency unknown)"),
        (None, None, "USD", "year", "unknown"),
    ],
)
def test_pay_is_said_with_currency_and_period(
    low: int | None, high: int | None, currency: str | None, period: str, said: str
) -> None:
    row = {"salary_min": low, "salary_max": high, "salary_currency": currency, "salary_period": period}
    assert words.pay(row) == said


@pytest.mark.parametrize(
    ("stage", "batch", "note"),
    [("seed", "W26", "a posting"), ("seed", None, "a posting"), (None, "W26", "YC W26"), (None, None, "")],
)
def test_a_yc_batch_never_stands_where_a_stage_names_its_source(
    stage: str | None, batch: str | None, note: str
) -> None:
    row = {"funding_stage": stage, "funding_stage_source": stage and "posting", "yc_batch": batch}
    assert parts.stage_note(row, "a posting") == note
