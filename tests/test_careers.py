"""Careers pages and sitemaps: what the recordings do not show."""

from __future__ import annotations

import csv
import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse, Response

from pipeline.build import build
from pipeline.queries import Generation
from scrapers.boards import token_fits
from scrapers.careers_site import MOST_LISTS
from scrapers.crawl import NoBoardsError
from scrapers.errors import UsageError
from scrapers.items import BoardSnapshot
from scrapers.outcome import UnreadableError
from scrapers.pages import MOST_PAGES, is_challenge, job_links, site_map
from scrapers.spiders.careers import token_of
from tests.recorded import Landed, folder, replay
from tests.test_json_ld import JOB, html

ROOT = "https://kestrelloom.example"
CAREERS = f"{ROOT}/careers"
ROW = "careers,kestrel-loom,Kestrel Loom,{},\n"


def urlset(*urls: str) -> bytes:
    return f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>".encode()


def page(*jobs: Any, body: str = "") -> bytes:
    return f"<!doctype html><html><head>{html(*jobs)}</head><body>{body}</body></html>".encode()


def read(tmp_path: Path, answers: dict[str, Any], url: str = CAREERS, **order: Any) -> Landed:
    return replay(folder(tmp_path / "web", answers, ROW.format(url)), tmp_path / "data", "careers", **order)


def board(tmp_path: Path, answers: dict[str, Any], url: str = CAREERS) -> BoardSnapshot:
    return read(tmp_path, answers, url).board("kestrel-loom")


def test_a_sitemap_of_thousands_is_read_in_part_and_closes_nothing(tmp_path: Path) -> None:
    urls = [f"{ROOT}/jobs/{number}" for number in range(MOST_PAGES + 20)]
    answers = {url: page({**JOB, "identifier": url.rsplit("/", 1)[1]}) for url in urls}
    found = board(tmp_path, {f"{ROOT}/sitemap.xml": urlset(*urls), **answers}, f"{ROOT}/sitemap.xml")
    assert found.status == "partial"
    assert found.error == f"lists 20 pages more than the {MOST_PAGES} that are read"
    assert len(found.postings) == MOST_PAGES


def test_sitemaps_that_name_each_other_end(tmp_path: Path) -> None:
    index = f"<sitemapindex><sitemap><loc>{ROOT}/a.xml</loc></sitemap></sitemapindex>".encode()
    back = f"<sitemapindex><sitemap><loc>{ROOT}/sitemap.xml</loc></sitemap></sitemapindex>".encode()
    found = board(tmp_path, {f"{ROOT}/sitemap.xml": index, f"{ROOT}/a.xml": back}, f"{ROOT}/sitemap.xml")
    assert (found.status, len(found.answers)) == ("malformed", 2)


def test_pages_of_another_site_are_not_asked_for_but_counted(tmp_path: Path) -> None:
    urls = ["https://elsewhere.example/jobs/1", f"{ROOT}/jobs/1"]
    answers = {f"{ROOT}/sitemap.xml": urlset(*urls), urls[1]: page(JOB)}
    found = board(tmp_path, answers, f"{ROOT}/sitemap.xml")
    assert [answer.url for answer in found.answers] == [f"{ROOT}/sitemap.xml", urls[1]]
    assert (found.status, found.error) == (
        "partial",
        "names openings on other sites, which are not read with it: 1",
    )


def test_pages_of_the_sites_other_hosts_are_read(tmp_path: Path) -> None:
    urls = ["https://www.kestrelloom.example/jobs/1", "https://jobs.kestrelloom.example/jobs/2"]
    pages = {url: page({**JOB, "identifier": url[-1]}) for url in urls}
    found = board(tmp_path, {f"{ROOT}/sitemap.xml": urlset(*urls), **pages}, f"{ROOT}/sitemap.xml")
    assert (found.status, [one.posting_id for one in found.postings]) == ("complete", ["1", "2"])


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_one_identifier_at_two_addresses_is_two_postings_whichever_is_read_first(
    tmp_path: Path, order: tuple[int, int]
) -> None:
    answers = {f"{ROOT}/jobs/{one}": page({**JOB, "title": f"Engineer {one}"}) for one in order}
    found = board(tmp_path, {f"{ROOT}/sitemap.xml": urlset(*answers), **answers}, f"{ROOT}/sitemap.xml")
    assert {one.title: one.posting_id for one in found.postings} == {
        "Engineer 1": "KL-1-17279765",
        "Engineer 2": "KL-1-f623fb5d",
    }


