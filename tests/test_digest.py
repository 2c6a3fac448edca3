"""Saved searches and their digests: every opening once, nothing without news, nothing lost in a crash."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from pipeline.digest import one_at_a_time
from pipeline.feed import ATOM, MOST_ENTRIES, write_feed
from pipeline.filters import FILTERS_WITH_UNKNOWN, Filters
from pipeline.searches import BadSearchNameError, Searches, Told, as_options
from pipeline.shortlist import Shortlist
from tests.in_process import Run, in_process
from tests.small_web import SmallWeb, ashby_board, ashby_job


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return in_process(capsys, monkeypatch)


@pytest.fixture
def own(demo_data: Path, tmp_path: Path) -> Path:
    """A copy of the demo's data, to write to."""
    return Path(shutil.copytree(demo_data, tmp_path / "own"))


@pytest.fixture
def service() -> Iterator[HTTPServer]:
    server = HTTPServer()
    server.start()
    yield server
    server.stop()


def crawl(inside: Run, folder: Path, *jobs: dict[str, Any]) -> None:
    web = SmallWeb(folder / f"web{len(list(folder.glob('web*')))}")
    web.board("good", ashby_board(*jobs))
    done = inside("crawl", *web.write(), "--data", folder / "data")
    assert done.returncode == 0, done.stderr


def told(inside: Run, data: Path, *options: str | Path) -> list[dict[str, Any]]:
    done = inside("digest", *options, "--json", "--data", data)
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["told"]
    return found


def test_a_search_is_saved_listed_replaced_and_removed(inside: Run, own: Path) -> None:
    assert "No search is saved" in inside("searches", "list", "--data", own).stderr
    saved = inside("searches", "save", "small teams", "--team", "1,5", "--mode", "remote", "--data", own)
    assert saved.returncode == 0, saved.stderr
    assert re.search(r"The next digest has \d+ roles? for it", saved.stderr)
    [search] = json.loads(inside("searches", "list", "--json", "--data", own).stdout)["searches"]
    assert search["name"] == "small teams"
    assert search["options"] == ["--team=1,5", "--mode=remote"]
    assert search["filters"] == {"team_size_min": 1, "team_size_max": 5, "work_mode": ["remote"]}
    assert "--team=1,5 --mode=remote" in inside("searches", "list", "--data", own).stdout
    assert "Replaced" in inside("searches", "save", "small teams", "--stage", "seed", "--data", own).stderr
    assert inside("searches", "remove", "small teams", "--data", own).returncode == 0
    gone = inside("searches", "remove", "small teams", "--data", own)
    assert (gone.returncode, "no saved search 'small teams'" in gone.stderr) == (2, True)


@pytest.mark.parametrize("name", ["", "  ", "two\nlines", "x" * 81], ids=["empty", "blank", "lines", "long"])
def test_a_name_fits_on_a_line(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadSearchNameError):
        Searches(tmp_path).save(name, Filters())


FILTERS = Filters(
    q="robots -senior",
    status="all",
    ml_only=False,
    early_stage=False,
    team_size_max=9,
    hire_number_min=2,
    stage=("seed", "series_b"),
    hire_number_stated=True,
    family=("ml_engineer", "other"),
    seniority=("senior",),
    skill=("PyTorch", "C++"),
    founding=True,
    first_in_function=True,
    work_mode=("remote", "hybrid"),
    country=("DE",),
    salary_at_least=9,
    salary_currency="EUR",
    equity=True,
    visa=True,
    source=("ashby",),
    company_key="x.example",
    first_seen_days=7,
    without_unknown=frozenset(FILTERS_WITH_UNKNOWN),
)
"""Every filter that the command line has."""


