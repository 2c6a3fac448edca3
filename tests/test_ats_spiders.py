"""What the spiders of applicant tracking systems share, seen through replays of small boards."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scrapers.details import DetailedSpider
from scrapers.items import Board, BoardSnapshot
from scrapers.sources import SOURCES, crawlable, spider_of
from tests.recorded import folder, replay
from tests.test_recordings import RECORDINGS

ASHBY = "https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true"
RIPPLING = "https://api.rippling.com/platform/api/ats/v2/board/acme/jobs"
Read = Callable[..., BoardSnapshot]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Replay the board `acme` of a source with these answers."""

    def read(source: str, answers: dict[str, Any], host: str = "") -> BoardSnapshot:
        web = folder(tmp_path / "web", answers, f"{source},acme,,,{host}\n")
        return replay(web, tmp_path / "data", source).board("acme")

    return read


def job(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "id": f"{number}",
        "title": f"Role {number}",
        "jobUrl": f"https://jobs.ashbyhq.com/acme/{number}",
    } | changes


@pytest.mark.parametrize(
    ("source", "host", "row", "page"),
    [
        ("ashby", "", {"id": "a b", "title": "x"}, "https://jobs.ashbyhq.com/acme/a%20b"),
        ("greenhouse", "", {"id": 7, "title": "x"}, "https://job-boards.greenhouse.io/acme/jobs/7"),
        ("lever", "", {"id": "u", "text": "x"}, "https://jobs.lever.co/acme/u"),
        ("lever", "eu", {"id": "u", "text": "x"}, "https://jobs.eu.lever.co/acme/u"),
        ("recruitee", "", {"id": 7, "slug": "ml", "title": "x"}, "https://acme.recruitee.com/o/ml"),
        ("workable", "", {"shortcode": "AB", "title": "x"}, "https://apply.workable.com/j/AB"),
        ("gem", "", {"id": "g", "title": "x"}, "https://jobs.gem.com/acme/g"),
        ("rippling", "", {"id": "r", "name": "x"}, "https://ats.rippling.com/acme/jobs/r"),
        ("polymer", "", {"id": 7, "title": "x"}, "https://jobs.polymer.co/acme/7"),
    ],
)
@pytest.mark.parametrize("link", [None, "javascript:alert(1)", "http://", 5])
def test_a_posting_without_a_link_to_the_web_gets_its_boards_own_page(
    source: str, host: str, row: dict[str, Any], page: str, link: Any, read: Read
) -> None:
    keys = ("jobUrl", "absolute_url", "hostedUrl", "careers_url", "url", "job_post_url")
    rows: Any = [row | dict.fromkeys(keys, link)]
    spider = spider_of(source)
    for key in reversed(spider.rows_at):  # type: ignore[attr-defined]
        rows = {key: rows}
    board = Board(source=source, token="acme", host=host or None)
    answers = {spider.board_url(board): rows}  # type: ignore[attr-defined]
    if issubclass(spider, DetailedSpider):
        answers[spider.details_url(board, str(row["id"]))] = {}
    snapshot = read(source, answers, host)
    assert (snapshot.status, snapshot.error) == ("complete", None)
    assert [posting.url for posting in snapshot.postings] == [page]


@pytest.mark.parametrize(
    "odd",
    [
        {"address": 5},
        {"secondaryLocations": 5},
        {"secondaryLocations": [5, None, {"location": [], "address": {"postalAddress": 3}}]},
        {"compensation": {"compensationTiers": 7}},
        {"compensation": {"compensationTiers": [7, {"components": "x"}], "summaryComponents": {"a": 1}}},
        {"department": {"name": "x"}, "team": 3, "location": ["Berlin"], "publishedAt": 17},
    ],
)
def test_an_optional_field_of_another_type_costs_itself_only(odd: dict[str, Any], read: Read) -> None:
    snapshot = read("ashby", {ASHBY: {"jobs": [job(1, **odd)]}})
    assert (snapshot.status, snapshot.rejected) == ("complete", ())
    assert [posting.title for posting in snapshot.postings] == ["Role 1"]


def test_ids_that_repeat_are_counted_and_told_and_the_first_is_kept(read: Read, tmp_path: Path) -> None:
    snapshot = read("ashby", {ASHBY: {"jobs": [job(1), job(2), job(1, title="Other"), job(2)]}})
    assert [posting.title for posting in snapshot.postings] == ["Role 1", "Role 2"]
    assert (snapshot.status, snapshot.error) == ("complete", None)
    assert snapshot.notes == ("lists 2 more under ids that others have: the first of each is kept",)
    report = replay(tmp_path / "web", tmp_path / "again", "ashby").source("ashby")
    assert report.errors == (f"board ashby/acme {snapshot.notes[0]}",)
    assert report.status == "ok"