def test_an_identifier_that_is_the_employers_name_is_none(tmp_path: Path) -> None:
    job = {**JOB, "identifier": {"value": "Kestrel"}, "hiringOrganization": {"name": "KESTREL"}}
    urls = [f"{ROOT}/jobs/1", f"{ROOT}/jobs/2"]
    alone = board(tmp_path / "alone", {CAREERS: page({**job, "url": urls[0]})})
    answers = {f"{ROOT}/sitemap.xml": urlset(*urls), **{url: page({**job, "title": url}) for url in urls}}
    both = board(tmp_path / "both", answers, f"{ROOT}/sitemap.xml")
    assert len({one.posting_id for one in both.postings}) == 2
    assert both.postings[0].posting_id == alone.postings[0].posting_id


def links(*hrefs: str) -> str:
    return "".join(f'<a href="{href}">x</a>' for href in hrefs)


@pytest.mark.parametrize(
    ("link", "second"),
    [
        ('<a href="/careers?page=2">2</a>', f"{CAREERS}?page=2"),
        ('<a href="?team=all&amp;a1b2_page=2">2</a>', f"{CAREERS}?team=all&a1b2_page=2"),
        ('<a href="/careers/page/2/">2</a>', f"{CAREERS}/page/2/"),
        ('<a rel="nofollow next" href="/more-openings">more</a>', f"{ROOT}/more-openings"),
    ],
)
@pytest.mark.parametrize("featured", [(), ({**JOB, "identifier": "0"},)])
def test_a_listing_is_read_page_by_page(tmp_path: Path, link: str, second: str, featured: Any) -> None:
    answers = {
        CAREERS: page(*featured, body=links("/careers/1") + link),
        second: page(body=links("/careers", "/careers/1", "/careers/2")),
        f"{CAREERS}/1": page({**JOB, "title": "One", "identifier": "1"}),
        f"{CAREERS}/2": page({**JOB, "title": "Two", "identifier": "2"}),
    }
    found = board(tmp_path, answers)
    assert (found.status, found.error) == ("complete", None)
    assert {one.posting_id for one in found.postings} >= {"1", "2"}
    assert len(found.postings) == 2 + len(featured)


def test_a_listing_of_which_a_page_cannot_be_read_is_partial(tmp_path: Path) -> None:
    first = page(body=links("/careers/1", "/careers?page=2"))
    found = board(tmp_path, {CAREERS: first, f"{CAREERS}?page=2": 404, f"{CAREERS}/1": page(JOB)})
    assert (found.status, len(found.postings)) == ("partial", 1)
    assert "1 of its 3 pages not read: the source does not know it" in (found.error or "")


def test_a_listing_of_more_pages_than_are_read_is_partial(tmp_path: Path) -> None:
    pages = {f"{CAREERS}?page={n}": page(body=links(f"/careers?page={n + 1}")) for n in range(2, 30)}
    first = page(body=links("/careers?page=2", "/careers/1"))
    found = board(tmp_path, {CAREERS: first, f"{CAREERS}/1": page(JOB), **pages})
    assert (found.status, len(found.answers)) == ("partial", MOST_LISTS + 1)
    assert found.error == f"has 1 sitemaps or pages of its listing more than the {MOST_LISTS} that are read"


def test_a_posting_on_a_listing_and_on_its_own_page_is_one(tmp_path: Path) -> None:
    job = {key: value for key, value in JOB.items() if key != "identifier"}
    found = board(tmp_path, {CAREERS: page(job, body=links("/careers/1")), f"{CAREERS}/1": page(job)})
    assert [one.url for one in found.postings] == [f"{CAREERS}/1"]


def index_of(*names: str) -> bytes:
    maps = "".join(f"<sitemap><loc>{ROOT}/{name}</loc></sitemap>" for name in names)
    return f"<sitemapindex>{maps}</sitemapindex>".encode()


