"""schema.org JobPosting in a page: every shape that sites give it, and what is wrong costs only itself."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest

from scrapers.items import JobPosting, PublishedPay
from scrapers.json_ld import job_postings

PAGE = "https://kestrelloom.example/careers"
JOB = {"@context": "https://schema.org", "@type": "JobPosting", "title": "ML Engineer", "identifier": "KL-1"}


def html(*blocks: Any) -> str:
    """A page with these blocks of JSON-LD; text stands as it is."""
    texts = (block if isinstance(block, str) else json.dumps(block) for block in blocks)
    return "".join(f'<script type="application/ld+json">{text}</script>' for text in texts)


def one(**fields: Any) -> JobPosting:
    """The posting of a page that publishes this one alone."""
    (posting,), rejected = job_postings(html({**JOB, **fields}), PAGE)
    assert rejected == []
    return posting


def titles(page: str) -> list[str | None]:
    return [posting.title for posting in job_postings(page, PAGE)[0]]


@pytest.mark.parametrize(
    "block",
    [
        JOB,
        [JOB],
        {"@graph": [{"@type": "WebSite"}, JOB]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": JOB}]},
        {"@type": "WebPage", "mainEntity": JOB},
        {**JOB, "@type": ["Thing", "JobPosting"]},
        {**JOB, "@type": "https://schema.org/JobPosting"},
        {**JOB, "@type": "schema:JobPosting"},
        json.dumps(JOB).replace("ML Engineer", "ML\nEngineer").replace("ML\nEngineer", "ML Engineer"),
        f"<!--\n{json.dumps(JOB)}\n-->",
        f"//<![CDATA[\n{json.dumps(JOB)}\n//]]>",
        f"{json.dumps(JOB)};",
        json.dumps(JOB).replace('"', "&quot;"),
        "\n \t" + json.dumps(JOB, indent=4),
    ],
    ids=str,
)
def test_a_posting_is_found_wherever_it_stands(block: Any) -> None:
    assert titles(html(block)) == ["ML Engineer"]


@pytest.mark.parametrize("kind", ["application/ld+json", "Application/LD+JSON; charset=utf-8"])
def test_a_block_is_told_by_its_type(kind: str) -> None:
    assert titles(f"<script type='{kind}'>{json.dumps(JOB)}</script>") == ["ML Engineer"]
    assert titles(f"<script type='text/plain'>{json.dumps(JOB)}</script>") == []


def test_raw_line_breaks_in_a_text_are_read() -> None:
    text = '{"@type": "JobPosting", "title": "ML Engineer", "description": "We run\nGPUs\tat night."}'
    ((posting,), rejected) = job_postings(html(text), PAGE)
    assert (posting.description_html, rejected) == ("We run\nGPUs\tat night.", [])


def test_a_broken_block_costs_itself_and_is_told_only_when_it_was_about_a_posting() -> None:
    postings, rejected = job_postings(
        html(
            '{"@type": "JobPosting", "title": "Cut', JOB, '{"@type": "WebSite", "name": "Cut', "", "null", "7"
        ),
        PAGE,
    )
    assert [posting.title for posting in postings] == ["ML Engineer"]
    assert [one.reason for one in rejected] == [
        "a block of its JSON-LD is unreadable: line 1, column 34: Unterminated string starting at"
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": None},
        {"title": " "},
        {"title": ["x"]},
        {"title": {"a": 1}},
        {"url": "https://user:pw@kestrelloom.example/1", "title": ""},
    ],
)
def test_a_posting_that_cannot_be_read_is_rejected_alone(fields: dict[str, Any]) -> None:
    postings, rejected = job_postings(html({**JOB, **fields}, {**JOB, "title": "Other"}), PAGE)
    assert [posting.title for posting in postings] == ["Other"]
    assert len(rejected) == 1


def test_wrong_types_in_other_fields_cost_only_themselves() -> None:
    odd = "description jobLocation hiringOrganization baseSalary datePosted validThrough employmentType url"
    odd += " jobLocationType applicantLocationRequirements identifier occupationalCategory"
    values: list[Any] = [7, True, [], {}, [[]], [None], "UNAVAILABLE", {"@type": "X"}, [{"address": [7]}]]
    for wrong in values:
        posting = one(**dict.fromkeys(odd.split(), wrong))
        assert posting.title == "ML Engineer"
        assert posting.url == PAGE


@pytest.mark.parametrize(
    ("value", "places", "countries"),
    [
        ({"address": {"addressLocality": "Oban", "addressCountry": "GB"}}, ("Oban, GB",), ("GB",)),
        (
            [
                {"address": {"addressLocality": "Oban", "addressCountry": {"name": "UK"}}},
                {"address": {"addressLocality": "Ghent", "addressCountry": {"name": "BE"}}},
            ],
            ("Oban, UK", "Ghent, BE"),
            ("UK", "BE"),
        ),
        ({"address": {"addressLocality": "UNAVAILABLE", "addressCountry": "PT"}}, ("PT",), ("PT",)),
        ({"address": {"addressLocality": "Ghent, Ghent", "addressRegion": "Ghent"}}, ("Ghent, Ghent",), ()),
        ({"address": "Lisbon, Portugal"}, ("Lisbon, Portugal",), ()),
        ("Lisbon", ("Lisbon",), ()),
        ({"name": "Lisbon office"}, ("Lisbon office",), ()),
        ({"address": [{"addressLocality": "Oban"}]}, ("Oban",), ()),
        ({"address": {"addressLocality": "", "addressRegion": None}}, (), ()),
    ],
)  # fmt: skip
def test_places(value: Any, places: tuple[str, ...], countries: tuple[str, ...]) -> None:
    posting = one(jobLocation=value)
    assert (posting.locations, posting.countries) == (places, countries)


def test_remote_work_and_where_it_may_be_done_from() -> None:
    allowed = [{"@type": "Country", "name": "Germany"}, {"@type": "Country", "name": "Poland"}]
    posting = one(jobLocationType="TELECOMMUTE", applicantLocationRequirements=allowed)
    assert (posting.is_remote, posting.locations) == (True, ("Germany", "Poland"))
    assert posting.countries == ("Germany", "Poland")
    assert one().is_remote is None


@pytest.mark.parametrize(
    ("salary", "pay"),
    [
        (
            {"currency": "USD", "value": {"minValue": 1, "maxValue": "2.5", "unitText": "YEAR"}},
            PublishedPay(min=1, max=2.5, currency="USD", period="year"),
        ),
        (
            {"currency": "EUR", "value": {"value": 16.5, "unitText": "HOUR"}},
            PublishedPay(min=16.5, max=16.5, currency="EUR", period="hour"),
        ),
        ({"currency": "EUR", "value": 50000}, PublishedPay(min=50000, max=50000, currency="EUR")),
        (
            {"currency": "EUR", "minValue": 5, "unitText": "Monthly"},
            PublishedPay(min=5, currency="EUR", period="month"),
        ),
        (
            {"currency": "", "value": {"minValue": 0, "maxValue": 9, "unitText": "ANN"}},
            PublishedPay(max=9, currency="CHF", period="year"),
        ),
        (50000, PublishedPay(min=50000, max=50000, currency="CHF")),
        ({"currency": "USD", "value": {"value": 0, "minValue": 0, "maxValue": 0, "unitText": "YEAR"}}, None),
        ({"currency": "USD", "value": "competitive"}, None),
        ({"currency": "USD"}, None),
        ("competitive", None),
    ],
)  # fmt: skip
def test_pay(salary: Any, pay: PublishedPay | None) -> None:
    assert one(baseSalary=salary, salaryCurrency="CHF").pay == ((pay,) if pay else ())


@pytest.mark.parametrize(
    ("employer", "name", "site"),
    [
        ({"name": "Kestrel Loom", "sameAs": "https://kl.example/"}, "Kestrel Loom", "https://kl.example/"),
        ({"name": "Kestrel Loom", "sameAs": "kl.example"}, "Kestrel Loom", "https://kl.example"),
        ({"name": "A &amp; B", "sameAs": ["", "https://kl.example"]}, "A & B", "https://kl.example"),
        ({"name": "Kestrel Loom", "url": "https://kl.example"}, "Kestrel Loom", "https://kl.example"),
        ([{"name": "Kestrel Loom"}], "Kestrel Loom", None),
        ("Kestrel Loom", "Kestrel Loom", None),
        ({"name": "Kestrel Loom", "sameAs": "javascript:alert(1)"}, "Kestrel Loom", None),
        ({"name": "UNAVAILABLE"}, None, None),
    ],
)
def test_the_employer(employer: Any, name: str | None, site: str | None) -> None:
    posting = one(hiringOrganization=employer)
    assert (posting.company_name, posting.company_url) == (name, site)


@pytest.mark.parametrize(
    ("written", "posted", "last"),
    [
        ("2026-06-25", "2026-06-25 00:00:00+00:00", "2026-06-25 23:59:59+00:00"),
        ("2026-6-5", "2026-06-05 00:00:00+00:00", "2026-06-05 23:59:59+00:00"),
        ("2026-06-25T09:30:00", "2026-06-25 09:30:00+00:00", "2026-06-25 09:30:00+00:00"),
        ("2026-06-25T09:30:00+0200", "2026-06-25 09:30:00+02:00", "2026-06-25 09:30:00+02:00"),
        ("2026-06-25T09:30:00.000Z", "2026-06-25 09:30:00+00:00", "2026-06-25 09:30:00+00:00"),
        ("soon", "None", "None"),
        ("2026-02-31", "None", "None"),
        ("", "None", "None"),
    ],
)
def test_dates(written: str, posted: str, last: str) -> None:
    posting = one(datePosted=written, validThrough=written)
    assert (str(posting.published_at), str(posting.valid_through)) == (posted, last)


def test_an_id_is_the_employers_own_else_made_of_the_address() -> None:
    assert one(identifier={"value": "KL-1"}).posting_id == "KL-1"
    assert one(identifier=77).posting_id == "77"
    by_address = one(identifier=None, url="/careers/1").posting_id
    assert by_address == one(identifier={}, url=f"{PAGE}/1").posting_id
    assert by_address != one(identifier=None, url="/careers/2").posting_id
    odd = one(identifier="a#2/../ b").posting_id
    assert odd.isalnum()


def test_several_postings_of_one_page_without_addresses_are_several() -> None:
    bare = [{"@type": "JobPosting", "title": title} for title in ("ML Engineer", "Data Scientist")]
    postings, _ = job_postings(html(bare), PAGE)
    assert len({posting.posting_id for posting in postings}) == 2
    assert {posting.url for posting in postings} == {PAGE}


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>nothing",
        "\x00\ud800<script type='application/ld+json'>",
        "<script type=application/ld+json>" * 10_000,
        html("[" * 50_000),
        html(" " * 2_000_000 + "x"),
        html("//" + "\n" * 2_000_000 + "<!-- x"),
        html("<!--" * 300_000),
        html("&quot;" * 300_000),
        html('{"a":' * 50_000),
        html([[[[[[[[[[[[[[[[JOB]]]]]]]]]]]]]]]]),
    ],
    ids=lambda page: page[-20:].strip(),
)
def test_a_hostile_page_yields_nothing_and_takes_no_time(page: str) -> None:
    started = time.perf_counter()
    assert job_postings(page, PAGE)[0] == []
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize(
    ("told", "read"),
    [("150,000", 150_000), ("1,250,000.50", 1_250_000.5), ("150000", 150_000), ("45,5", None), ("0", None)],
)
def test_an_amount_may_have_commas_between_its_thousands(told: str, read: float | None) -> None:
    pay = one(baseSalary={"currency": "USD", "value": {"minValue": told, "unitText": "YEAR"}}).pay
    assert [amount.min for amount in pay] == ([read] if read else [])


@pytest.mark.parametrize(
    ("address", "place"),
    [
        (("CASTRIES", "CA", "LC"), "CASTRIES, CA, LC"),
        (("AUSTIN", "TX", "US"), "AUSTIN, TX, US"),
        (("Singapore", "Singapore", "SG"), "Singapore, SG"),
        (("Austin, TX", "TX", "US"), "Austin, TX, US"),
    ],
)
def test_a_region_is_left_out_only_where_its_whole_name_stands_already(
    address: tuple[str, ...], place: str
) -> None:
    keys = ("addressLocality", "addressRegion", "addressCountry")
    assert one(jobLocation={"address": dict(zip(keys, address, strict=True))}).locations == (place,)


@pytest.mark.parametrize("told", ["2026-12-01", "2026-12-01T00:00", "2026-12-1T00:00:00", "2026-12-01 00:00"])
def test_a_day_written_as_its_midnight_counts_to_its_end(told: str) -> None:
    assert str(one(validThrough=told).valid_through) == "2026-12-01 23:59:59+00:00"


def test_an_hour_is_an_hour() -> None:
    assert str(one(validThrough="2026-12-01T17:00").valid_through) == "2026-12-01 17:00:00+00:00"
    assert str(one(validThrough="2026-12-01T00:00:00Z").valid_through) == "2026-12-01 00:00:00+00:00"
