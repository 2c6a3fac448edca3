"""Every mode of work that is offered, and none that is ruled out."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inference.scan import read
from pipeline.inference.work_mode import work_modes, work_modes_in
from scrapers.items import JobPosting


def _in(text: str) -> tuple[str, ...]:
    found = work_modes_in(read(text))
    if found is None:
        return ()
    assert found.quote in text
    return found.value


def _of(text: str = "", **fields: Any) -> tuple[str, ...]:
    posting = JobPosting(posting_id="1", url="https://example.com/1", **fields)
    found = work_modes(posting, read(text))
    return found.value if found else ()


@pytest.mark.parametrize(
    ("header", "modes"),
    [
        ("Acme | Engineer | REMOTE (US)", ("remote",)),
        ("Acme | Engineer | Berlin | ONSITE", ("onsite",)),
        ("Acme | Engineer | London | Hybrid (3 days/week in office)", ("hybrid",)),
        ("Acme | Engineer | NYC | Hybrid (2 days remote, 3 days in office)", ("hybrid",)),
        ("Acme | Engineer | Denver, CO | Hybrid / Remote", ("remote", "hybrid")),
        ("Acme | Remote or Onsite | Austin, TX", ("remote", "onsite")),
        ("Acme | Barcelona | HYBRID (preferably on-site)", ("hybrid", "onsite")),
        ("Acme | SF (5 days onsite)", ("onsite",)),
        ("Acme | SF | 4 days a week onsite", ("hybrid",)),
        ("Acme | ONSITE (NYC), no remote", ("onsite",)),
        ("Acme | London | not remote", ()),
        ("Acme | London | ONSITE (part remote)", ("hybrid", "onsite")),
        ("Acme | remote-friendly | Full-time", ("remote",)),
        ("Acme | remote sensing startup | Oslo", ()),
        ("Acme is hiring engineers [on-site, Berlin]", ("onsite",)),
        ("Acme | Engineer | Berlin", ()),
    ],
)
def test_a_header_offers_the_modes_it_names(header: str, modes: tuple[str, ...]) -> None:
    assert _in(header) == modes


@pytest.mark.parametrize(
    ("text", "modes"),
    [
        ("Acme | Engineer\nWe are a fully remote team of twelve.", ("remote",)),
        (
            "Acme | Engineer\nPosition: remote, CET +-2h. Type: contract. " + "Process: a call. " * 9,
            ("remote",),
        ),
        ("Acme | Engineer\nRemote: yes\nVisa: no", ("remote",)),
        (
            "Acme | Engineer\nYou will work with remote teams and remote sensing data over many years. " * 2,
            (),
        ),
        (
            "Acme | Engineer\nThe process ends with an onsite interview after two calls. "
            + "We pay for it. " * 5,
            (),
        ),
        (
            "Acme | Engineer\nThe role is in person in Paris and takes place in our office.",
            ("onsite",),
        ),
        (
            "Acme | Engineer\nOur product is a hybrid search engine over hybrid cloud machines.",
            (),
        ),
    ],
)
def test_prose_counts_when_it_is_about_the_job(text: str, modes: tuple[str, ...]) -> None:
    assert _in(text) == modes


def test_the_source_s_own_workplace_wins_over_everything() -> None:
    assert _of("This role is fully remote.", workplace="hybrid", is_remote=True) == ("hybrid",)


def test_words_about_the_office_outweigh_a_remote_tick() -> None:
    assert _of("This role is hybrid, 3 days a week in the office.", is_remote=True) == ("hybrid",)
    assert _of("A role about models.", is_remote=True) == ("remote",)
    assert _of("", is_remote=True, locations=("Hybrid", "Onsite Berlin")) == ("hybrid", "onsite")


def test_a_place_called_remote_is_remote_even_without_the_tick() -> None:
    assert _of("", is_remote=False, locations=("Remote USA",)) == ("remote",)
    assert _of("", locations=("New York", "Remote")) == ("remote",)


def test_an_unticked_box_alone_says_nothing() -> None:
    assert _of("A role about models.", is_remote=False, locations=("Paris",)) == ()


def test_words_that_offer_remote_work_outweigh_an_unticked_box() -> None:
    assert _of("We are a remote-first company.", is_remote=False, locations=("Paris",)) == ("remote",)
    assert _of("You may work 2 weeks fully remote per year.", is_remote=False) == ()
    assert _of("This role can be remote or hybrid.", is_remote=True) == ("remote", "hybrid")


def test_days_at_the_office_make_it_hybrid_or_onsite() -> None:
    assert _of("We work in person in our San Mateo office 3+ days a week.") == ("hybrid",)
    assert _of("We are in the office five days a week.") == ("onsite",)
    assert _of("You get 25 days of leave. We are in the office.") == ()


@given(st.text(max_size=300))
def test_any_text_is_read(value: str) -> None:
    _in(value)
    _of(value)


@pytest.mark.parametrize(
    "piece", ["remote ", "remote|", "hybrid (", "3 days a week ", "no ", "we are a remote, ", "(or "]
)
def test_a_megabyte_of_work_modes_is_read_in_seconds(piece: str) -> None:
    text = read(piece * (1_000_000 // len(piece)))
    began = time.process_time()
    work_modes_in(text)
    assert time.process_time() - began < 3
