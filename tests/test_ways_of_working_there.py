"""The many ways of offering or refusing a visa, and of offering equity."""

from __future__ import annotations

import pytest

from pipeline.inference.equity import equity
from pipeline.inference.scan import read
from pipeline.inference.text import Equity
from pipeline.inference.visa import visa

SPONSORED = [
    "We sponsor visas.",
    "We can sponsor visas for the right person.",
    "We sponsor H-1B transfers.",
    "H1B transfers welcome.",
    "Visa sponsorship available.",
    "Visa sponsorship: yes",
    "Visa: yes",
    "Visas sponsored.",
    "VISA",
    "Berlin | ONSITE | VISA",
    "Berlin | ONSITE | visa sponsorship | €80k",
    "We can help with visas and relocation.",
    "We help with visas.",
    "Relocation and visa support.",
    "Visa support and relocation package.",
    "- Full visa sponsorship and relocation support",
    "Visa and relocation assistance provided.",
    "We offer relocation and visa sponsorship.",
    "We're happy to sponsor visas.",
    "Happy to sponsor a visa.",
    "We will sponsor your visa.",
    "We do sponsor work visas (O-1, H-1B, TN).",
    "We sponsor Skilled Worker visas in the UK.",
    "We are a licensed visa sponsor.",
    "We're able to sponsor visas in the UK.",
    "We provide visa assistance.",
    "Visa assistance available.",
    "Open to sponsoring visas.",
    "We will consider sponsoring a visa for exceptional people.",
    "Sponsorship available for exceptional candidates.",
    "We support visa applications.",
    "We'll take care of your visa and your move.",
    "We handle the visa paperwork for you.",
    "We cover visa costs and relocation.",
    "Relocation package including visa and flights.",
    "Work permit and relocation support for you and your family.",
    "Full relocation package, work permit and residence permit for your spouse.",
    "Immigration support for you and your family.",
    "Green card sponsorship.",
    "We sponsor O-1s and green cards.",
    "EU Blue Card sponsorship possible.",
    "We'd love to sponsor your visa.",
]
REFUSED = [
    "Oslo | REMOTE (Legal to work in Norway)",
    "- U.S. citizenship and an active SECRET clearance",
    "We are too small to sponsor visas yet.",
    "We're too small to sponsor.",
    "You must have the right to work in Australia; we are too small to sponsor.",
    "You must already have the right to work in the UK.",
    "Right to work in the UK required.",
    "You need the right to work in Germany.",
    "No sponsorship.",
    "No visa sponsorship.",
    "No visas.",
    "Visa: no",
    "Visa sponsorship: no",
    "We do not sponsor visas.",
    "We don't sponsor.",
    "We can't sponsor visas right now.",
    "We cannot offer sponsorship.",
    "We are unable to sponsor visas at this time.",
    "Unfortunately we can't sponsor visas.",
    "We're not able to sponsor visas.",
    "We're not in a position to sponsor visas.",
    "We aren't set up to sponsor visas yet.",
    "We aren't able to provide visa sponsorship.",
    "Sponsorship is not available for this role.",
    "Visa sponsorship is not offered.",
    "Visa sponsorship is unavailable.",
    "This role is not eligible for visa sponsorship.",
    "We won't be able to sponsor a visa.",
    "We are currently not sponsoring visas.",
    "Without visa sponsorship.",
    "Must be authorized to work in the US without sponsorship.",
    "Must be legally authorized to work in Canada.",
    "Applicants must be eligible to work in the EU.",
    "You must have a valid work permit for Switzerland.",
    "EU work permit required.",
    "Valid EU work permit is a must.",
    "US citizens only.",
    "US citizens or green card holders only.",
    "US citizenship required.",
    "Must be a US person.",
    "US persons only (ITAR).",
    "Only candidates with EU citizenship or a work permit.",
    "Candidates must hold EU citizenship or a valid work permit.",
    "You need to be able to work in the UK without a visa.",
    "Existing work authorization required.",
    "US work authorization required.",
    "You must be a UK citizen and hold security clearance.",
    "We only hire people with an existing right to work in France.",
    "We can only consider candidates with the right to work in Ireland.",
    "Must not require sponsorship now or in the future.",
    "We are not currently able to hire people who need a visa.",
    "We can't support visas at this stage.",
    "Sadly, we can't help with visas.",
]
VISA_UNSAID = [
    "Experience with Visa and Mastercard.",
    "We process Visa payments.",
    "Our customers include Visa and Oldmill.",
    "We sponsor open source.",
    "We sponsor a local football club.",
    "Our sponsor bank is Oldmill.",
    "The executive sponsor of the project.",
    "Sponsored products and ads.",
    "Clinical trial sponsors use it.",
    "Do you require visa sponsorship?",
    "Will you now or in the future require sponsorship?",
    "Authorization and authentication services.",
    "We treat data as a first-class citizen.",
    "We make council meetings accessible to citizens.",
    "Regardless of race, religion, citizenship or veteran status.",
    "We participate in E-Verify and will confirm your eligibility to work.",
    "Willing to relocate.",
    "Relocation available.",
    "We automate visa applications for travellers.",
    "We build software for immigration lawyers and their visa cases.",
    "Travel visas for our field engineers are arranged.",
    "Employer-sponsored health care.",
    "Company-sponsored lunches.",
]
OFFERED = [
    ("Equity for all full-time roles.", Equity(True)),
    ("Competitive salary and options in a small, growing company.", Equity(True)),
    ("€80k and 0.5% equity", Equity(True, 0.5, 0.5)),
    ("Equity: 0.25% - 1%", Equity(True, 0.25, 1.0)),
    ("0.5-1.5% equity", Equity(True, 0.5, 1.5)),
    ("$130k-$160k + 0.5-1.0%", Equity(True, 0.5, 1.0)),
    ("Up to 2% equity", Equity(True, None, 2.0)),
    ("We offer generous equity.", Equity(True)),
    ("Salary + stock options", Equity(True)),
    ("VSOP included", Equity(True)),
    ("Employee share scheme.", Equity(True)),
    ("You get a stake in the company.", Equity(True)),
    ("You will own a piece of the company.", Equity(True)),
    ("Salary, options and health insurance", Equity(True)),
    ("€90k, ESOP, 30 days off", Equity(True)),
    ("RSUs and bonus", Equity(True)),
    ("Every employee is an owner and holds stock options.", Equity(True)),
    ("Competitive pay & equity.", Equity(True)),
    ("No equity, but a share of profits.", Equity(False)),
    ("We don't offer equity.", Equity(False)),
]
EQUITY_UNSAID = [
    "We invest in private equity.",
    "A strong understanding of equity and stock options.",
    "You have raised equity and non-dilutive capital.",
    "Equity research for asset managers.",
    "Diversity, equity and inclusion.",
    "Pay equity is an aim of ours.",
    "We track stock levels in shops.",
    "Stock market data for all.",
    "Treatment options for patients.",
    "File shares and VPN.",
    "A team that shares its work.",
    "Options trading platform.",
    "Equity plan administration software.",
    "We help startups manage their equity.",
    "Our app lets people buy shares.",
    "Brand equity and growth.",
    "Home equity loans.",
    "99.9% uptime and 10% growth.",
]


@pytest.mark.parametrize("text", SPONSORED)
def test_help_with_a_visa_is_offered_in_many_ways(text: str) -> None:
    stated = visa(read(text))
    assert stated is not None
    assert stated.value
    assert stated.quote in text


@pytest.mark.parametrize("text", REFUSED)
def test_a_visa_is_refused_in_many_ways(text: str) -> None:
    stated = visa(read(text))
    assert stated is not None
    assert not stated.value
    assert stated.quote in text


@pytest.mark.parametrize("text", VISA_UNSAID)
def test_cards_sponsors_of_other_things_and_questions_say_nothing_of_visas(text: str) -> None:
    assert visa(read(text)) is None


@pytest.mark.parametrize(("text", "offer"), OFFERED)
def test_equity_is_offered_in_many_ways(text: str, offer: Equity) -> None:
    stated = equity(read(text))
    assert stated is not None
    assert stated.value == offer
    assert stated.quote in text


@pytest.mark.parametrize("text", EQUITY_UNSAID)
def test_equity_of_others_or_as_a_subject_is_no_offer(text: str) -> None:
    assert equity(read(text)) is None
