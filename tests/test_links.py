"""Boards found in a page: linked, embedded or named in its data; nothing else, whatever the page holds."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from scrapers.links import MOST_LINKS, ats_links

PAGE = "https://kestrelloom.example/careers"


def found(html: str, page: str = PAGE) -> list[str]:
    """The boards of a page as source/token."""
    return [f"{board.source}/{board.token}" for board in ats_links(html, page)]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://jobs.ashbyhq.com/kestrel-loom">Jobs</a>',
        '<A HREF=" https://jobs.ashbyhq.com/kestrel-loom/0b6c?utm=x ">Jobs</A>',
        '<iframe src="//jobs.ashbyhq.com/kestrel-loom/embed"></iframe>',
        '<script src="https://jobs.ashbyhq.com/kestrel-loom/embed?version=2"></script>',
        '<script>window.board = "https:\\/\\/jobs.ashbyhq.com\\/kestrel-loom";</script>',
        '<script>{"u":"https:\\u002F\\u002Fjobs.ashbyhq.com\\u002Fkestrel-loom"}</script>',
        "<p>Apply at https://jobs.ashbyhq.com/kestrel-loom.</p>",
        '<div data-src="https://jobs.ashbyhq.com/kestrel-loom"></div>',
    ],
)
def test_a_board_is_found_wherever_a_page_leads_to_it(html: str) -> None:
    assert found(html) == ["ashby/kestrel-loom"]


def test_boards_come_once_each_in_the_order_of_the_page() -> None:
    html = """<a href="https://jobs.lever.co/kestrelloom/1">a</a><a href="https://jobs.lever.co/kestrelloom">b</a>
    <a href="https://boards.greenhouse.io/embed/job_board?for=kestrelloom&amp;b=1">c</a>
    <a href="https://jobs.lever.co/KestrelLoom">d</a>"""
    assert found(html) == ["lever/kestrelloom", "greenhouse/kestrelloom"]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>No links here</p>",
        '<a href="/jobs">Jobs</a><a href="mailto:jobs@kestrelloom.example">mail</a>',
        '<a href="https://jobs.ashbyhq.com.evil.example/kestrel-loom">x</a>',
        '<a href="https://[jobs.ashbyhq.com/kestrel-loom">x</a><a href="http://[::1">y</a>',
        '<a href="https://jobs.ashbyhq.com/">all</a>',
        "\ud800<a href='\x00'>",
    ],
)
def test_a_page_without_boards_yields_none(html: str) -> None:
    assert found(html) == []


def test_a_page_of_endless_links_is_read_in_part() -> None:
    many = '<a href="https://other.example/x">x</a>' * (MOST_LINKS + 10)
    assert found(many + '<a href="https://jobs.lever.co/late">x</a>') == []


@pytest.mark.real
def test_the_board_of_a_captured_careers_page_is_found(real: Path) -> None:
    with (real / "index.csv").open(newline="") as file:
        (row,) = [row for row in csv.DictReader(file) if row["file"].endswith("careers-page.html")]
    page = (real / row["file"]).read_text(encoding="utf-8", errors="replace")
    assert [board.source for board in ats_links(page, row["url"])] == ["ashby"]
