"""The latest funding stage of the company itself."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.inference.funding_stage import funding_stage
from pipeline.inference.scan import read

STATED = [
    ("We just raised our seed round.", "seed"),
    ("Kilnworks | ML Engineer | Seed | Berlin", "seed"),
    ("Octavia recently raised $5M seed.", "seed"),
    ("We're an early (seed) stage startup.", "seed"),
    ("A stealth startup (seed $15M).", "seed"),
    ("YC-backed with a seed round from top VCs.", "seed"),
    ("We're closing a seed round this month.", "seed"),
    ("We have pre-seed funding from a major fund.", "pre_seed"),
    ("Pre-seed. Shipping fast.", "pre_seed"),
    ("We are a series A startup.", "series_a"),
    ("Kilnworks (Series A) | ML Engineer | Onsite", "series_a"),
    ("Series A led by North Fund, seed by South Fund.", "series_a"),
    ("We raised a seed in 2023 and a $12M Series A last month.", "series_a"),
    ("Play a key part at a fast-growing Series A startup.", "series_a"),
    ("We recently raised a $54M Series B and have several paying customers.", "series_b"),
    ("$140M in funding, including a recently oversubscribed Series C ($68M round).", "series_c"),
    ("We raised our $300M Series E.", "series_d_plus"),
    ("We are bootstrapped, profitable, and growing.", "bootstrapped"),
    ("We're a small company (bootstrapped, no VC).", "bootstrapped"),
    ("We are self-funded and remote-first.", "bootstrapped"),
    ("Fully funded by our customers.", "bootstrapped"),
    ("We bootstrapped for years, then raised a Series A.", "series_a"),
    ("Kilnworks (NYSE: KILN) | ML Engineer", "public"),
    ("Publicly traded, startup energy.", "public"),
    ("We were recently acquired by Bigger Kilns.", "acquired"),
    ("Kilnworks | ML Engineer\nBigger Kilns acquired Kilnworks in 2022 to sell more.", "acquired"),
]
UNSTATED = [
    "We raised $5M.",
    "We raised $20M from top investors.",
    "Backed by Y Combinator (W24).",
    "We went through an accelerator.",
    "We're profitable and growing.",
    "Our clients range from Series A startups to large enterprises.",
    "You have taken a company from Series A to IPO.",
    "Experience at a Series A or B startup is a plus.",
    "Experience scaling sales at Series B–C companies.",
    "We're preparing for Series B.",
    "Close to breaking even and approaching series A.",
    "Help prepare materials for our upcoming Series B.",
    "Kilnworks | Engineer | Pre-Series A",
    "A seed-stage venture capital firm.",
    "The largest team of any seed investor.",
    "Seed stage in terms of headcount but Series B in terms of traction.",
    "Manage the seed data of the test database.",
    "We're planning to seed the UK team.",
    "Strong CSS (Bootstrap) skills.",
    "Self-funded health plans cover many people.",
    "Looking for a self-funded generalist.",
    "A founder who bootstrapped his last company.",
    "Used by thousands of publicly traded banks.",
    "Customers such as Bricks (NASDAQ: BRIK).",
    "Our founders built Foo, a startup acquired by Bar.",
    "We've acquired 120 customers.",
    "We recently acquired a small company.",
    "Forecast time series a day ahead.",
    "Pre-IPO equity.",
    "See https://kiln.example/seed",
    "",
]


@pytest.mark.parametrize(("words", "stage"), STATED)
def test_the_latest_stage_that_is_stated_counts(words: str, stage: str) -> None:
    found = funding_stage(read(words))
    assert found is not None
    assert found.value == stage
    assert found.quote in words


@pytest.mark.parametrize("words", UNSTATED)
def test_money_plans_customers_investors_and_careers_are_no_stage(words: str) -> None:
    assert funding_stage(read(words)) is None


WORDS = (
    "Series ;A;B ;seed;pre-; round;raised ;from ;to ;acquired ;by ;"
    "bootstrapped;(NYSE: ;publicly traded;we ;startups;, ;/"
)
PIECES = [*WORDS.split(";"), "\n", ". ", "\ud800", "\u202e", "İ", "👩‍🚀"]


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join)))
def test_any_text_gives_a_stage_quoted_from_it_or_none(words: str) -> None:
    found = funding_stage(read(words))
    assert found is None or (found.quote in words and found.quote)
