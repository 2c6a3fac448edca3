"""Pay is read as a careful reader would write it down, and nothing else is taken for pay."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inference.published_pay import published_pay
from pipeline.inference.salary import country_hint, salary
from pipeline.inference.scan import read
from scrapers.items import PublishedPay

Expected = tuple[int | None, int | None, str | None, str] | None


def _pay(text: str, hint: str | None = None) -> Expected:
    stated = salary(read(text), hint)
    if stated is None:
        return None
    assert stated.quote in text
    pay = stated.value
    assert pay.period is not None
    return pay.min, pay.max, pay.currency, pay.period


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("$120k–$180k + 0.5%-1.5% equity", (120_000, 180_000, "USD", "year")),
        ("€70.000 - 90.000", (70_000, 90_000, "EUR", "year")),
        ("£85K–£110K p.a.", (85_000, 110_000, "GBP", "year")),
        ("USD 150,000/yr", (150_000, 150_000, "USD", "year")),
        ("Up to $200K OTE", (None, 200_000, "USD", "year")),
        ("From £60,000", (60_000, None, "GBP", "year")),
        ("$45/hr", (45, 45, "USD", "hour")),
        ("CHF 110'000 – 130'000", (110_000, 130_000, "CHF", "year")),
        ("₹25-40 LPA", (2_500_000, 4_000_000, "INR", "year")),
        ("130-160k EUR", (130_000, 160_000, "EUR", "year")),
        ("$1.2M seed round; salary $140k", (140_000, 140_000, "USD", "year")),
        ("We raised $12M Series A", None),
        ("CA$140,000", (140_000, 140_000, "CAD", "year")),
        ("SGD 6,000 - 9,000 / month", (6_000, 9_000, "SGD", "month")),
        ("$180,000 — $250,000 USD", (180_000, 250_000, "USD", "year")),
        ("150k", (150_000, 150_000, None, "year")),
        ("100-140", None),
        ("2023 - 2026", None),
        ("0.25% – 1.0%", None),
        ("Competitive salary", None),
        ("401k and $150k base", (150_000, 150_000, "USD", "year")),
    ],
)
def test_the_acceptance_cases(text: str, pay: Expected) -> None:
    assert _pay(text) == pay


@pytest.mark.parametrize(
    ("text", "pay"),
    [
        ("$200k+, significant equity", (200_000, None, "USD", "year")),
        ("Acme | Engineer | $150k + 0.75% equity", (150_000, 150_000, "USD", "year")),
        ("£75-95k + equity. Gym budget.", (75_000, 95_000, "GBP", "year")),
        ("Compensation: $170.1K – $247K", (170_100, 247_000, "USD", "year")),
        (
            "The base salary is $140,000 to $180,000 per year plus a $20,000 bonus",
            (140_000, 180_000, "USD", "year"),
        ),
        ("Base $130k-$150k, OTE $260k-$300k", (130_000, 150_000, "USD", "year")),
        ("OTE $260k-$300k, base $130k-$150k", (130_000, 150_000, "USD", "year")),
        ("Acme | Remote | €600/day", (600, 600, "EUR", "day")),
        ("Pay: $60-80 per hour", (60, 80, "USD", "hour")),
        ("Hourly rate: $60 - $80", (60, 80, "USD", "hour")),
        ("35-100L INR", (3_500_000, 10_000_000, "INR", "year")),
        ("Salary ₹12,00,000 - ₹18,00,000", (1_200_000, 1_800_000, "INR", "year")),
        ("Salary: 60 000 - 80 000 €", (60_000, 80_000, "EUR", "year")),
        ("A$150k - A$180k", (150_000, 180_000, "AUD", "year")),
        ("$120k–$150k CAD", (120_000, 150_000, "CAD", "year")),
        ("Comp: at this time we offer $1k/month base", (1_000, 1_000, "USD", "month")),
        ("Base salary ¥9,000,000 - ¥14,000,000", (9_000_000, 14_000_000, "JPY", "year")),
        ("Compensation: $400+k total", (400_000, None, "USD", "year")),
        ("Total Salary & Bonus Compensation: $175,000 – $225,000", (175_000, 225_000, "USD", "year")),
        ("from a minimum of $100,700 to a maximum of $147,700", (100_700, 147_700, "USD", "year")),
        ("Salary: • Up to £55,000 per annum", (None, 55_000, "GBP", "year")),
        ("$150,000 - $180,000 (SF), $120,000 - $140,000 (elsewhere)", (150_000, 180_000, "USD", "year")),
    ],
)
def test_pay_as_people_write_it(text: str, pay: Expected) -> None:
    assert _pay(text) == pay


@pytest.mark.parametrize(
    "text",
    [
        "We have a 401k with a 4% match",
        "Full-cycle deals from SMB to mid-market (€10k–€200k ARR)",
        "We reached $4MM+ annual revenue, building a $200B+ company",
        "$2,000 referral bonus and a $1,500 home office stipend",
        "You get $50,000 in cloud credits",
        "a learning budget of $3,000 per year",
        "equity worth $40,000 - $60,000",
        "Contract at $2,000/week",
        "The range for this position is $100,0000 - $200,000.",
        "We serve 10k customers and 50k developers",
        "Our customers save $120,000 per year on average, and so they stay with us for long and tell others.",
        "We raised €150k - €250k in grants",
        "Employer-paid $50,000 basic life insurance policy",
        "Deliver up to $700K+ in annual new business",
        "pay between USD $73,100 in the lowest geographic market and more",
        "",
    ],
)
def test_other_money_is_no_pay(text: str) -> None:
    assert _pay(text) is None


def test_the_place_says_whose_dollars_and_whose_figures_are_meant() -> None:
    assert _pay("$120k - $150k", "CA") == (120_000, 150_000, "CAD", "year")
    assert _pay("$120k - $150k", "DE") == (120_000, 150_000, "USD", "year")
    assert _pay("US$120k - US$150k", "CA") == (120_000, 150_000, "USD", "year")
    assert _pay("Salary: 60-80k", "DE") == (60_000, 80_000, "EUR", "year")


def test_a_posting_of_several_countries_means_dollars_only_with_the_united_states_among_them() -> None:
    assert country_hint(("CA", "US")) == "US"
    assert country_hint(("CA",)) == "CA"
    assert country_hint(("CA", "GB")) is None
    assert country_hint(()) is None


def test_published_tiers_of_one_currency_and_period_are_one_span() -> None:
    tiers = [
        PublishedPay(min=2_000, max=3_000, currency="USD", period="week"),
        PublishedPay(min=130_000, max=175_000, currency="USD", period="year", raw="$130K – $175K"),
        PublishedPay(min=140_000, max=160_000, currency="CAD", period="year"),
        PublishedPay(min=110_000, max=150_000, currency="USD", period="year", raw="$110K – $150K"),
    ]
    pay = published_pay(tiers)
    assert pay is not None
    assert (pay.min, pay.max, pay.currency, pay.period) == (110_000, 175_000, "USD", "year")
    assert pay.raw == "$130K – $175K; $110K – $150K"
    assert published_pay([]) is None
    assert published_pay(tiers[:1]) is None
    assert published_pay([PublishedPay(currency="USD", period="year")]) is None


@given(st.text(alphabet="0123456789$€£₹k-–., mKLPA/hry()|\n", max_size=200))
def test_any_jumble_of_figures_is_read_or_left(text: str) -> None:
    found = _pay(text)
    assert found is None or found[0] is None or found[1] is None or found[0] <= found[1]


@pytest.mark.parametrize(
    "piece",
    ["$1", "$100k-", "1,000 ", "$ ", "10k ", "USD 5 ", "$1,", "9" * 50 + "k ", "$100k - $150k raised "],
)
def test_a_megabyte_of_figures_is_read_in_a_second(piece: str) -> None:
    text = read(piece * (1_000_000 // len(piece)))
    began = time.process_time()
    salary(text)
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("tier", "period"),
    [
        (PublishedPay(min=160_000, max=200_000, currency="USD", raw="Salary range"), "year"),
        (PublishedPay(min=45, max=60, currency="USD", raw="Hourly rate"), "hour"),
        (PublishedPay(min=9_000, max=12_000, currency="EUR", raw="Annual bonus-free base"), "year"),
        (PublishedPay(min=28, max=40, currency="USD", raw="Salary range"), None),
        (PublishedPay(min=400_000, max=500_000, currency="INR", raw="Salary range"), None),
        (PublishedPay(min=400_000, max=500_000), None),
    ],
    ids=["too large for a month", "says hourly", "says annual", "small", "any rupees", "no currency"],
)
def test_published_pay_without_a_period_is_a_year_only_when_it_can_be_nothing_else(
    tier: PublishedPay, period: str | None
) -> None:
    pay = published_pay([tier])
    assert pay is not None
    assert pay.period == period
