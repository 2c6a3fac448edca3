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
        "jo [at-symbol] example [dot] com",
        "jo (at sign) example.com",
        "jobs (-at-) example.ai",
        "jo - at - example - dot - com",
        "jobs -- at -- example.media",
        "jo --at--example.com",
        "jo _at_ example _dot_ com",
        "jo ~at~ example ~dot~ com",
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
        ("Email: jobs @ example.com", f"Email: {MASKED}"),
        ("Email me @ jo @ example.ai, or", f"Email me @ {MASKED}, or"),
        ("Ping me (CTO) at jo @ example.ai", f"Ping me (CTO) at {MASKED}"),
        ("email me (Jo) at jol at example.com", f"email me (Jo) at {MASKED}"),
        ("just email me: jo over at example.com", f"just email me: {MASKED}"),
        ("Contact: jo AT example.com", f"Contact: {MASKED}"),
        ("Contact jo AT example.com", f"Contact {MASKED}"),
        ("contact us at jo at example.com", f"contact us at {MASKED}"),
        ("To apply: jobs at example.io", f"To apply: {MASKED}"),
        ("apply to jo AT example.io", f"apply to {MASKED}"),
        ("or write to work at example.com", f"or write to {MASKED}"),
        ("CV to jane at example.com", f"CV to {MASKED}"),
        ("send your resume and a note to jo at example.com", f"send your resume and a note to {MASKED}"),
        ("send your CV to hiring @ example.io", f"send your CV to {MASKED}"),
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
        "Apply to work at example.com; apply online at example.com or apply now at example.com",
        "Contact our team at example.com and write code at example.com",
        "Work-at-Example-1.html and notion.so/Work-at-Example.html, see example.com/jobs-at-example",
        "Machine learning - at Example.com - in Oslo",
        "message me directly @example.com",
        "We email customers; engineers at example.com write to each other",
        "https://example.com/@team and npm i @scope/package",
        "git@ is no address, nor is user@localhost",
        "",
    ],
)
def test_what_only_looks_like_an_address_stays(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    "unit",
    [
        "a.",
        "a dot ",
        "a at ",
        "[at] ",
        "email a at b.",
        "a@",
        "- ",
        "_at_",
        "email ",
        "write to a ",
        "cv and a ",
        "a -- at ",
        "contact (a) at ",
        "a -at- a-dot-a-dot-",
        "email a @ a.",
    ],
)
def test_masking_takes_linear_time_on_hostile_text(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    started = time.perf_counter()
    masked(text)
    assert time.perf_counter() - started < 5
