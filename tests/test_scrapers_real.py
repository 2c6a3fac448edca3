"""The spiders against captured real answers: nothing is lost, nothing comes twice; the files say the
numbers."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.recorded import Landed, replay

pytestmark = pytest.mark.real
SOURCES = ("ashby", "greenhouse", "lever", "hackernews", "yc_directory")


@pytest.fixture(scope="module")
def landed(real: Path, tmp_path_factory: pytest.TempPathFactory) -> Landed:
    return replay(real, tmp_path_factory.mktemp("data"), *SOURCES, arguments={"threads": "4"})


def captured(real: Path, url: str) -> Iterator[tuple[str, Any]]:
    """URL and content of every recorded board whose URL begins so."""
    with (real / "index.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            if row["url"].startswith(url) and row["status"] == "200":
                yield row["url"], json.loads((real / row["file"]).read_bytes())


def ids(landed: Landed, source: str) -> list[tuple[str, str]]:
    boards = [item for item in landed.items if item.kind == "board" and item.board.source == source]
    return sorted((item.board.token, posting.posting_id) for item in boards for posting in item.postings)


def test_every_listed_ashby_posting_lands_exactly_once(real: Path, landed: Landed) -> None:
    boards = captured(real, "https://api.ashbyhq.com/")
    expected = sorted(
        (urlsplit(url).path.rsplit("/", 1)[1], row["id"])
        for url, board in boards
        for row in board["jobs"]
        if row["isListed"]
    )
    assert expected
    assert ids(landed, "ashby") == expected


def test_every_greenhouse_vacancy_lands_exactly_once(real: Path, landed: Landed) -> None:
    boards = [(url, b) for url, b in captured(real, "https://boards-api.greenhouse.io/") if "jobs" in b]
    expected = sorted(
        (urlsplit(url).path.split("/")[3], str(row["id"]))
        for url, board in boards
        for row in board["jobs"]
        if row["internal_job_id"] is not None
    )
    assert expected
    assert ids(landed, "greenhouse") == expected


def test_every_lever_posting_lands_exactly_once_with_all_of_its_text(real: Path, landed: Landed) -> None:
    boards = list(captured(real, "https://api.lever.co/"))
    rows = {row["id"]: row for _, board in boards for row in board}
    assert sorted(posting for _, posting in ids(landed, "lever")) == sorted(rows)
    for item in landed.items:
        for posting in item.postings if item.kind == "board" and item.board.source == "lever" else ():
            row, text = rows[posting.posting_id], posting.description_html or ""
            assert row["description"].strip() in text
            assert row["additional"].strip() in text
            assert all(one["content"].strip() in text for one in row["lists"])


def test_every_top_comment_of_the_threads_lands_exactly_once(real: Path, landed: Landed) -> None:
    expected = set()
    for url, answer in captured(real, "https://hn.algolia.com/api/v1/search_by_date?tags=comment"):
        story = url.split("story_")[1].split("&")[0]
        for hit in answer["hits"]:
            if str(hit["parent_id"]) == story and hit["comment_text"]:
                expected.add((story, hit["objectID"]))
    assert len({story for story, _ in expected}) == 4
    assert ids(landed, "hackernews") == sorted(expected)


def test_every_hiring_company_of_the_directory_lands(real: Path, landed: Landed) -> None:
    ((_, rows),) = captured(real, "https://yc-oss.github.io/api/companies/hiring.json")
    companies = {company.slug: company for company in landed.directory("hiring").companies}
    assert set(companies) == {row["slug"] for row in rows}
    for row in rows:
        assert companies[row["slug"]].team_size == (row["team_size"] or None)
        assert bool(companies[row["slug"]].homepage) == bool(row["website"])
        assert (companies[row["slug"]].yc_batch is None) == (row["batch"] == "Unspecified")


def test_nothing_of_the_captured_answers_is_rejected(landed: Landed) -> None:
    assert [(source.source, source.rejected) for source in landed.report.sources] == [(s, 0) for s in SOURCES]


def test_the_captured_batches_are_read_too(real: Path, tmp_path: Path) -> None:
    names = [
        urlsplit(url).path.rsplit("/", 1)[1].removesuffix(".json")
        for url, _ in captured(real, "https://yc-oss.github.io/api/batches/")
    ]
    landed = replay(real, tmp_path, "yc_directory", arguments={"batches": ",".join(names)})
    assert len(names) > 10
    assert {item.name for item in landed.items if item.kind == "directory"} == set(names)
    assert landed.source("yc_directory").status == "ok"
