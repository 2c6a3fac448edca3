"""Where a site says it hires, what it calls itself, and whom a board's answer names."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.careers_links import careers_links, is_careers_url, site_name, site_of
from scrapers.said import said_in_json, said_in_text

HOME = "https://acme.dev/"


@pytest.mark.parametrize(
    ("link", "found"),
    [
        ('<a href="/careers">Careers</a>', "https://acme.dev/careers"),
        ('<a href="/company/jobs#open">Team</a>', "https://acme.dev/company/jobs"),
        ('<a href="https://jobs.acme.dev">x</a>', "https://jobs.acme.dev"),
        ('<a href="/about">We&#39;re hiring!</a>', "https://acme.dev/about"),
        ('<a href="/team"><span>Join</span> <b>us</b></a>', "https://acme.dev/team"),
        ('<a href="/work-with-us">Hello</a>', "https://acme.dev/work-with-us"),
        ('<a href="/karriere">Karriere</a>', "https://acme.dev/karriere"),
        ('<a href="//www.acme.dev/open-roles">Roles</a>', "https://www.acme.dev/open-roles"),
    ],
)
def test_a_careers_link_is_found(link: str, found: str) -> None:
    assert careers_links(f"<html><body><a href='/pricing'>Pricing</a>{link}</body></html>", HOME) == [found]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/blog/hiring-engineers">How we think of hiring</a>',
        '<a href="https://other.dev/careers">Careers</a>',
        '<a href="https://acme.dev.evil.example/careers">Careers</a>',
        '<a href="mailto:jobs@acme.dev">Jobs</a>',
        '<a href="javascript:careers()">Careers</a>',
        '<a href="/pricing">Pricing</a>',
        '<a href="/customers/jobs-to-be-done">Jobs</a>',
        '<a href="/docs/jobs">Jobs</a>',
        '<a href="/">Careers</a>',
        '<a href="/paper.pdf">Open roles</a>',
        '<a href="/news">' + "Our new office has room for many jobs, says the mayor of the town</a>",
        "<a>Careers</a>",
        "Careers",
    ],
)
def test_other_links_are_left_alone(link: str) -> None:
    assert careers_links(f"<html><body>{link}</body></html>", HOME) == []


def test_the_likeliest_link_comes_first() -> None:
    page = '<a href="/team">Join us</a><a href="/about/careers/life">Life</a><a href="/careers">Careers</a>'
    assert careers_links(page, HOME) == [
        "https://acme.dev/careers",
        "https://acme.dev/team",
        "https://acme.dev/about/careers/life",
    ]


def test_an_address_may_say_by_itself_that_it_leads_to_openings() -> None:
    assert is_careers_url("https://acme.dev/careers/ml-engineer")
    assert is_careers_url("https://jobs.acme.dev/")
    assert not is_careers_url("https://acme.dev/")


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ('<meta property="og:site_name" content=" Acme &amp;\n Co ">', "Acme & Co"),
        ('<meta name="application-name" content="Acme">', "Acme"),
        ('<script type="application/ld+json">{"@type": "Organization", "name": "Acme"}</script>', "Acme"),
        (
            '<script type="application/ld+json">{broken</script><script type="application/ld+json">'
            '{"@graph": [{"@type": "WebPage", "name": "x"}, {"@type": "WebSite", "name": "Acme"}]}</script>',
            "Acme",
        ),
        ('<meta property="og:site_name" content=" ">', None),
        ("<title>Careers at Acme</title>", None),
        ("", None),
    ],
)
def test_a_site_is_called_what_it_calls_itself(page: str, name: str | None) -> None:
    assert site_name(page) == name


def test_customers_of_a_hosting_service_are_told_apart() -> None:
    assert site_of("https://www.acme.co.uk/x") == "acme.co.uk"
    assert site_of("https://acme.github.io/") != site_of("https://other.github.io/")
    assert site_of("no url") is None


@given(st.text(max_size=300), st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_may_be_a_page(text: str, href: str) -> None:
    page = f'{text}<a href="{href}">Careers</a>'
    assert all(link.startswith(("http://", "https://")) for link in careers_links(page, HOME))
    site_name(text)
    said_in_text(text)


def test_a_name_counts_as_whole_words_in_its_own_capitals_and_a_domain_in_any() -> None:
    rows = [
        {
            "title": "ML",
            "text": "<p>Count &amp;amp; Co. Count counts. Count!</p>",
            "url": "https://jobs.count.co/1",
        },
        {"title": "ML", "text": "You can count on us, Countess. Write to a@COUNT.CO"},
        {"title": "ML", "text": "discount.co, count.co.uk, count.com"},
    ]
    said = said_in_json({"jobs": rows, "offices": [{"name": "one"}], "name": " Count\n Ltd "})
    assert len(said.openings) == 3
    assert (said.with_name("Count"), said.with_name("Count", 3)) == (1, 1)
    assert said.with_domain("count.co") == 2
    assert said.employers == ("Count Ltd",)
    assert said.with_name("Count & Co") == 1


def test_openings_of_a_feed_are_told_apart() -> None:
    said = said_in_text("<rss><title>Acme</title><item>Acme</item><item>&lt;p&gt;Acme&amp;nbsp;</item></rss>")
    assert len(said.openings) == 2
    assert said.with_name("Acme") == 2


@pytest.mark.parametrize("text", ["[]", "null", "3", '{"jobs": {}}', '"x"', '{"name": 5}', '[["a"], [1]]'])
def test_an_answer_of_another_shape_names_nobody(text: str) -> None:
    said = said_in_json(json.loads(text))
    assert (said.openings, said.employers) == ((), ())


def test_half_a_character_in_a_name_can_be_stored() -> None:
    said = said_in_json(json.loads('{"company_name": "Acme \\ud83d"}'))
    assert said.employers[0].encode()
