"""E-mail addresses in postings: what is surely one stays behind, everything else stays."""

from __future__ import annotations

import time

import pytest

from pipeline.addresses import MASKED, masked


@pytest.mark.parametrize(
    "address",
    [
        "a.b+c@example.co.uk",
        "a (at) example (dot) com",
        "a[at]example.com",
        "a [at] mail [dot] example [dot] com",
        "ceo at example dot com",
        "CEO AT EXAMPLE DOT COM",
        "jobs at example dot co dot uk",
        "first dot last at example dot io",
        "first [dot] last [at] example [dot] io",
        "jobs {at} example {.} ai",
        "jobs<at>example.com",
        "jobs(@)example.com",
        "jobs＠example.com",
        "jobs -at- example -dot- com",
        "jobs *at* example *dot* com",
        "jobs at example (dot) com",
        "jobs at example [.] dev",
        "first.last (a) example.com",
        "jobs[a]mail.example.com",
    ],
)
def test_an_address_goes_and_the_words_around_it_stay(address: str) -> None:
    assert masked(f"Send {address}, please") == f"Send {MASKED}, please"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Email: jobs at example.com", f"Email: {MASKED}"),
        ("e-mail me at jane at mail.example.com today", f"e-mail me at {MASKED} today"),
        ("emailing jobs at example.ai works", f"emailing {MASKED} works"),
        ("CVs to hr at example.com with a subject", f"CVs to {MASKED} with a subject"),
        ("questions at first.last at example.com", f"questions at {MASKED}"),
    ],
)
def test_an_address_with_a_bare_at_goes_after_the_word_email(text: str, left: str) -> None:
    assert masked(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "We work at Example. Look at dot plots; @handle, 3 @ 5, C++ at scale.",
        "Founder @ example.com and engineers at example.com",
        "Email us at example.com or apply at jobs.example.com",
        "She is good at polka dot patterns",
        "either be (a) e.g. a citizen, (a) U.S. based or sozinho(a). Se",
        "Talk to engineers at example.com; see our jobs at example.com",
        "Connect the dot at the end",
        "https://example.com/@team and npm i @scope/package",
        "git@ is no address, nor is user@localhost",
        "",
    ],
)
def test_what_only_looks_like_an_address_stays(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize("unit", ["a.", "a dot ", "a at ", "[at] ", "email a at b.", "a@", "- ", "_at_"])
def test_masking_takes_linear_time_on_hostile_text(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    started = time.perf_counter()
    masked(text)
    assert time.perf_counter() - started < 5
