"""A forum's hiring post taken apart. Every company and person here is invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inference.thread_post import MAX_POST, forum_text
from tests.forum import thread_post


def titles(html: str) -> list[str]:
    return [role.title for role in thread_post(html).roles]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Lumenforge | Founding ML Engineer | Oslo | ONSITE", ["Founding ML Engineer"]),
        ("Lumenforge | Senior Engineers (3+ YoE) | Oslo", ["Senior Engineer"]),
        (
            "Lumenforge | Oslo | Sr. SREs, Cloud Security Engineers, Product Manager | Full-time",
            ["Sr. SRE", "Cloud Security Engineer", "Product Manager"],
        ),
        ("Lumenforge | 1x Data Engineer + 2x AI/ML Engineer | Oslo", ["Data Engineer", "AI/ML Engineer"]),
        (
            "Lumenforge | Embedded Engineer (Computer Vision), Head of Growth | Remote",
            ["Embedded Engineer (Computer Vision)", "Head of Growth"],
        ),
        (
            "Lumenforge | Staff Product, Backend, Data Engineers | Oslo",
            ["Staff Product Engineer", "Staff Backend Engineer", "Staff Data Engineer"],
        ),
        (
            "Lumenforge | Software Engineer, Developer Experience | Oslo",
            ["Software Engineer, Developer Experience"],
        ),
        ("Lumenforge | Senior/Staff Software Engineer | Oslo", ["Senior/Staff Software Engineer"]),
        ("Lumenforge | Founding Engineers & GTM | Oslo", ["Founding Engineer", "GTM"]),
        (
            "Lumenforge | Open roles: Designer (remote), Data Scientist | Oslo",
            ["Designer", "Data Scientist"],
        ),
        ("Founding ML Engineer @ Lumenforge (Oslo, ONSITE)", ["Founding ML Engineer"]),
        ("Lumenforge - Senior Full-Stack Developer - Remote - 80k/year", ["Senior Full-Stack Developer"]),
        ("Lumenforge is hiring engineers & designers [on-site, Oslo]", ["Engineer", "Designer"]),
    ],
)
def test_a_header_names_its_roles(header: str, expected: list[str]) -> None:
    assert titles(f"{header}<p>We build lamps. Apply at https://lumenforge.example/jobs.") == expected


LISTS = {
    "dashes": "<p>Open roles:<p>- ML Engineer\n- Product Designer\n- Head of Sales",
    "links": (
        "<p>ML Engineer - https://lumenforge.example/1\nProduct Designer - https://lumenforge.example/2\n"
        "Head of Sales - https://lumenforge.example/3"
    ),
    "colons": (
        "<p>ML Engineer: train models.<p>Product Designer: draw lamps.<p>Head of Sales: sell lamps to "
        "everyone."
    ),
    "numbers": "<p>We're hiring:<p>1. ML Engineer (Oslo)\n2. Product Designers\n3. Head of Sales",
    "one line": "<p>Roles: * ML Engineer * Product Designer * Head of Sales",
    "a sentence": "<p>We are looking for an ML engineer, a product designer and a head of sales.",
    "a label": "<p>Currently hiring: ML Engineer, Product Designer, Head of Sales",
    "places first": "<p>Roles:<p>- New York: ML Engineer\n- Oslo: Product Designer\n- Remote: Head of Sales",
}


@pytest.mark.parametrize("body", LISTS.values(), ids=LISTS)
def test_a_body_lists_its_roles(body: str) -> None:
    found = titles(f"Lumenforge | Multiple roles | Oslo | https://lumenforge.example{body}")
    assert [title.casefold() for title in found] == ["ml engineer", "product designer", "head of sales"]


def test_a_list_in_the_body_says_more_than_the_header_that_announces_it() -> None:
    post = (
        "Lumenforge | Frontend Engineer, Backend Engineer | Oslo<p>Roles:"
        "<p>- Senior Frontend Engineer: screens.\n- Senior Backend Engineer: pipes.\n- Founding Design "
        "Engineer"
    )
    assert titles(post) == ["Senior Frontend Engineer", "Senior Backend Engineer", "Founding Design Engineer"]


def test_a_second_header_in_the_body_is_a_role_of_its_own() -> None:
    post = (
        "Lumenforge | Docs Lead | Oslo | Full-time<p>Write our docs.<p>--- ALSO ---"
        "<p>Lumenforge | Founding Engineer | Oslo | Full-time<p>Build our agents."
    )
    assert titles(post) == ["Docs Lead", "Founding Engineer"]


def test_duties_and_signatures_are_no_roles() -> None:
    post = (
        "Lumenforge | ML Engineer | Oslo<p>What you'll do:<p>- Work closely with product managers\n"
        "- Lead design reviews with engineers\n- Mentor junior engineers<p>Ada Example, Co-founder & CTO"
    )
    assert titles(post) == ["ML Engineer"]


def test_a_post_that_names_no_role_still_offers_one() -> None:
    assert titles("Lumenforge | Various roles | Oslo | Remote<p>See https://lumenforge.example/jobs") == [
        "Various roles"
    ]


@pytest.mark.parametrize(
    "remark",
    [
        "I applied to the Frontend Engineer role last month, but haven't heard back yet.",
        "Please don't build this. There are so many better ideas to explore.",
        "SEEKING WORK | ML Engineer | Oslo | Remote",
        "Location: Oslo\nRemote: Yes\nWilling to relocate: No\nRésumé/CV: https://ada.example/cv\nEmail: "
        "ada@ada.example",
        "What about Europe?",
        "",
        "[flagged]",
    ],
)
def test_remarks_and_people_who_seek_work_offer_nothing(remark: str) -> None:
    post = thread_post(remark)
    assert post.roles == ()
    assert post.company_name is None
    assert post.company_domain is None


@pytest.mark.parametrize(
    ("post", "name", "domain"),
    [
        ("Lumenforge | ML Engineer | Oslo<p>https://lumenforge.example", "Lumenforge", "lumenforge.example"),
        (
            "Lumenforge, Inc. (YC W26) | ML Engineer | Oslo | lumenforge.ai",
            "Lumenforge",
            "lumenforge.ai",
        ),
        (
            "Lumenforge (https://lumenforge.example) | ML Engineer | Oslo",
            "Lumenforge",
            "lumenforge.example",
        ),
        (
            "Lumenforge | ML Engineer | Oslo<p>Mail ada [at] getlumenforge [dot] com",
            "Lumenforge",
            "getlumenforge.com",
        ),
        (
            "Lumenforge | ML Engineer | Oslo<p>Apply: "
            '<a href="https:&#x2F;&#x2F;jobs.ashbyhq.com&#x2F;lumenforge">x</a>',
            "Lumenforge",
            None,
        ),
        ("Lumenforge | ML Engineer | Oslo<p>Mail ada.lumen@gmail.com", "Lumenforge", None),
        ("Stealth | ML Engineer | Oslo<p>Mail ada@lumenforge.example", None, "lumenforge.example"),
        ("Senior ML Engineer | Oslo | Full-time<p>Apply now, we are small.", None, None),
        (
            "ML Engineer | Lumenforge | Oslo<p>https://lumenforge.example/jobs",
            "Lumenforge",
            "lumenforge.example",
        ),
        ("Lumenforge is hiring an ML engineer in Oslo.", "Lumenforge", None),
        ("Hi! We're hiring for a Founding ML Engineer at Lumenforge AI.\nApply here.", "Lumenforge AI", None),
        ("Company: Lumenforge\nRole: ML Engineer\nLocation: Oslo\nType: Full-time", "Lumenforge", None),
        ("Lumenforge.ai | ML Engineer | Oslo<p>At Lumenforge we light rooms.", "Lumenforge", "lumenforge.ai"),
        (
            "Apex Lamp Partners | ML Engineer | Oslo<p>apexlamp.example",
            "Apex Lamp Partners",
            "apexlamp.example",
        ),
    ],
)
def test_a_post_tells_whose_it_is(post: str, name: str | None, domain: str | None) -> None:
    taken = thread_post(post)
    assert (taken.company_name, taken.company_domain) == (name, domain)


def test_a_website_named_like_the_company_wins_over_other_links() -> None:
    post = (
        'Lumenforge | ML Engineer | Oslo<p>Our story: <a href="https://press.example/lamps">x</a>, '
        'our parts: <a href="https://partsworld.example/about">x</a>, '
        'jobs: <a href="https://lumenforge.example/jobs">x</a>'
    )
    assert thread_post(post).company_domain == "lumenforge.example"


@pytest.mark.parametrize(
    ("words", "batch"),
    [
        ("Lumenforge (YC W26) | ML Engineer | Oslo", "W26"),
        ("Lumenforge | YC S21 | ML Engineer | Oslo", "S21"),
        ("Lumenforge (Y Combinator Fall 2025) | ML Engineer | Oslo", "F25"),
        ("Lumenforge (YC X25) | ML Engineer | Oslo", "X25"),
        ("Lumenforge (YC) | ML Engineer | Oslo", None),
        ("Lumenforge | ML Engineer | Oslo<p>Ada was at Globex (YC W18) before.", None),
    ],
)
def test_a_batch_is_the_companys_own(words: str, batch: str | None) -> None:
    assert thread_post(words).yc_batch == batch


def test_each_role_of_several_has_the_passage_that_is_about_it() -> None:
    html = (
        "Lumenforge | Several roles | Oslo<p>We light rooms.<p>ML Engineer: train models. 100k EUR."
        "<p>Designer: draw lamps. 70k EUR."
    )
    first, second = thread_post(html).roles
    assert "100k" in first.passage
    assert "70k" not in first.passage
    assert "70k" in second.passage
    assert "100k" not in second.passage


def test_header_and_passages_are_slices_of_the_text() -> None:
    html = "Lumenforge | ML Engineer,\n(Python) | Oslo<p>- ML Engineer\n- Designer: lamps\n"
    post, text = thread_post(html), forum_text(html)
    assert post.header in text
    assert all(role.passage in text for role in post.roles)


@given(st.text(alphabet=st.sampled_from("aA |-:()[]/&,.@\n<p>*1Engineerhiring"), max_size=600))
def test_any_text_is_taken_apart_into_slices(html: str) -> None:
    post, text = thread_post(html), forum_text(html)
    assert post.header in text
    for role in post.roles:
        assert role.title
        assert role.passage in text


@pytest.mark.parametrize(
    "unit",
    [
        "Lumenforge | ",
        "|\n",
        "Engineer, ",
        "hiring a ",
        "* ML Engineer ",
        "a / ",
        "( ",
        "a@b.example ",
        "at a dot ",
    ],
)
def test_a_post_of_a_megabyte_is_cut_not_choked_on(unit: str) -> None:
    post = thread_post(unit * (1_000_000 // len(unit)))
    assert len(post.header) <= MAX_POST
