"""One walker over all recordings: what was recorded must parse to what stands beside it.

`tests/recordings/<source>/<case>/` is a replay folder (index.csv, boards.csv, recorded_at.txt) with
`expected.jsonl`: the items and then the source's report, without what differs from run to run. A case may
have `arguments.json` (`{"threads": "1"}`). After a change that is meant to change them:

    python -m tests.test_recordings --write        # then read the diff, line by line

"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from scrapers.sources import SOURCES, crawlable
from tests.recorded import replay

RECORDINGS = Path(__file__).parent / "recordings"
CASES = sorted(path.parent for path in RECORDINGS.glob("*/*/index.csv"))
NEEDED = {"full", "empty", "unknown", "malformed_posting"}


def expected_of(case: Path, data: Path) -> list[dict[str, Any]]:
    """The items of a case in a stable order, then its report, as they stand in expected.jsonl."""
    given = case / "arguments.json"
    arguments = json.loads(given.read_text()) if given.is_file() else {}
    landed = replay(case, data, case.parent.name, arguments=arguments)
    items = [item.model_dump(mode="json", exclude_defaults=True) for item in landed.items]
    for item in items:
        item.pop("observed_at")
        for answer in item["answers"]:
            answer.pop("body_sha256", None)
            answer.pop("bytes", None)
    report = landed.source(case.parent.name).model_dump(mode="json", exclude={"seconds", "bytes", "requests"})
    if not report["boards_unchanged"]:
        del report["boards_unchanged"]
    return [*sorted(items, key=lambda item: json.dumps(item, sort_keys=True)), report]


def lines(items: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(item, ensure_ascii=False, sort_keys=True) + "\n" for item in items)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_recording_parses_to_what_stands_beside_it(case: Path, tmp_path: Path) -> None:
    expected = [json.loads(line) for line in (case / "expected.jsonl").read_text().splitlines()]
    assert expected_of(case, tmp_path) == expected


def lacking(source: str, recordings: Path = RECORDINGS) -> set[str]:
    """The cases that every source needs and this one has no whole recording of."""
    return {name for name in NEEDED if not (recordings / source / name / "expected.jsonl").is_file()}


@pytest.mark.parametrize("source", crawlable())
def test_every_source_has_its_recordings(source: str) -> None:
    missing = lacking(source)
    assert not missing, f"record {', '.join(sorted(missing))} for {source}"


def test_a_source_that_lacks_a_recording_is_noticed(tmp_path: Path) -> None:
    assert lacking("newsource", tmp_path) == NEEDED
    for name in ("full", "empty", "unknown"):
        (tmp_path / "newsource" / name).mkdir(parents=True)
        (tmp_path / "newsource" / name / "expected.jsonl").touch()
    assert lacking("newsource", tmp_path) == {"malformed_posting"}


NEVER_EMPTY = {"feed", "directory"}
"""Kinds of sources of many employers: one that lists nothing at all is broken."""


def shown(items: list[dict[str, Any]]) -> tuple[set[str], bool, bool]:
    """What a recording's items show: their statuses, whether any lists something, whether any rejects
    something."""
    lists = any(item.get(key) for item in items for key in ("postings", "companies", "filings"))
    return {item["status"] for item in items}, lists, any(item.get("rejected") for item in items)


@pytest.mark.parametrize("source", crawlable())
def test_the_recordings_of_a_source_show_what_they_are_named_for(source: str) -> None:
    seen = {}
    for name in NEEDED:
        (*items, _) = (RECORDINGS / source / name / "expected.jsonl").read_text().splitlines()
        seen[name] = shown([json.loads(item) for item in items])
    assert seen == {
        "full": ({"complete"}, True, False),
        "empty": ({"malformed" if SOURCES[source].kind in NEVER_EMPTY else "complete"}, False, False),
        "unknown": ({"unknown"}, False, False),
        "malformed_posting": ({"partial"}, True, True),
    }


@pytest.mark.parametrize("source", crawlable())
def test_a_full_recording_yields_postings_companies_or_filings(source: str) -> None:
    (*items, report) = (RECORDINGS / source / "full" / "expected.jsonl").read_text().splitlines()
    assert any(json.loads(item).keys() & {"postings", "companies", "filings"} for item in items)
    assert json.loads(report)["status"] == "ok"


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of a recording, to be altered."""
    return Path(shutil.copytree(RECORDINGS / "ashby" / "full", tmp_path / "ashby" / "full"))


@pytest.mark.parametrize("name", ["expected.jsonl", "fernwright.json"])
def test_the_walker_notices_a_changed_expectation_and_a_changed_answer(
    copied: Path, name: str, tmp_path: Path
) -> None:
    test_a_recording_parses_to_what_stands_beside_it(copied, tmp_path / "before")
    told = (copied / name).read_text()
    title = str(expected_of(copied, tmp_path / "read")[0]["postings"][0]["title"])
    assert title in told
    (copied / name).write_text(told.replace(title, "Another title"))
    with pytest.raises(AssertionError):
        test_a_recording_parses_to_what_stands_beside_it(copied, tmp_path / "after")


def write() -> None:
    """Renew every expected.jsonl; the diff is for a human to read."""
    for case in CASES:
        with tempfile.TemporaryDirectory() as data:
            (case / "expected.jsonl").write_text(lines(expected_of(case, Path(data))))
        print(case.relative_to(RECORDINGS))


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.test_recordings --write")
    write()