def test_a_number_of_thousands_of_digits_costs_one_posting(read: Read) -> None:
    body = json.dumps({"jobs": [job(1, extra="BIG"), job(2, id="BIG"), job(3)]}).replace('"BIG"', "9" * 5000)
    snapshot = read("ashby", {ASHBY: body.encode()})
    assert snapshot.status == "partial"
    assert [posting.title for posting in snapshot.postings] == ["Role 1", "Role 3"]
    assert snapshot.error == "1 of 3 postings unreadable: posting_id is no text"


def test_a_broken_document_is_told_without_pythons_words(read: Read) -> None:
    snapshot = read("ashby", {ASHBY: b'{"jobs": [}'})
    assert snapshot.status == "malformed"
    assert snapshot.error == "the answer is unreadable: no JSON (it breaks off or errs at line 1, column 11)"


def listing(*ids: str, **changes: Any) -> dict[str, Any]:
    rows = [{"id": one, "name": f"Role {one}", "locations": []} for one in ids]
    return {"items": rows, "page": 0, "pageSize": 1000, "totalItems": len(rows), "totalPages": 1} | changes


def test_details_are_asked_for_up_to_a_cap_and_the_rest_is_told(read: Read) -> None:
    ids = [f"{n}" for n in range(83)]
    details = {f"{RIPPLING}/{one}": {"description": {"role": f"<p>{one}</p>"}} for one in ids[:80]}
    snapshot = read("rippling", {f"{RIPPLING}?page=0&pageSize=1000": listing(*ids), **details})
    texts = [posting.description_html for posting in snapshot.postings]
    assert (snapshot.status, len(snapshot.answers)) == ("complete", 81)
    assert sum(text is None for text in texts) == 3
    assert snapshot.notes == ("3 of 83 postings land without text: more than we ask for",)


@pytest.mark.parametrize(
    "ids", [[f"{n}" for n in range(83)], [f"u{n:02}" for n in range(83)]], ids=["numbers", "names"]
)
def test_the_same_details_are_asked_for_in_whatever_order_the_list_comes(ids: list[str], read: Read) -> None:
    details = {f"{RIPPLING}/{one}": {"description": {"role": f"<p>{one}</p>"}} for one in ids[:80]}
    first = f"{RIPPLING}?page=0&pageSize=1000"
    for order in (ids, ids[::-1]):
        snapshot = read("rippling", {first: listing(*order), **details})
        assert (snapshot.status, snapshot.rejected) == ("complete", ())
        without = [one.posting_id for one in snapshot.postings if one.description_html is None]
        assert sorted(without) == ids[80:]


def test_a_posting_in_one_mode_everywhere_has_it(read: Read) -> None:
    answers = {f"{RIPPLING}?page=0&pageSize=1000": listing("a"), f"{RIPPLING}/a": {"description": "<p>x</p>"}}
    first: Any = answers[f"{RIPPLING}?page=0&pageSize=1000"]
    first["items"][0]["locations"] = [{"name": "Oban", "workplaceType": "REMOTE"}]
    (posting,) = read("rippling", answers).postings
    assert (posting.workplace, posting.is_remote) == ("remote", True)


LEVER = "https://api.lever.co/v0/postings/acme?mode=json"


def test_a_server_that_gives_the_same_page_again_is_told_and_not_asked_on(read: Read) -> None:
    rows = [{"id": f"i{n}", "text": f"Role {n}"} for n in range(100)]
    snapshot = read("lever", {LEVER: rows, **{f"{LEVER}&skip={n}00": rows for n in range(1, 9)}})
    assert (snapshot.status, len(snapshot.postings), len(snapshot.answers)) == ("partial", 100, 2)
    assert snapshot.error == "page 2 lists only what the pages before it list"


def rss(first: int, after: int) -> bytes:
    items = (
        f"<item><guid>g{n}</guid><title>Role {n}</title><link>https://acme.teamtailor.com/jobs/{n}</link></item>"
        for n in range(first, after)
    )
    return f"<rss><channel><title>Acme</title>{''.join(items)}</channel></rss>".encode()


@pytest.mark.parametrize("size", [20, 25, 30, 50, 100])
@pytest.mark.parametrize("rest", [0, 7])
def test_a_server_that_gives_fewer_a_page_than_asked_for_is_asked_on(
    size: int, rest: int, read: Read
) -> None:
    feed = "https://acme.teamtailor.com/jobs.rss?per_page=100&offset="
    pages = {f"{feed}0": rss(0, size), f"{feed}{size}": rss(size, size + rest)}
    snapshot = read("teamtailor", pages)
    assert (snapshot.status, snapshot.error, len(snapshot.postings)) == ("complete", None, size + rest)


@pytest.mark.parametrize(
    "meta", [{"next_page": 2}, {"next_page": 2, "is_last": None}, {"is_last": False}], ids=str
)
def test_polymer_names_its_next_page_in_one_way_or_the_other(meta: dict[str, Any], read: Read) -> None:
    api = "https://api.polymer.co/v1/hire/organizations/acme/jobs"
    first, second = ({"id": n, "title": f"Role {n}"} for n in (1, 2))
    answers: dict[str, Any] = {f"{api}?page=1": {"items": [first], "meta": meta}}
    answers[f"{api}?page=2"] = {"items": [second], "meta": {"next_page": None, "is_last": True}}
    answers |= {f"{api}/{n}": {"description": "x"} for n in (1, 2)}
    snapshot = read("polymer", answers)
    assert (snapshot.status, len(snapshot.postings)) == ("complete", 2)


