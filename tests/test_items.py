"""What may stand in an item: addresses that lead to the web, and names that fit on a line."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from scrapers.items import LONGEST_ID, CompanyProfile, JobPosting, is_web_url
from scrapers.reading import day, instant, mail_date, reason

PAGE = "https://jobs.example/1"


@pytest.mark.parametrize(
    "url",
    [
        "https://jobs.example",
        "HTTP://JOBS.EXAMPLE/a?b=c#d",
        "https://jobs.example:8443/~a/(b);c,d!",
        "https://jobs.example/@team/50%25",
        "https://müller.example/größe",
        "http://[2001:db8::1]/x",
    ],
)
def test_an_address_on_the_web_is_taken_as_it_is(url: str) -> None:
    assert is_web_url(url)
    assert JobPosting(posting_id="1", url=url).url == url


@pytest.mark.parametrize(
    "url",
    [
        "",
        "jobs.example",
        "http://",
        "https:///path",
        "http://.",
        "http://[::1",
        "http://jobs.example:port/",
        "http://jobs.example:99999/",
        "http://me@jobs.example/",
        "http://me:secret@jobs.example/",
        "http://jobs.example@evil.example/",
        'https://jobs.example/"onclick=x',
        "https://jobs.example/'x",
        "https://jobs.example/<b>",
        "https://jobs.example/`x`",
        "https:\\\\jobs.example\\x",
        "https://jobs.example/a b",
        "https://jobs.example/a\nb",
        "https://jobs.example/a\x00b",
        "https://jobs.example/\x1b[31m",
        "https://jobs.example/\x85a",
        "https://jobs.example/\u202egpj",
        "javascript:alert(1)",
        "ftp://jobs.example/",
        "//jobs.example/",
    ],
)
def test_any_other_address_is_refused_in_words_for_a_user(url: str) -> None:
    assert not is_web_url(url)
    with pytest.raises(ValidationError) as told:
        JobPosting(posting_id="1", url=url)
    assert reason(told.value) == "url is no http(s) URL"


@pytest.mark.parametrize("field", ["title", "company_name", "department", "team", "employment_type"])
def test_control_characters_leave_the_names(field: str) -> None:
    facts: dict[str, Any] = {field: " \x1b[31mRed\x00\u202e\n  Kite\x85Labs\t"}
    assert getattr(JobPosting(posting_id="1", url=PAGE, **facts), field) == "[31mRed   Kite Labs"


def test_control_characters_leave_ids_and_places() -> None:
    posting = JobPosting(
        posting_id="\x07a\x00b\x7f", url=PAGE, locations=("Oban\r\nScotland",), countries=("G\x00B",)
    )
    assert (posting.posting_id, posting.locations, posting.countries) == ("ab", ("Oban Scotland",), ("GB",))


def test_control_characters_leave_a_companys_names_too() -> None:
    found = CompanyProfile(
        slug="x", name="Kite\x00 Labs\n", former_names=("\x1bOld",), locations=("Oban\tUK",)
    )
    assert (found.name, found.former_names, found.locations) == ("Kite Labs", ("Old",), ("Oban UK",))


def test_letters_of_every_script_stay_as_they_are() -> None:
    name = "Ærø \u2013 東京\u00a0ΩMega \U0001f468\u200d\U0001f52c"
    assert JobPosting(posting_id=name, url=PAGE, title=name).title == name


@pytest.mark.parametrize(
    ("posting_id", "told"),
    [
        ("", "posting_id is empty"),
        ("\x00\x1b", "posting_id is empty"),
        (5, "posting_id is no text"),
        (None, "posting_id is no text"),
        ("x" * (LONGEST_ID + 1), "posting_id is too long"),
    ],
)
def test_an_id_is_a_text_that_names_something(posting_id: Any, told: str) -> None:
    with pytest.raises(ValidationError) as error:
        JobPosting(posting_id=posting_id, url=PAGE)
    assert reason(error.value) == told


@pytest.mark.parametrize(
    "error", [TypeError("'int' object is not iterable"), AttributeError("x"), IndexError()]
)
def test_what_python_says_of_a_shape_is_not_said_to_a_user(error: Exception) -> None:
    assert reason(error) == "its shape is not the documented one"


def test_days_and_mail_dates_become_instants_or_nothing() -> None:
    assert day("2026-09-04") == instant("2026-09-04T00:00:00Z")
    assert mail_date("Fri, 04 Sep 2026 14:50:13 +0300") == instant("2026-09-04T11:50:13Z")
    for odd in (None, "", 5, "soon", "2026-13-01", "2026-W01-1", "Fri, 04 Sep 2026 14:50:13", "Fri, 99 Sep"):
        assert day(odd) is None
        assert mail_date(odd) is None


def test_the_ends_of_the_calendar_are_no_instants() -> None:
    assert instant("0001-01-01T00:00:00+14:00") is None
    assert instant("9999-12-31T23:59:59-14:00") is None