def test_the_options_of_a_search_ask_for_exactly_the_same(
    inside: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert inside("searches", "save", "all", *as_options(FILTERS), "--data", own).returncode == 0
    [search] = Searches(own).all()
    assert search.filters == FILTERS
    listed = inside("list", *as_options(FILTERS), "--json", "--data", own)
    assert listed.returncode == 0, listed.stderr


def test_a_role_is_told_once_and_then_only_what_is_new(inside: Run, tmp_path: Path) -> None:
    crawl(inside, tmp_path, ashby_job(1))
    assert [one["role_id"][-1] for one in told(inside, tmp_path / "data")] == ["1"]
    assert told(inside, tmp_path / "data") == []
    crawl(
        inside,
        tmp_path,
        ashby_job(1, title="Founding ML Engineer, renamed"),
        ashby_job(2, title="ML Scientist"),
    )
    [new] = told(inside, tmp_path / "data")
    assert new["title"] == "ML Scientist, Good"
    assert new["search"] == "early-stage ML roles"
    assert inside("digest", "--data", tmp_path / "data").stderr == "Nothing is new.\n"


def test_each_search_tells_for_itself(inside: Run, own: Path) -> None:
    inside("searches", "save", "remote", "--mode", "remote", "--data", own)
    inside("searches", "save", "seed", "--stage", "seed", "--data", own)
    first = told(inside, own, "seed")
    assert {one["search"] for one in first} == {"seed"}
    second = told(inside, own)
    assert {one["search"] for one in second} == {"remote"}
    assert {one["role_id"] for one in first} & {one["role_id"] for one in second}
    assert inside("digest", "sead", "--data", own).returncode == 2


def test_what_matches_already_can_be_left_out(inside: Run, own: Path) -> None:
    done = inside("searches", "save", "later", "--only-later", "--data", own)
    assert re.search(r"\d+ roles of today will not be told", done.stderr)
    assert told(inside, own) == []


def test_a_dry_run_prints_and_remembers_nothing(inside: Run, own: Path, tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    done = inside(
        "digest", "--dry-run", "--atom", feed, "--notify", "json://127.0.0.1:9/", "--quiet", "--data", own
    )
    assert done.returncode == 0, done.stderr
    assert re.match(r"\d+ new roles for early-stage ML roles \(as of 2026-09-14\)", done.stdout)
    assert not feed.exists()
    assert done.stdout == inside("digest", "--quiet", "--data", own).stdout
    assert inside("digest", "--quiet", "--data", own).stdout == ""


def test_what_is_hidden_is_not_told(inside: Run, own: Path) -> None:
    every = json.loads(inside("digest", "--dry-run", "--json", "--data", own).stdout)["told"]
    [row] = json.loads(inside("list", "--limit", "1", "--json", "--data", own).stdout)["roles"]
    Shortlist(own).hide_company(row["company_key"], row["company_name"])
    Shortlist(own).hide_role(every[-1]["role_id"], {})
    left = {one["role_id"] for one in told(inside, own)}
    assert row["role_id"] not in left
    assert every[-1]["role_id"] not in left
    assert len(left) < len(every) - 1


def entries(feed: Path) -> list[ET.Element]:
    return ET.fromstring(feed.read_bytes()).findall(f"{{{ATOM}}}entry")


def test_the_feed_grows_by_what_is_new_and_keeps_its_ids(inside: Run, tmp_path: Path) -> None:
    feed, data = tmp_path / "feed.xml", tmp_path / "data"
    crawl(inside, tmp_path, ashby_job(1))
    done = inside("digest", "--atom", feed, "--data", data)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "1 new role told.\n")
    [first] = entries(feed)
    before = feed.read_bytes()
    assert "Nothing is new" in inside("digest", "--atom", feed, "--data", data).stderr
    assert feed.read_bytes() == before
    crawl(inside, tmp_path, ashby_job(1), ashby_job(2, title="ML Scientist"))
    inside("digest", "--atom", feed, "--data", data)
    ids = [entry.findtext(f"{{{ATOM}}}id") for entry in entries(feed)]
    assert len(set(ids)) == 2
    assert first.findtext(f"{{{ATOM}}}id") in ids
    [link] = first.findall(f"{{{ATOM}}}link")
    assert link.get("href") == "https://jobs.ashbyhq.com/board/1"
    assert "ashby/good" in (first.findtext(f"{{{ATOM}}}content") or "")
    feed.unlink()
    inside("digest", "--atom", feed, "--data", data)
    assert len(entries(feed)) == 2, "a feed that is not there is written, new or not"


def test_a_feed_of_hostile_text_is_well_formed_and_holds_no_markup(tmp_path: Path) -> None:
    evil = "]]><script>alert(1)</script>&lol;<!DOCTYPE x>\x00\x0b\ud800\uffff\u202e\x1b[2J'\""
    hostile = Told(evil, evil, "2026-11-24T00:00:00.000Z", evil, evil, f"javascript:{evil}", evil)
    linked = Told("s", "r", "2026-11-24T00:00:00.000Z", "t", "s", f"https://x.example/?{evil}", "c")
    write_feed([hostile, linked], tmp_path, tmp_path / "feed.xml")
    [one, other] = sorted(
        entries(tmp_path / "feed.xml"), key=lambda e: len(e.findtext(f"{{{ATOM}}}title") or "")
    )
    assert [child.tag.partition("}")[2] for child in other] == [
        "id",
        "title",
        "updated",
        "category",
        "content",
    ]
    assert "<script>" in (other.findtext(f"{{{ATOM}}}title") or ""), "as text"
    assert (one.find(f"{{{ATOM}}}link") or ET.Element("x")).get("href", "https://").startswith("https://")


def test_a_feed_holds_only_so_much(tmp_path: Path) -> None:
    many = [
        Told("s", f"r/{n}", f"2026-11-24T00:00:{n % 60:02}.000Z", "t", "s", None, "c") for n in range(999)
    ]
    write_feed(many, tmp_path, tmp_path / "feed.xml")
    assert len(entries(tmp_path / "feed.xml")) == MOST_ENTRIES


def test_a_message_is_sent_once_and_none_when_nothing_is_new(
    inside: Run, own: Path, service: HTTPServer
) -> None:
    service.expect_request("/hook").respond_with_data("ok")
    address = f"json://127.0.0.1:{service.port}/hook"
    for _ in range(2):
        done = inside("digest", "--data", own, SIXTHHIRE_NOTIFY=address)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
    [(request, _)] = service.log
    message = json.loads(request.data)
    assert re.match(r"Sixth Hire: \d+ new roles", message["title"])
    assert message["message"].count("  lever/") + message["message"].count("  ashby/") > 5
    assert re.search(r"and \d+ more", message["message"])


def test_a_message_that_is_not_taken_is_sent_again_next_time(
    inside: Run, own: Path, service: HTTPServer
) -> None:
    answers = iter([500, 200])
    service.expect_request("/hook").respond_with_handler(lambda _: Response(status=next(answers)))
    address = f"json://user:secret@127.0.0.1:{service.port}/hook"
    failed = inside("digest", "--notify", address, "--data", own)
    assert failed.returncode == 3
    assert "Not taken: json" in failed.stderr
    assert "secret" not in failed.stderr + failed.stdout
    assert inside("digest", "--notify", address, "--data", own).returncode == 0
    first, second = (json.loads(request.data)["message"] for request, _ in service.log)
    assert first == second


def test_a_posting_cannot_mention_anybody_in_a_message(
    inside: Run, tmp_path: Path, service: HTTPServer
) -> None:
    service.expect_request("/hook").respond_with_data("ok")
    crawl(inside, tmp_path, ashby_job(1, title="Founding ML Engineer @everyone"))
    inside("digest", "--notify", f"json://127.0.0.1:{service.port}/hook", "--data", tmp_path / "data")
    [(request, _)] = service.log
    assert "@everyone" not in json.loads(request.data)["message"]


def test_an_address_that_is_not_understood_is_a_usage_error_without_its_secret(
    inside: Run, own: Path
) -> None:
    done = inside("digest", "--notify", "nonsense://user:secret@host", "--data", own)
    assert (done.returncode, done.stdout) == (2, "")
    assert "nonsense://" in done.stderr
    assert "secret" not in done.stderr
    assert told(inside, own)


def test_a_digest_that_dies_before_it_remembers_tells_it_again(
    inside: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as dying:
        dying.setattr(Searches, "remember", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            inside("digest", "--data", own)
    assert told(inside, own)


def test_a_digest_that_cannot_be_written_is_not_taken_for_told(
    inside: Run, own: Path, tmp_path: Path
) -> None:
    done = inside("digest", "--atom", tmp_path / "no" / "feed.xml", "--data", own)
    assert done.returncode == 5
    assert told(inside, own)


def test_two_digests_at_once_tell_a_role_once(own: Path, sixthhire: Run) -> None:
    said: list[str] = []
    with one_at_a_time(own):
        both = [
            threading.Thread(target=lambda: said.append(sixthhire("digest", "--data", own).stdout))
            for _ in range(2)
        ]
        for one in both:
            one.start()
        time.sleep(1)
        assert said == []
    for one in both:
        one.join()
    assert sorted(map(bool, said)) == [False, True]


def test_an_opening_in_another_city_is_not_told_again(inside: Run, tmp_path: Path) -> None:
    text = (
        "<p>We are a team of 7 with seed funding. "
        + "You train large models in PyTorch with us. " * 12
        + "</p>"
    )
    jobs = [
        ashby_job(n, title="Founding Machine Learning Engineer", location=city, descriptionHtml=text)
        for n, city in enumerate(("Berlin, Germany", "Paris, France"), start=1)
    ]
    crawl(inside, tmp_path, *jobs)
    assert len(told(inside, tmp_path / "data")) == 1
    assert told(inside, tmp_path / "data") == []


def test_a_search_that_a_newer_version_saved_is_told(inside: Run, own: Path) -> None:
    Searches(own).save("later", Filters())
    with sqlite3.connect(own / "user.sqlite") as db:
        db.execute("""UPDATE search SET filters = '{"colour": "red"}'""")
    db.close()
    done = inside("digest", "--data", own)
    assert done.returncode == 5
    assert "update Sixth Hire" in done.stderr


def test_the_words_of_a_digest_hold_nothing_that_a_terminal_obeys(inside: Run, tmp_path: Path) -> None:
    crawl(inside, tmp_path, ashby_job(1, title="ML \x1b]0;owned\x07Engineer \u202e\n\nfake"))
    out = inside("digest", "--data", tmp_path / "data").stdout
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", out)
