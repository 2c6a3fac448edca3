"""One posting becomes its roles, each with the words that its conclusions rest on. All names are invented."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.roles import PostingContext, Role, roles_from
from scrapers.items import JobPosting, PublishedEquity, PublishedPay

SEEN = datetime(2026, 6, 2, tzinfo=UTC)
BOARD = PostingContext(source="ashby", board="lumenforge", observed_at=SEEN)
FORUM = PostingContext(source="hackernews", board="101", observed_at=SEEN)

TEXT = """
<p>Lumenforge lights rooms. We are a team of 12 people and just raised our seed round.</p>
<p>You would be our first ML engineer, working in Oslo two days a week.</p>
<p>The salary is $120k-$150k a year, plus equity. We sponsor visas.</p>
"""

POST = (
    "Lumenforge (YC W26) | Several roles | Oslo, Norway | ONSITE | https://lumenforge.example"
    "<p>We are a team of 12 people. We just closed our seed round."
    "<p>Open roles:"
    "<p>Founding ML Engineer: train models that dim lamps. $120k-$150k."
    "<p>Product Designer: draw lamps. $80k-$90k."
    "<p>Mail ada [at] lumenforge [dot] example"
)


def posting(**fields: object) -> JobPosting:
    known = {
        "posting_id": "7",
        "title": "ML Engineer",
        "url": "https://jobs.example/7",
        "description_html": TEXT,
    }
    return JobPosting.model_validate({**known, **fields})


def forum_post(html: str | None) -> list[Role]:
    return roles_from(posting(title=None, description_html=html), FORUM)


def only(roles: list[Role]) -> Role:
    assert len(roles) == 1
    return roles[0]


def quoted(role: Role, field: str) -> list[str | None]:
    return [row.quote for row in role.evidence if row.field == field]


def assert_quotes_are_found_again(roles: list[Role]) -> None:
    for role in roles:
        for row in role.evidence:
            if row.basis == "stated":
                assert row.quote
                assert row.quote in (role.description_text or "") or row.quote in role.title, row
            else:
                assert row.basis == "from_source_field"


def test_a_boards_posting_is_one_role_with_what_it_states() -> None:
    role = only(roles_from(posting(), BOARD))
    assert (role.role_id, role.company_slug) == ("ashby/lumenforge/7", "lumenforge")
    assert (role.role_family, role.is_ml, role.is_founding, role.first_in_function) == (
        "ml_engineer",
        True,
        True,
        True,
    )
    assert (role.team_size_min, role.team_size_max, role.funding_stage) == (12, 12, "seed")
    assert (role.function_hire_number_min, role.function_hire_number_max) == (1, 1)
    assert (role.salary_min, role.salary_max, role.salary_currency, role.salary_period) == (
        120_000,
        150_000,
        "USD",
        "year",
    )
    assert role.equity_offered is True
    assert role.visa_sponsorship is True
    assert role.language == "en"


def test_every_conclusion_from_words_has_its_quote_and_every_field_its_evidence() -> None:
    role = only(roles_from(posting(), BOARD))
    assert_quotes_are_found_again([role])
    fields = {row.field for row in role.evidence}
    assert fields >= {
        "role_family",
        "team_size",
        "funding_stage",
        "function_hire_number",
        "first_in_function",
        "is_founding",
        "salary",
        "equity_offered",
        "visa_sponsorship",
    }
    assert "12 people" in str(quoted(role, "team_size"))
    assert all(row.observed_at == SEEN for row in role.evidence)


def test_fields_of_the_source_win_over_words_and_say_so() -> None:
    role = only(
        roles_from(
            posting(
                pay=[
                    PublishedPay(min=100_000, max=110_000, currency="EUR", period="year", raw="€100K – €110K")
                ],
                equity=PublishedEquity(min_pct=0.1, max_pct=0.5, raw="0.1% – 0.5%"),
                workplace="remote",
                locations=("Lisbon, Portugal",),
            ),
            BOARD,
        )
    )
    assert (role.salary_min, role.salary_currency) == (100_000, "EUR")
    assert (role.equity_min_pct, role.equity_max_pct) == (0.1, 0.5)
    assert role.work_modes == ("remote",)
    assert (role.countries, role.cities, role.locations_raw) == (("PT",), ("Lisbon",), "Lisbon, Portugal")
    bases = {row.field: row.basis for row in role.evidence}
    assert bases["salary"] == bases["equity_offered"] == bases["countries"] == "from_source_field"


def test_a_posting_without_text_still_is_a_role() -> None:
    role = only(roles_from(posting(description_html=None), BOARD))
    assert (role.title, role.is_ml, role.description_text, role.team_size_min) == (
        "ML Engineer",
        True,
        None,
        None,
    )


@pytest.mark.parametrize("title", [None, "", "\u202e\x00", "   "])
def test_a_boards_posting_without_a_title_is_not_lost(title: str | None) -> None:
    assert only(roles_from(posting(title=title), BOARD)).title == "Untitled role"


def test_a_title_is_one_line_of_bounded_length() -> None:
    role = only(roles_from(posting(title="ML\n Engineer " + "x" * 5_000), BOARD))
    assert role.title.startswith("ML Engineer x")
    assert len(role.title) <= 300


def test_a_forum_post_becomes_a_role_for_each_it_offers() -> None:
    engineer, designer = forum_post(POST)
    assert (engineer.title, designer.title) == ("Founding ML Engineer", "Product Designer")
    assert (engineer.role_id, designer.role_id) == ("hackernews/101/7", "hackernews/101/7#2")
    assert (engineer.is_ml, designer.is_ml) == (True, False)
    assert (engineer.is_founding, designer.is_founding) == (True, False)
    for role in (engineer, designer):
        assert (role.company_name, role.company_domain, role.yc_batch) == (
            "Lumenforge",
            "lumenforge.example",
            "W26",
        )
        assert role.company_slug is None
        assert (role.team_size_min, role.funding_stage, role.countries) == (12, "seed", ("NO",))
        assert role.work_modes == ("onsite",)
    assert_quotes_are_found_again([engineer, designer])


def test_each_role_of_a_post_has_its_own_pay_and_never_anothers() -> None:
    engineer, designer = forum_post(POST)
    assert (engineer.salary_min, engineer.salary_max) == (120_000, 150_000)
    assert (designer.salary_min, designer.salary_max) == (80_000, 90_000)
    unpaid = POST.replace(" $80k-$90k.", "")
    assert forum_post(unpaid)[1].salary_min is None


def test_what_a_post_says_once_for_all_its_roles_holds_for_each() -> None:
    shared = (
        POST.replace(" $120k-$150k.", "").replace(" $80k-$90k.", "").replace("ONSITE", "ONSITE | $100k-$110k")
    )
    assert [role.salary_min for role in forum_post(shared)] == [100_000, 100_000]
    members = POST.replace("Open roles:", "I'm looking for a few founding members:").replace("Founding ", "")
    assert [role.is_founding for role in forum_post(members)] == [True, True]


@pytest.mark.parametrize("html", [None, "", "I applied last month and heard nothing.", "[flagged]"])
def test_a_forum_post_that_offers_nothing_has_no_roles(html: str | None) -> None:
    assert forum_post(html) == []


@pytest.mark.parametrize(
    ("registry", "own", "expected"),
    [
        ("Lumenforge Labs", "Lumenforge", "Lumenforge Labs"),
        ("Lumenforge", "Lumen Forge, Inc.", "Lumen Forge"),
        (None, "Lumen Forge, Inc.", "Lumen Forge"),
        ("Lumenforge", None, "Lumenforge"),
        (None, None, None),
    ],
)
def test_the_registrys_name_wins_unless_it_is_the_token_with_capitals(
    registry: str | None, own: str | None, expected: str | None
) -> None:
    context = BOARD.model_copy(update={"company": registry})
    assert only(roles_from(posting(company_name=own), context)).company_name == expected


@pytest.mark.parametrize(
    ("homepage", "company_url", "text", "expected"),
    [
        ("https://www.lamps.example", "https://other.example", "", "lamps.example"),
        (None, "https://www.lamps.example", "", "lamps.example"),
        (None, None, 'See <a href="https://www.lumenforge.example/about">us</a>', "lumenforge.example"),
        (None, None, "Mail jobs@lumenforge.example", "lumenforge.example"),
        (None, None, 'We like <a href="https://partner.example">them</a>', None),
        (None, "https://jobs.lever.co/lumenforge", "", None),
        ("https://www.linkedin.com/company/lumenforge", None, "", None),
    ],
)
def test_a_domain_comes_from_the_registry_the_posting_or_a_link_that_bears_the_name(
    homepage: str | None, company_url: str | None, text: str, expected: str | None
) -> None:
    context = BOARD.model_copy(update={"homepage": homepage})
    role = only(roles_from(posting(company_url=company_url, description_html=f"<p>{text}"), context))
    assert role.company_domain == expected


def test_a_feed_of_many_employers_gives_no_slug() -> None:
    feed = PostingContext(source="remotive", board="all", observed_at=SEEN)
    role = only(roles_from(posting(company_name="Lumenforge"), feed))
    assert (role.company_name, role.company_slug) == ("Lumenforge", None)


@given(st.text(max_size=300), st.text(max_size=1_500))
@settings(deadline=None)  # the first text of all compiles what reads it
def test_any_posting_becomes_roles_whose_quotes_can_be_found(title: str, html: str) -> None:
    assert_quotes_are_found_again(roles_from(posting(title=title, description_html=html), BOARD))


@given(
    st.lists(
        st.sampled_from(
            [
                "Lumenforge",
                " | ",
                "Founding ML Engineer",
                "Designer",
                "\n",
                "<p>",
                "- ",
                "We're hiring ",
                "a team of 7 people",
                "Series A",
                "$120k-$150k",
                "REMOTE (US)",
                "https://lumenforge.example",
                " our first engineer ",
                "Open roles:",
                "0.5% equity",
                "no visa",
            ]
        ),
        max_size=40,
    )
)
@settings(deadline=None)
def test_any_forum_post_becomes_roles_whose_quotes_can_be_found(parts: list[str]) -> None:
    assert_quotes_are_found_again(forum_post("".join(parts)))


@pytest.mark.parametrize("unit", ["<div>", "Engineer | ", "1 ", "(", "\u202e\x00", "$1k-$2k ", "team of 5 "])
def test_a_megabyte_of_anything_is_read_in_bounded_time(unit: str) -> None:
    html = unit * (1_000_000 // len(unit))
    assert len(roles_from(posting(description_html=html), BOARD)) == 1
    forum_post(html)


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [(0.5, 1.5, (0.5, 1.5)), (2.0, 1.0, (1.0, 2.0)), (None, 1.0, (None, 1.0)), (1.0, 200.0, (None, None))],
    ids=["in order", "reversed", "one end", "no percentage"],
)
def test_published_equity_is_read_as_it_can_be_meant(
    low: float | None, high: float | None, shown: tuple[float | None, float | None]
) -> None:
    offered = JobPosting(
        posting_id="1",
        title="ML Engineer",
        url="https://jobs.example/1",
        equity=PublishedEquity(min_pct=low, max_pct=high, raw="equity"),
        pay=(PublishedPay(min=-5, max=100_000, currency="USD", period="year"),),
    )
    context = PostingContext(source="ashby", board="acme", observed_at=datetime(2026, 9, 14, tzinfo=UTC))
    (role,) = roles_from(offered, context)
    assert role.equity_offered is True
    assert (role.equity_min_pct, role.equity_max_pct) == shown
    assert role.salary_min is None, "nobody is paid less than nothing"
