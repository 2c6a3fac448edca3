"""Every posting that the captured answers hold lands, and nothing else: counted from the files themselves.

The counting knows nothing of the spiders: it reads the captured bodies with as little understanding as will
do. A further source is one more entry of COUNTED.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.recorded import folder, replay

pytestmark = pytest.mark.real


def greenhouse(body: str) -> list[str]:
    """Prospect posts, which are no vacancies, belong to no job."""
    return [str(row["id"]) for row in json.loads(body)["jobs"] if row["internal_job_id"] is not None]


COUNTED: dict[str, tuple[str, Callable[[str], list[str]]]] = {
    # source: what the URLs of its boards match, and the ids in one body
    "ashby": (
        r"https://api\.ashbyhq\.com/posting-api/job-board/([^/?]+)\?",
        lambda body: [row["id"] for row in json.loads(body)["jobs"]],
    ),
    "greenhouse": (r"https://boards-api\.greenhouse\.io/v1/boards/([^/]+)/jobs\?", greenhouse),
    "lever": (
        r"https://api\.lever\.co/v0/postings/([^/?]+)\?",
        lambda body: [row["id"] for row in json.loads(body)],
    ),
    "recruitee": (
        r"https://([^./]+)\.recruitee\.com/api/offers",
        lambda body: [str(row["id"]) for row in json.loads(body)["offers"]],
    ),
    "workable": (
        r"https://apply\.workable\.com/api/v1/widget/accounts/([^/?]+)",
        lambda body: sorted(set(re.findall(r'"shortcode":\s*"([^"]+)"', body))),
    ),
    "personio": (
        r"https://([^./]+)\.jobs\.personio\.(?:de|com)/xml\?language=en",
        lambda body: re.findall(r"<position>\s*<id>(\d+)</id>", body),
    ),
    "teamtailor": (
        r"https://([^./]+)(?:\.[a-z]{2})?\.teamtailor\.com/jobs\.rss",
        lambda body: re.findall(r"<guid[^>]*>([^<]+)</guid>", body),
    ),
    "gem": (
        r"https://api\.gem\.com/job_board/v0/([^/]+)/job_posts",
        lambda body: [row["id"] for row in json.loads(body)],
    ),
    # feeds have one board, so their patterns name none
    "remoteok": (r"https://remoteok\.com/api", lambda body: re.findall(r'"id":\s*"(\d+)"', body)),
    "remotive": (
        r"https://remotive\.com/api/remote-jobs",
        lambda body: [str(row["id"]) for row in json.loads(body)["jobs"]],
    ),
    "himalayas": (
        r"https://himalayas\.app/jobs/api",
        lambda body: [
            "/".join(row["guid"].split("/")[index] for index in (4, 6)) for row in json.loads(body)["jobs"]
        ],
    ),
    "jobicy": (
        r"https://jobicy\.com/api/v2/remote-jobs",
        lambda body: [str(row["id"]) for row in json.loads(body)["jobs"]],
    ),
    "arbeitnow": (
        r"https://www\.arbeitnow\.com/api/job-board-api",
        lambda body: [row["slug"] for row in json.loads(body)["data"]],
    ),
    "weworkremotely": (
        r"https://weworkremotely\.com/remote-jobs\.rss",
        lambda body: re.findall(r"<guid>https://weworkremotely\.com/remote-jobs/([^<]+)</guid>", body),
    ),
    "themuse": (
        r"https://www\.themuse\.com/api/public/jobs",
        lambda body: [str(row["id"]) for row in json.loads(body)["results"]],
    ),
    "workingnomads": (
        r"https://www\.workingnomads\.com/api/exposed_jobs/",
        lambda body: re.findall(r"/job/go/(\d+)/", body),
    ),
}


def captured(real: Path, source: str) -> Counter[tuple[str, str]]:
    """(board, id) of every posting in the captured boards of a source."""
    pattern, ids = COUNTED[source]
    found: Counter[tuple[str, str]] = Counter()
    with (real / "index.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            match = re.match(pattern, row["url"])
            if match and row["status"] == "200":
                body = (real / row["file"]).read_text(encoding="utf-8")
                board = match[1] if match.groups() else "all"
                found.update((board, one) for one in ids(body))
    return found


@pytest.fixture(scope="module")
def landed(real: Path, sixthhire: Run, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """The lines that a crawl of all captured boards landed."""
    data = tmp_path_factory.mktemp("captured")
    arguments = ["--replay", real, "--boards", real / "boards.csv", "--data", data, "--no-build", "--json"]
    done = sixthhire("crawl", *COUNTED, *arguments)
    assert done.returncode in (0, 3), done.stderr
    (file,) = data.glob("landing/*/*.jsonl")
    return [json.loads(line) for line in file.read_text().splitlines()]


@pytest.mark.parametrize("source", COUNTED)
def test_every_captured_posting_lands_once(source: str, real: Path, landed: list[dict[str, object]]) -> None:
    expected = captured(real, source)
    found: Counter[tuple[str, str]] = Counter()
    for line in landed:
        board = line.get("board")
        postings = line.get("postings")
        if isinstance(board, dict) and board["source"] == source and isinstance(postings, list):
            found.update((board["token"], posting["posting_id"]) for posting in postings)
    assert expected
    assert found == expected


def test_a_captured_page_of_rippling_is_one_posting_a_job_in_all_its_places(
    real: Path, tmp_path: Path
) -> None:
    """The capture is of a smaller page than ours, without details: it stands in for a whole list here."""
    rows = json.loads((real / "ats/rippling/rippling-v2.json").read_text())["items"]
    api = "https://api.rippling.com/platform/api/ats/v2/board/captured/jobs"
    answers = {f"{api}?page=0&pageSize=1000": {"items": rows, "totalItems": len(rows), "totalPages": 1}}
    answers |= {f"{api}/{row['id']}": {"description": {}} for row in rows}
    web = folder(tmp_path / "web", answers, "rippling,captured,,,\n")
    board = replay(web, tmp_path / "data", "rippling").board("captured")
    assert board.status == "complete"
    assert {posting.posting_id for posting in board.postings} == {row["id"] for row in rows}
    places = {place["name"] for row in rows for place in row["locations"]}
    assert {place for posting in board.postings for place in posting.locations} == places


def test_nothing_captured_is_rejected(landed: list[dict[str, object]]) -> None:
    assert [line["rejected"] for line in landed if line.get("rejected")] == []