@pytest.mark.parametrize(
    ("second", "why"),
    [
        (404, "the source does not know it"),
        (b"<html><body>We will be back soon</body></html>", "a sitemap that it names is none"),
    ],
)
def test_a_sitemap_that_cannot_be_read_leaves_the_board_partial(
    tmp_path: Path, second: Any, why: str
) -> None:
    answers = {
        f"{ROOT}/sitemap.xml": index_of("jobs-1.xml", "jobs-2.xml"),
        f"{ROOT}/jobs-1.xml": urlset(f"{ROOT}/jobs/1"),
        f"{ROOT}/jobs-2.xml": second,
        f"{ROOT}/jobs/1": page(JOB),
    }
    found = board(tmp_path, answers, f"{ROOT}/sitemap.xml")
    assert (found.status, len(found.postings)) == ("partial", 1)
    assert why in (found.error or "")


def test_a_page_that_is_named_as_an_opening_and_publishes_none_is_told(tmp_path: Path) -> None:
    urls = [f"{ROOT}/jobs/1", f"{ROOT}/jobs/2"]
    listing = {CAREERS: page(body=links(*urls)), urls[0]: page(JOB), urls[1]: page()}
    told = "1 of the 2 pages that it names publish no JobPosting"
    found = board(tmp_path / "a", listing)
    assert (found.status, found.error, len(found.postings)) == ("partial", told, 1)
    mapped = {f"{ROOT}/sitemap.xml": urlset(*urls), urls[0]: page(JOB), urls[1]: page()}
    assert board(tmp_path / "b", mapped, f"{ROOT}/sitemap.xml").error == told


@pytest.mark.parametrize("other", ["open-positions?team=ml", "benefits", "life-at-kestrel", "faq/"])
def test_a_listing_may_link_itself_in_another_order_and_pages_about_working_there(
    tmp_path: Path, other: str
) -> None:
    listing = f"{CAREERS}/open-positions"
    first = page(body=links(f"/careers/{other}", "/careers/open-positions/1"))
    found = board(
        tmp_path, {listing: first, f"{CAREERS}/{other}": page(), f"{listing}/1": page(JOB)}, listing
    )
    assert (found.status, found.error, len(found.postings)) == ("complete", None, 1)


def test_a_sitemap_that_does_not_tell_openings_apart_may_list_other_pages(tmp_path: Path) -> None:
    urls = [f"{ROOT}/about", f"{ROOT}/ml-engineer"]
    answers = {f"{ROOT}/sitemap.xml": urlset(*urls), urls[0]: page(), urls[1]: page(JOB)}
    assert board(tmp_path, answers, f"{ROOT}/sitemap.xml").status == "complete"


def test_a_row_without_an_address_says_what_is_missing(tmp_path: Path) -> None:
    landed = read(tmp_path, {}, "")
    assert landed.board("kestrel-loom").error == "has no address: write its page into the column homepage"
    assert landed.source("careers").status == "failed"


def test_a_page_that_moved_within_its_site_is_followed_and_one_that_became_a_board_is_named(
    tmp_path: Path,
) -> None:
    web = folder(
        tmp_path / "web",
        {CAREERS: 301, "https://www.kestrelloom.example/jobs": page(JOB)},
        ROW.format(CAREERS),
    )
    index = (web / "index.csv").read_text().splitlines()
    rows = [f"{index[0]},location", f"{index[1]},https://www.kestrelloom.example/jobs", f"{index[2]},"]
    (web / "index.csv").write_text("\n".join(rows) + "\n")
    assert replay(web, tmp_path / "data", "careers").board("kestrel-loom").status == "complete"
    rows[1] = f"{index[1]},https://jobs.ashbyhq.com/kestrel-loom"
    (web / "index.csv").write_text("\n".join(rows) + "\n")
    moved = replay(web, tmp_path / "data", "careers").board("kestrel-loom")
    assert moved.status == "moved"
    assert "its openings stand at ashby/kestrel-loom" in (moved.error or "")


def test_a_listing_behind_a_redirect_of_its_own_host_is_followed_to_its_openings(tmp_path: Path) -> None:
    listing = page(body='<a href="/careers/ml-engineer">ML Engineer</a><a href="/careers/">All</a>')
    answers = {CAREERS: 301, f"{CAREERS}/": listing, f"{CAREERS}/ml-engineer": page(JOB)}
    web = folder(tmp_path / "web", answers, ROW.format(CAREERS))
    index = (web / "index.csv").read_text().splitlines()
    rows = [f"{index[0]},location", f"{index[1]},{CAREERS}/", *(f"{row}," for row in index[2:])]
    (web / "index.csv").write_text("\n".join(rows) + "\n")
    found = replay(web, tmp_path / "data", "careers").board("kestrel-loom")
    assert (found.status, len(found.postings), len(found.answers)) == ("complete", 1, 2)


