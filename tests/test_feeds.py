"""Feeds of many employers: what the recordings do not show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scrapers.errors import UsageError
from scrapers.feeds import MOST_PAGES, markup, plain, utc
from scrapers.mojibake import repaired
from scrapers.sources import SOURCES
from tests.recorded import folder, replay

REMOTEOK = "https://remoteok.com/api"
ARBEITNOW = "https://www.arbeitnow.com/api/job-board-api?page="


def misread(text: str, encoding: str = "latin-1") -> str:
    """Text as it looks when its UTF-8 is read in another encoding."""
    return text.encode().decode(encoding)


@pytest.mark.parametrize(
    "text",
    ["Kraków", "We’re hiring — now…", "Größe • 日本 🤝", "a\xa0b", "™ and €", "Česko “quoted”"],
)
def test_misread_text_is_repaired(text: str) -> None:
    assert repaired(misread(text)) == text


def test_text_that_was_misread_as_windows_text_is_repaired_too() -> None:
    assert (
        repaired("We\u00e2\u20ac\u2122re \u00e2\u20ac\u0153here\u00e2\u20ac\u009d in KrakÃ³w")
        == "We’re “here” in Kraków"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain ASCII",
        "Kraków",
        "We’re hiring — now…",
        "Größe, naïve café, señor, «IRMÃ»",
        "São Paulo – Brasil",
        "日本語",
        "Ã alone",
        "right “quotes” beside KrakÃ³w",
        "half of a character \u00e2\u0080",
        "\u00ed\u00a0\u0080 is no character",
    ],
)
def test_text_that_was_right_or_cannot_be_told_stays(text: str) -> None:
    assert repaired(text) == text


def test_repairing_takes_linear_time() -> None:
    assert repaired("Ã³" * 300_000) == "ó" * 300_000
    assert repaired("â\x80" * 300_000) == "â\x80" * 300_000


def job(number: int, **facts: Any) -> dict[str, Any]:
    return {
        "id": str(number),
        "position": "ML Engineer",
        "company": "Kestrel Loom",
        "url": f"https://remoteok.com/remote-jobs/{number}",
        **facts,
    }


@pytest.mark.parametrize("breaks", ["", "<br/><br/>", "<br>\n<br /> "])
def test_the_line_that_names_the_reader_is_not_kept(tmp_path: Path, breaks: str) -> None:
    line = f"{breaks}Please mention the word **CALM** and tag RMTI3 when applying (#RMTI3)."
    answer = [{"legal": "terms"}, job(1, description=f"<p>We weave.</p>{line}"), job(2, description=line)]
    feed = replay(folder(tmp_path / "web", {REMOTEOK: answer}), tmp_path, "remoteok").board("all")
    assert [posting.description_html for posting in feed.postings] == ["<p>We weave.</p>", None]


def test_a_posting_without_a_title_is_rejected_and_not_read_as_a_forum_post(tmp_path: Path) -> None:
    answer = [job(1, position=" "), job(2)]
    feed = replay(folder(tmp_path / "web", {REMOTEOK: answer}), tmp_path, "remoteok").board("all")
    assert (feed.status, len(feed.postings)) == ("partial", 1)
    assert [(one.posting_id, one.reason) for one in feed.rejected] == [("1", "it has no title")]


@pytest.mark.parametrize("odd", [None, True, "", "x", [], {}, -1, 1.5, "1" * 19])
def test_an_id_that_is_no_number_rejects_its_posting_alone(tmp_path: Path, odd: Any) -> None:
    feed = replay(folder(tmp_path / "web", {REMOTEOK: [job(1), {**job(2), "id": odd}]}), tmp_path, "remoteok")
    assert [posting.posting_id for posting in feed.board("all").postings] == ["1"]
    assert [one.reason for one in feed.board("all").rejected] == ["its id is no number"]


def test_a_last_page_with_an_empty_cursor_is_the_last_one(tmp_path: Path) -> None:
    guid = "https://himalayas.app/companies/kestrel-loom/jobs/ml-engineer"
    jobs = [{"guid": guid, "title": "ML Engineer"}]
    page = {"jobs": jobs, "totalCount": 100_000, "nextCursor": None}
    web = folder(tmp_path / "web", {"https://himalayas.app/jobs/api?limit=20&offset=0": page})
    feed = replay(web, tmp_path, "himalayas").board("all")
    assert (feed.status, len(feed.answers)) == ("complete", 1)


def test_a_cursor_that_leads_to_itself_ends_the_feed_and_is_told(tmp_path: Path) -> None:
    api = "https://himalayas.app/jobs/api?limit=20"
    jobs = [{"guid": "https://himalayas.app/companies/kestrel-loom/jobs/ml-engineer", "title": "ML Engineer"}]
    page = {"jobs": jobs, "nextCursor": "a b/c="}
    web = folder(tmp_path / "web", {f"{api}&offset=0": page, f"{api}&cursor=a%20b%2Fc%3D": page})
    feed = replay(web, tmp_path, "himalayas").board("all")
    assert (feed.status, len(feed.answers)) == ("partial", 2)
    assert feed.error == "page 2: names a page that was read already as the next"


def endless(pages: int) -> dict[str, Any]:
    """Pages of a feed each of which says that there is one more."""
    return {
        f"{ARBEITNOW}{page}": {
            "data": [
                {
                    "slug": f"job-{page}",
                    "title": "ML Engineer",
                    "url": f"https://www.arbeitnow.com/jobs/{page}",
                }
            ],
            "links": {"next": "https://www.arbeitnow.com/api/job-board-api?page=1"},
        }
        for page in range(1, pages + 1)
    }


@pytest.mark.parametrize(("asked", "read"), [({}, 5), ({"pages": "2"}, 2), ({"pages": "7"}, 7)])
def test_a_feed_without_end_is_read_as_far_as_is_asked(
    tmp_path: Path, asked: dict[str, str], read: int
) -> None:
    web = folder(tmp_path / "web", endless(8))
    feed = replay(web, tmp_path, "arbeitnow", arguments=asked).board("all")
    assert (feed.status, len(feed.answers), len(feed.postings)) == ("complete", read, read)


@pytest.mark.parametrize("pages", ["0", "-1", "two", "", str(MOST_PAGES + 1), "1e1"])
def test_an_impossible_number_of_pages_is_a_usage_error(tmp_path: Path, pages: str) -> None:
    with pytest.raises(UsageError, match=f"pages must be a number from 1 to {MOST_PAGES}"):
        replay(folder(tmp_path / "web", {}), tmp_path, "arbeitnow", arguments={"pages": pages})


def test_a_posting_on_two_pages_lands_once(tmp_path: Path) -> None:
    web = endless(2)
    web[f"{ARBEITNOW}2"]["data"] = web[f"{ARBEITNOW}1"]["data"]
    feed = replay(folder(tmp_path / "web", web), tmp_path, "arbeitnow", arguments={"pages": "2"}).board("all")
    assert (feed.status, len(feed.postings)) == ("complete", 1)


@pytest.mark.parametrize("source", [source.name for source in SOURCES.values() if source.kind == "feed"])
def test_a_feed_is_never_asked_whether_it_changed(tmp_path: Path, source: str) -> None:
    from scrapers.sources import spider_of

    url = vars(spider_of(source))["first_url"]
    web = folder(tmp_path / "web", {url: []}, etag='"v1"')
    landed = replay(web, tmp_path, source, validators={url: ('"v1"', None)})
    assert landed.board("all").status != "unchanged"


def test_html_is_unescaped_once_where_it_is_escaped_as_a_whole() -> None:
    assert markup("&lt;p&gt;A &amp;amp; B&lt;/p&gt;") == "<p>A &amp; B</p>"
    assert markup("<p>1 &lt; 2</p>") == "<p>1 &lt; 2</p>"
    assert (markup(" "), markup(None), markup(7)) == (None, None, None)
    assert plain("R&amp;D &#8211; x") == "R&D – x"


def test_a_time_without_a_zone_is_read_as_utc() -> None:
    assert str(utc("2026-05-15T14:00:51")) == "2026-05-15 14:00:51+00:00"
    assert str(utc("2026-05-15 14:00:51")) == "2026-05-15 14:00:51+00:00"
    assert str(utc("2026-05-15T14:00:51+02:00")) == "2026-05-15 14:00:51+02:00"
    assert (utc("soon"), utc(None), utc(5)) == (None, None, None)
