"""One walker over all recordings: what was recorded must parse to what stands beside it.

`tests/recordings/<source>/<case>/` is a replay folder (index.csv, boards.csv, recorded_at.txt) with
`expected.jsonl`: the items and then the source's report, without what differs from run to run. A case may
have `arguments.json` (`{"threads": "1"}`). After a change that is meant to change them:

    python -m tests.test_recordings --write        # then read the diff, line by line

"""

from __future__ import annotations

import json
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


@pytest.mark.parametrize("source", [name for name in crawlable() if SOURCES[name].kind == "boards"])
def test_the_recordings_of_a_board_show_what_they_are_named_for(source: str) -> None:
    first = {
        name: json.loads((RECORDINGS / source / name / "expected.jsonl").read_text().splitlines()[0])
        for name in NEEDED
    }
    seen = {
        name: (one["status"], bool(one.get("postings")), bool(one.get("rejected")))
        for name, one in first.items()
    }
    assert seen == {
        "full": ("complete", True, False),
        "empty": ("complete", False, False),
        "unknown": ("unknown", False, False),
        "malformed_posting": ("partial", True, True),
    }


@pytest.mark.parametrize("source", crawlable())
def test_a_full_recording_yields_postings_companies_or_filings(source: str) -> None:
    (*items, report) = (RECORDINGS / source / "full" / "expected.jsonl").read_text().splitlines()
    assert any(json.loads(item).keys() & {"postings", "companies", "filings"} for item in items)
    assert json.loads(report)["status"] == "ok"


def test_the_walker_notices_a_changed_expectation(tmp_path: Path) -> None:
    case = CASES[0]
    items = expected_of(case, tmp_path)
    assert lines(items) != lines([{**items[0], "status": "moved"}, *items[1:]])


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