@pytest.mark.parametrize(
    "target",
    [
        "http://kestrelloom.example/jobs",
        "https://kestrelloom.example:8443/jobs",
        "http://www.kestrelloom.example/jobs",
    ],
)
def test_a_page_that_leads_to_plain_http_or_another_port_is_not_followed(target: str, tmp_path: Path) -> None:
    web = folder(tmp_path / "web", {CAREERS: 301, target: page(JOB)}, ROW.format(CAREERS))
    index = (web / "index.csv").read_text().splitlines()
    (web / "index.csv").write_text(f"{index[0]},location\n{index[1]},{target}\n{index[2]},\n")
    found = replay(web, tmp_path / "data", "careers").board("kestrel-loom")
    assert (found.status, found.postings) == ("moved", ())


def test_several_pages_are_named_with_an_argument_instead_of_the_registry(tmp_path: Path) -> None:
    other = "https://mossgauge.example/a,b"
    landed = read(tmp_path, {CAREERS: page(JOB), other: page(JOB)}, arguments={"url": f"{CAREERS},{other}"})
    assert landed.source("careers").boards == 2
    assert {item.board.token for item in landed.items if item.kind == "board"} == {
        token_of(CAREERS),
        token_of(other),
    }


@pytest.mark.parametrize(
    "url", ["", "acme.example/careers", "ftp://acme.example", "https://", f"{CAREERS},x y"]
)
def test_an_address_that_is_none_is_a_usage_error(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match="url must be addresses"):
        read(tmp_path, {}, arguments={"url": url})


def test_careers_is_read_without_being_named_only_when_there_is_a_page(tmp_path: Path) -> None:
    without = replay(folder(tmp_path / "none", {}), tmp_path / "data")
    assert "careers" not in {source.source for source in without.report.sources}
    with pytest.raises(NoBoardsError, match="name a page with -a url="):
        replay(folder(tmp_path / "none", {}), tmp_path / "data", "careers")
    named = replay(
        folder(tmp_path / "web", {CAREERS: page(JOB)}), tmp_path / "data", arguments={"url": CAREERS}
    )
    assert named.source("careers").postings == 1


@pytest.mark.parametrize(
    ("url", "token"),
    [
        ("https://acme.example", "acme.example"),
        ("https://www.acme.example/", "acme.example"),
        ("https://acme.example/careers/", "acme.example-careers"),
        ("https://acme.example/en/jobs", "acme.example-en-jobs"),
    ],
)
def test_a_page_has_a_readable_name(url: str, token: str) -> None:
    assert token_of(url) == token
    assert token_fits("careers", token)


@pytest.mark.parametrize("path", ["jobs?page=1", "Jobs", "jöbs", "x" * 300, "a--/../b#"])
def test_an_address_that_no_name_can_hold_gets_a_mark(path: str) -> None:
    url = f"https://acme.example/{path}"
    token = token_of(url)
    assert token_fits("careers", token)
    assert token != token_of(f"{url}x")
    assert "/" not in token


def test_a_posting_without_an_employer_belongs_to_the_rows_company_and_one_with_another_to_it(
    tmp_path: Path,
) -> None:
    job = {**JOB, "hiringOrganization": {"name": "Mossgauge", "sameAs": "https://mossgauge.example"}}
    rows = f"careers,mine,Kestrel Loom,{CAREERS},\ncareers,many,,{ROOT}/board,\n"
    web = folder(tmp_path / "web", {CAREERS: page(JOB), f"{ROOT}/board": page(job)}, rows)
    replay(web, tmp_path, "careers")
    build(tmp_path)
    roles = {row["role_id"]: row for row in Generation.open(tmp_path).export_rows()}
    assert (roles["careers/mine/KL-1"]["company_name"], roles["careers/mine/KL-1"]["company_domain"]) == (
        "Kestrel Loom",
        "kestrelloom.example",
    )
    assert (roles["careers/many/KL-1"]["company_name"], roles["careers/many/KL-1"]["company_domain"]) == (
        "Mossgauge",
        "mossgauge.example",
    )


