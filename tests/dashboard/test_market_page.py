"""Market: its numbers are those of the roles that pass, every chart has a name and a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline import market
from pipeline.equity_norms import NORMS, norms_between
from pipeline.queries import Filters, Generation
from tests.dashboard.pages import MARKET, Open, shown
from tests.dashboard.test_trouble import assert_harmless
from tests.hostile_roles import posting, publish

EVERY_ROLE = Filters(early_stage=False, ml_only=False, status="all")


@pytest.fixture(scope="module")
def found(demo_data: Path) -> Generation:
    return Generation.open(demo_data)


def every(found: Generation) -> list[dict[str, Any]]:
    """One row an opening."""
    return found.find_roles(EVERY_ROLE, limit=10_000).rows


def test_each_chart_counts_the_roles_that_pass(found: Generation) -> None:
    rows = every(found)
    stages = market.chart(found, EVERY_ROLE, "stage_by_team")
    assert sum(cell["roles"] for cell in stages) == len(rows)
    unknown = sum(cell["roles"] for cell in stages if cell["funding_stage"] is None)
    assert unknown == sum(row["funding_stage"] is None for row in rows) > 0
    hires = market.chart(found, EVERY_ROLE, "hire_numbers")
    assert sum(bar["roles"] for bar in hires) == len(rows)
    assert sum(bar["roles"] for bar in hires if bar["hire"] is None) == sum(
        row["hire_number_min"] is None for row in rows
    )
    pytorch = next(bar for bar in market.chart(found, EVERY_ROLE, "skills") if bar["skill"] == "PyTorch")
    assert pytorch["roles"] == sum("PyTorch" in row["skills"] for row in rows)
    cities = {bar["city"]: bar["roles"] for bar in market.chart(found, EVERY_ROLE, "cities")}
    assert cities["Austin"] == sum("Austin" in row["cities"] for row in rows)
    offers = market.chart(found, EVERY_ROLE, "equity")
    assert {offer["role_id"] for offer in offers} == {
        row["role_id"]
        for row in rows
        if row["hire_number_min"] and (row["equity_min_pct"] or row["equity_max_pct"])
    }
    closed = EVERY_ROLE.model_copy(update={"status": "closed"})
    assert sum(bar["roles"] for bar in market.days_open(found, EVERY_ROLE)) == found.count(closed) > 0


def test_pay_is_of_one_currency_and_keeps_its_range(found: Generation) -> None:
    euros = market.chart(found, EVERY_ROLE.model_copy(update={"salary_currency": "EUR"}), "pay")
    assert euros
    known = {row["role_id"]: row for row in every(found)}
    for row in euros:
        role = known[row["role_id"]]
        assert role["salary_currency"] == "EUR"
        assert row["low"] <= row["high"]
        if role["salary_period"] == "year" and role["salary_min"] and role["salary_max"]:
            assert (row["low"], row["high"]) == (role["salary_min"], role["salary_max"])
    assert [row["high"] for row in euros] == sorted((row["high"] for row in euros), reverse=True)


def test_the_page_obeys_the_filters_of_the_address(
    demo_data: Path, open_app: Open, found: Generation
) -> None:
    app = open_app(demo_data, MARKET, roles_stage=["Seed"], roles_stage_unknown="false")
    asked = Filters(stage=("seed",), without_unknown=frozenset({"stage"}))
    assert app.metric[0].value == str(found.count(asked))
    assert "Seed" in shown(app)


def test_every_chart_has_a_name_and_a_table_with_one(demo_data: Path, open_app: Open) -> None:
    app = open_app(demo_data, MARKET)
    charts = app.get("vega_lite_chart")
    assert len(charts) == len(app.dataframe) == 7  # no closed role is early and ML in the sample
    assert all(chart.proto.alt for chart in charts)
    assert all(table.proto.alt for table in app.dataframe)
    assert "None of these roles says anything of it." in shown(app)


def test_a_page_without_a_role_says_so(demo_data: Path, open_app: Open) -> None:
    assert "No role matches" in shown(open_app(demo_data, MARKET, roles_q="nosuchwordanywhere"))


def test_a_market_of_one_bare_role_is_drawn(tmp_path: Path, open_app: Open) -> None:
    publish(tmp_path, posting("1", "ML Engineer"))
    assert open_app(tmp_path, MARKET, roles_early="false").metric[0].value == "1"


def test_hostile_titles_are_only_ever_data_of_a_chart(hostile: Path, open_app: Open) -> None:
    app = open_app(hostile, MARKET, roles_early="false")
    assert_harmless(app)


@pytest.mark.parametrize(
    ("low", "high", "hires"),
    [(1, 1, [1]), (2, 8, [2, 3, 4, 5]), (6, 8, []), (None, None, []), (4, None, [4, 5])],
)
def test_norms_reach_no_further_than_their_source(
    low: int | None, high: int | None, hires: list[int]
) -> None:
    assert [norm.hire for norm in norms_between(low, high)] == hires
    assert all(norm.low < norm.median < norm.high for norm in NORMS)
