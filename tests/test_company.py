"""A company's name without packaging, the key that joins spellings, and the domain that is its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inference.company import clean_name, name_key, registrable_domain, shared_hosts


@pytest.mark.parametrize(
    ("place", "domain"),
    [
        ("https://www.lumenforge.com/jobs?x=1", "lumenforge.com"),
        ("jobs@mail.lumenforge.co.uk", "lumenforge.co.uk"),
        ("mailto:jobs@lumenforge.ai", "lumenforge.ai"),
        ("HTTPS://User:Secret@Careers.LumenForge.IO:8443/x", "lumenforge.io"),
        ("https://jobs.lumenforge.example/1", "lumenforge.example"),
        ("https://jobs.ashbyhq.com/lumenforge", None),
        ("https://boards.greenhouse.io/lumenforge", None),
        ("https://lumenforge.github.io", None),
        ("https://lumenforge.notion.site/Jobs", None),
        ("someone@gmail.com", None),
        ("https://www.linkedin.com/company/lumenforge", None),
        ("https://news.ycombinator.com/item?id=1", None),
        ("https://bit.ly/3abc", None),
        ("127.0.0.1", None),
        ("no host at all", None),
        ("", None),
        (None, None),
    ],
)
def test_a_domain_is_the_companys_own_and_never_a_host_of_many(place: str | None, domain: str | None) -> None:
    assert registrable_domain(place) == domain


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Lumenforge, Inc.", "Lumenforge"),
        ("Lumenforge GmbH", "Lumenforge"),
        ("Lumenforge Ltd", "Lumenforge"),
        ("Lumenforge (YC W26)", "Lumenforge"),
        ("Lumenforge (https://lumenforge.example)", "Lumenforge"),
        ("[Lumenforge](https://lumenforge.example)", "Lumenforge"),
        ("[Lumenforge Labs]", "Lumenforge Labs"),
        ("*Lumenforge*", "Lumenforge"),
        ("Co", "Co"),
        ("Inc.", "Inc."),
        ("The Company", "The Company"),
    ],
)
def test_a_name_is_cleaned_of_its_packaging_and_never_becomes_empty(written: str, name: str) -> None:
    assert clean_name(written) == name


def test_two_spellings_of_one_company_share_a_key() -> None:
    spellings = ["Bücher & Söhne GmbH", "Bucher & Sohne", "BÜCHER  &  SÖHNE", "Bücher-&-Söhne (YC S21)"]
    assert {name_key(name) for name in spellings} == {"buchersohne"}


def test_names_that_only_begin_alike_have_keys_of_their_own() -> None:
    assert name_key("Lumen") != name_key("Lumenforge")


@given(st.text(max_size=300))
def test_any_name_and_any_place_are_read_without_failing(value: str) -> None:
    cleaned = clean_name(value)
    assert cleaned or not clean_name(value + "x").strip("x").isalnum()
    name_key(value)
    domain = registrable_domain(value)
    assert domain is None or ("." in domain and domain not in shared_hosts())