def answer(body: bytes) -> Response:
    return Response(f"{ROOT}/sitemap.xml", body=body)


def test_a_sitemap_prefers_pages_of_openings_and_may_be_packed() -> None:
    urls = (
        f"{ROOT}/about",
        f"{ROOT}/jobs/1",
        f"{ROOT}/de/stellenangebote/2",
        f"{ROOT}/jobs/1",
        "javascript:x",
    )
    for body in (
        urlset(*urls),
        gzip.compress(urlset(*urls)),
        b"\xef\xbb\xbf\n<?xml version='1.0'?><!-- a -->" + urlset(*urls),
    ):
        found = site_map(answer(body))
        assert found
        assert found.pages == [f"{ROOT}/jobs/1", f"{ROOT}/de/stellenangebote/2"]


@pytest.mark.parametrize("body", [b"", b"<html><urlset>", b"{}", b"<rss/>"])
def test_another_page_is_no_sitemap(body: bytes) -> None:
    assert site_map(answer(body)) is None


@pytest.mark.parametrize(
    "body",
    [
        b"<urlset><url>",
        b"\x1f\x8b not packed",
        b"<?xml version='1.0'?><!-- a --><urlset>&a;</urlset>",
        gzip.compress(b"<urlset>" + b" " * (70 * 1024 * 1024)),
    ],
    ids=["cut", "no gzip", "entity", "too large"],
)
def test_a_broken_sitemap_is_told(body: bytes) -> None:
    with pytest.raises(UnreadableError):
        site_map(answer(body))


def test_links_to_openings_are_told_from_the_others() -> None:
    hrefs = "/careers/ml-engineer /careers/ml-engineer#apply /careers /careers/ /careers/a.pdf /jobs/2?x=1"
    hrefs += " /about /blog/jobs https://elsewhere.example/careers/1 mailto:a@b.example //[ javascript:x"
    body = "".join(f'<a href="{href}">x</a>' for href in hrefs.split())
    assert job_links(body, CAREERS) == [f"{CAREERS}/ml-engineer", f"{ROOT}/jobs/2?x=1"]


def test_a_host_of_its_own_for_openings_names_them_as_it_likes() -> None:
    hrefs = "/ml-engineer /o/founding-engineer?ref=1 /4711 /about-us /privacy-policy /teams /blog/a-b /"
    body = "".join(f'<a href="{href}">x</a>' for href in hrefs.split())
    jobs = "https://jobs.kestrelloom.example"
    found = ["/ml-engineer", "/o/founding-engineer?ref=1", "/4711"]
    assert job_links(body, f"{jobs}/") == [f"{jobs}{path}" for path in found]
    assert job_links(body, f"{ROOT}/") == []


def test_a_challenge_is_told_by_its_title_not_by_words_of_a_form() -> None:
    form = (
        "<html><head><title>Careers</title><script src='https://x.example/captcha.js'></script></head></html>"
    )
    assert not is_challenge(HtmlResponse(CAREERS, body=form.encode()))
    assert is_challenge(
        HtmlResponse(CAREERS, body=b"<html><head><title>Just a moment...</title></head></html>")
    )


@pytest.mark.real
def test_every_posting_in_the_captured_pages_lands_and_the_page_without_one_names_its_board(
    real: Path, tmp_path: Path
) -> None:
    with (real / "index.csv").open(newline="") as file:
        pages = {row["url"]: real / row["file"] for row in csv.DictReader(file) if "jsonld" in row["file"]}
    told = {
        url: len(re.findall(r'"@type"\s*:\s*"JobPosting"', path.read_text(errors="replace")))
        for url, path in pages.items()
    }
    landed = replay(real, tmp_path, "careers", arguments={"url": ",".join(pages)})
    assert {item.answers[0].url: len(item.postings) for item in landed.items if item.kind == "board"} == told
    assert sum(told.values()) >= 3
    (without,) = [item for item in landed.items if item.kind == "board" and not item.postings]
    assert without.status == "moved"
    assert "its openings stand at ashby/" in (without.error or "")
    assert all(
        posting.company_url for item in landed.items if item.kind == "board" for posting in item.postings
    )
