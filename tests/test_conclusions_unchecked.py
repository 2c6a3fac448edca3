"""Roles are put together without pydantic's checks, for speed: here they all go through the checks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.queries import Generation
from pipeline.roles import Evidence, PostingContext, Role, roles_from
from scrapers.items import JobPosting, PublishedEquity, PublishedPay
from tests import hostile_roles

SEEN = datetime(2026, 6, 2, tzinfo=UTC)
PIECES = [
    *hostile_roles.HOSTILE[:-1],
    "We are a team of 12 people (4 engineers) and just closed our Series A. ",
    "You will be our first ML engineer, employee #7. ",
    "Founding AI Engineer",
    " | REMOTE (US) | Oslo, Norway | https://lumenforge.example | ",
    "$120k-$150k a year, 0.5% - 1.0% equity, no visa. ",
    "50 EUR an hour. ",
    "Hybrid, 3 days a week in our office in Berlin. ",
    "<p>",
    "<li>",
    "\n",
    "Own it end to end with PyTorch and Kubernetes, from scratch, and ship daily. ",
    "Wir suchen eine Person, die unsere Modelle und die Daten in der Firma mit uns baut. ",
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=25).map("".join)
lines = st.sampled_from([piece for piece in PIECES if len(piece) < 90]) | st.text(max_size=40)
amounts = st.none() | st.floats(allow_nan=False, allow_infinity=False)
tiers = st.builds(
    PublishedPay,
    min=amounts,
    max=amounts,
    currency=st.sampled_from([None, "USD", "EUR"]),
    period=st.sampled_from([None, "hour", "day", "week", "month", "year"]),
    raw=st.none() | lines,
)
instants = st.none() | st.datetimes(timezones=st.just(UTC))
postings = st.builds(
    JobPosting,
    posting_id=st.just("7"),
    title=st.none() | lines,
    url=st.just("https://jobs.example/7"),
    apply_url=st.sampled_from([None, "https://jobs.example/7/apply"]),
    description_html=st.none() | texts,
    locations=st.lists(lines, max_size=3).map(tuple),
    countries=st.lists(st.sampled_from(["US", "Germany", "Mars", ""]), max_size=2).map(tuple),
    workplace=st.sampled_from([None, "remote", "hybrid", "onsite"]),
    is_remote=st.sampled_from([None, True, False]),
    employment_type=st.sampled_from([None, "FullTime", "Intern", "?"]),
    department=st.none() | lines,
    team=st.none() | lines,
    pay=st.lists(tiers, max_size=2).map(tuple),
    equity=st.none() | st.builds(PublishedEquity, min_pct=amounts, max_pct=amounts, raw=st.none() | lines),
    company_name=st.none() | lines,
    company_url=st.sampled_from([None, "https://www.lumenforge.example/about"]),
    opening_id=st.none() | lines,
    published_at=instants,
    valid_through=instants,
    language=st.sampled_from([None, "de-DE", "klingon"]),
)
contexts = st.builds(
    PostingContext,
    source=st.sampled_from(["ashby", "hackernews", "remotive"]),
    board=lines,
    company=st.none() | lines,
    homepage=st.sampled_from([None, "https://lumenforge.example", "nonsense"]),
    observed_at=st.just(SEEN),
)


def assert_passes_the_checks(role: Role) -> None:
    assert set(role.__dict__) == set(Role.model_fields)
    assert Role.model_validate(dict(role.__dict__)) == role
    for row in role.evidence:
        assert Evidence.model_validate(dict(row.__dict__)) == row
    assert Role.model_validate_json(role.model_dump_json()) == role


@given(postings, contexts)
@settings(max_examples=300, deadline=None)
def test_every_role_of_any_posting_passes_the_checks_that_it_skipped(
    posting: JobPosting, context: PostingContext
) -> None:
    for role in roles_from(posting, context):
        assert_passes_the_checks(role)


def test_a_role_with_a_wrong_value_does_not_pass_them() -> None:
    posting = JobPosting(posting_id="7", title="ML Engineer", url="https://jobs.example/7")
    (role,) = roles_from(posting, PostingContext(source="ashby", board="x", observed_at=SEEN))
    with pytest.raises(ValidationError):
        assert_passes_the_checks(Role.unchecked({**role.__dict__, "team_size_min": "12"}))
    with pytest.raises(AssertionError):
        assert_passes_the_checks(Role.unchecked({k: v for k, v in role.__dict__.items() if k != "title"}))


def test_an_unchecked_role_is_as_frozen_and_as_copyable_as_any() -> None:
    posting = JobPosting(posting_id="7", title="ML Engineer", url="https://jobs.example/7")
    (role,) = roles_from(posting, PostingContext(source="ashby", board="x", observed_at=SEEN))
    with pytest.raises(ValidationError, match="frozen"):
        setattr(role, "title", "Baker")  # noqa: B010
    assert role.model_copy(update={"title": "Baker"}).title == "Baker"
    assert role.title == "ML Engineer"


@pytest.mark.parametrize("html", ["<p>Hello<script>alert(1)</script>", "<img src=x onerror=alert(1)>Hello"])
def test_the_html_of_a_role_is_safe_to_show_when_it_is_read(html: str, tmp_path: Path) -> None:
    hostile_roles.publish(tmp_path, hostile_roles.posting("7", "ML Engineer", html))
    role = Generation.open(tmp_path).role("ashby/brambleworks/7")
    assert role is not None
    assert "Hello" in role["description_html"]
    assert "alert" not in role["description_html"]
