"""Equity as pay, and the equity that is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.inference.equity import equity
from pipeline.inference.scan import read

OFFERED = [
    ("$120k–$180k + 0.5%-1.5% equity", 0.5, 1.5),
    ("Salary and equity (0.0% – 1.0%).", 0.0, 1.0),
    ("Equity: 0.075% - 0.5%", 0.075, 0.5),
    ("Stock options (0.5% - 1.5%)", 0.5, 1.5),
    ("Comp: $150k + 0.75% equity.", 0.75, 0.75),
    ("Up to 2% equity for the right person.", None, 2.0),
    ("0.5–1.0% EMI equity", 0.5, 1.0),
    ("$125k–$175k • 0.50%–1.50%", 0.5, 1.5),
    ("Competitive salary and meaningful equity.", None, None),
    ("We offer stock options and 30 days off.", None, None),
    ("€70–100k + Equity", None, None),
    ("Benefits: ESOP, health, gym.", None, None),
    ("Base, bonus and RSUs.", None, None),
    ("Competitive salary + options, 401k.", None, None),
    ("Cash and equity, as you like.", None, None),
    ("4% 401k match, equity, dental.", None, None),
]
SILENT = [
    "We value diversity, equity and inclusion.",
    "Our DEI work promotes equity & inclusion.",
    "Private equity and venture capital experience.",
    "Health equity is our mission.",
    "Equity research analysts use our product.",
    "Pay is set for internal equity.",
    "We trade equity derivatives.",
    "We are committed to employment equity.",
    "You'll share ownership of key projects.",
    "Treatment options for patients.",
    "Flexible remote options.",
    "Our stock market product, in stock now.",
    "A team that shares your values.",
    "Vue 3 (Options API)",
    "We offer a 401k with 4% match.",
    "Full-stack engineer in Stockholm.",
    "",
]


@pytest.mark.parametrize(("words", "low", "high"), OFFERED)
def test_equity_that_is_pay_is_offered(words: str, low: float | None, high: float | None) -> None:
    found = equity(read(words))
    assert found is not None
    assert found.value.offered
    assert (found.value.min_pct, found.value.max_pct) == (low, high)
    assert found.quote in words


@pytest.mark.parametrize("words", SILENT)
def test_equity_as_a_value_an_asset_or_a_product_is_no_offer(words: str) -> None:
    assert equity(read(words)) is None


@pytest.mark.parametrize(
    "words", ["No equity.", "We don't offer equity.", "Instead of lottery-ticket equity, a high base."]
)
def test_equity_may_be_ruled_out(words: str) -> None:
    found = equity(read(words))
    assert found is not None
    assert not found.value.offered


WORDS = "equity;stock; options;0.5;%;-;1.5%; + ;$120k;private ;no ;("
PIECES = [*WORDS.split(";"), "\n", ". ", "\ud800", "\u202e", "İ", "👩‍🚀"]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)))
def test_any_text_gives_sound_percentages_quoted_from_it_or_none(words: str) -> None:
    found = equity(read(words))
    if found is not None:
        assert found.quote in words
        low, high = found.value.min_pct, found.value.max_pct
        assert low is None or 0 <= low < 100
        assert low is None or high is None or low <= high