def test_an_empty_page_that_is_not_the_last_one_is_told(read: Read) -> None:
    api = "https://api.polymer.co/v1/hire/organizations/acme/jobs"
    row = {"id": 1, "title": "Role 1"}
    answers: dict[str, Any] = {f"{api}?page=1": {"items": [row], "meta": {"is_last": False}}}
    answers |= {f"{api}?page=2": {"items": [], "meta": {"is_last": False}}, f"{api}/1": {"description": "x"}}
    snapshot = read("polymer", answers)
    assert (snapshot.status, snapshot.error) == ("partial", "page 2 is empty, though it is not the last one")
    assert len(snapshot.postings) == 1


PERSONIO = "https://acme.jobs.personio.de/xml?language="


def positions(**texts: str) -> bytes:
    """Positions with these texts, by id; "" for one without."""
    rows = []
    for one, text in texts.items():
        told = f"<jobDescription><name>A</name><value><![CDATA[{text}]]></value></jobDescription>"
        rows.append(
            f"<position><id>{one}</id><name>Role {one}</name>"
            f"<jobDescriptions>{told if text else ''}</jobDescriptions></position>"
        )
    return f"<workzag-jobs>{''.join(rows)}</workzag-jobs>".encode()


LONG = "<p>You train models on weaving patterns.</p>"


@pytest.mark.parametrize("answer", [429, 500, 404, b"<html>"])
def test_a_position_whose_german_text_is_refused_is_rejected_under_its_id(answer: Any, read: Read) -> None:
    web = {f"{PERSONIO}en": positions(a=LONG, b="", c="<p>Hi</p>"), f"{PERSONIO}de": answer}
    snapshot = read("personio", web)
    assert (snapshot.status, [one.posting_id for one in snapshot.postings]) == ("partial", ["a"])
    assert [one.posting_id for one in snapshot.rejected] == ["b", "c"]
    assert "its text is missing in English, and in German" in (snapshot.error or "")


def test_a_position_keeps_the_fuller_of_its_texts(read: Read) -> None:
    german = "<p>Du trainierst Modelle auf Webmustern.</p>"
    web = {
        f"{PERSONIO}en": positions(a=LONG, b="<p>Hi</p>", c="", d=""),
        f"{PERSONIO}de": positions(a=german * 9, b=german, c=german, d=""),
    }
    snapshot = read("personio", web)
    texts = {one.posting_id: one.description_html for one in snapshot.postings}
    assert snapshot.status == "complete"
    in_german = f"<h3>A</h3>{german}"
    assert texts == {"a": f"<h3>A</h3>{LONG}", "b": in_german, "c": in_german, "d": None}


def test_a_posting_whose_details_fail_is_rejected_under_its_id(read: Read) -> None:
    answers = {f"{RIPPLING}?page=0&pageSize=1000": listing("a", "b"), f"{RIPPLING}/a": {"description": "x"}}
    snapshot = read("rippling", answers)
    assert snapshot.status == "partial"
    assert [posting.posting_id for posting in snapshot.postings] == ["a"]
    (rejected,) = snapshot.rejected
    assert (rejected.posting_id, rejected.reason) == (
        "b",
        "its details cannot be had: not recorded in the replay folder",
    )


def test_a_list_that_breaks_off_still_gets_the_details_of_what_it_gave(read: Read) -> None:
    first = listing("a", totalItems=2, totalPages=2)
    answers = {f"{RIPPLING}?page=0&pageSize=1000": first, f"{RIPPLING}/a": {"description": "<p>x</p>"}}
    snapshot = read("rippling", answers)
    assert (snapshot.status, snapshot.error) == ("partial", "page 2: not recorded in the replay folder")
    assert [posting.description_html for posting in snapshot.postings] == ["<p>x</p>"]


def test_the_pace_of_rippling_stays_under_its_hundred_requests_in_ten_minutes() -> None:
    settings = spider_of("rippling").custom_settings
    assert settings
    assert 600 / settings["DOWNLOAD_DELAY"] < 100


def test_a_rejected_posting_is_named_by_its_own_id_or_not_at_all(read: Read) -> None:
    offers = [{"slug": "ml", "title": "No id"}, {"id": 7, "slug": "ml", "title": ""}]
    snapshot = read("recruitee", {"https://acme.recruitee.com/api/offers/": {"offers": offers}})
    assert [one.posting_id for one in snapshot.rejected] == [None, "7"]


@pytest.mark.parametrize("source", [s for s in crawlable() if SOURCES[s].kind == "boards"])
def test_the_recordings_of_a_board_source_say_where_their_shape_is_from(source: str) -> None:
    assert "Shape: " in (RECORDINGS / source / "README.md").read_text()
