"""Credit: a role of a feed carries its source's sentence wherever it is shown or exported."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.attribution import attribution, credit
from pipeline.build import build
from pipeline.calendar_file import calendar_file
from pipeline.columns import PUBLIC_COLUMNS
from pipeline.export import FORMATS, write_file
from pipeline.mine import Mine
from pipeline.queries import Generation
from pipeline.shortlist import Shortlist
from scrapers.sources import SOURCES
from tests.conftest import Run
from tests.in_process import in_process
from tests.landed import board, land, posting

REMOTIVE = "Source: Remotive (https://remotive.com), whose page of this job is linked"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """One role of a feed and one of an employer's own board."""
    job = posting("1", company_name="Kestrel Loom")
    land(tmp_path, board([job], 0, source="remotive", token="all", company=None, homepage=None), at=0)
    land(tmp_path, board("a", 0), at=0.1)
    build(tmp_path)
    return tmp_path


def test_the_role_page_and_show_name_the_source(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    role = Generation.open(data).role("remotive/all/1")
    assert role
    assert role["attribution"].startswith(REMOTIVE)
    inside: Run = in_process(capsys, monkeypatch)
    shown = " ".join(inside("show", "remotive/all/1", "--data", data).stdout.split())
    assert REMOTIVE in shown
    assert "https://jobs.example/1" in shown
    assert json.loads(inside("show", "remotive/all/1", "--json", "--data", data).stdout)["attribution"]


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"xlsx", "parquet"}))
def test_a_file_names_the_source_of_each_feed_role_once_more_than_its_columns(
    data: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"roles.{form}"
    write_file(Generation.open(data).export_rows(), PUBLIC_COLUMNS, form, path)
    text = path.read_text().replace("\\", "")
    assert REMOTIVE in text
    assert "https://jobs.example/1" in text


def test_the_credit_is_one_evidence_more_and_no_new_column(data: Path, tmp_path: Path) -> None:
    path = tmp_path / "roles.jsonl"
    write_file(Generation.open(data).export_rows(), PUBLIC_COLUMNS, "jsonl", path)
    rows = {row["role_id"]: row for row in map(json.loads, path.read_text().splitlines())}
    assert all(tuple(row) == PUBLIC_COLUMNS for row in rows.values())
    credited = {
        role_id: [one["value"] for one in row["evidence"] if one["field"] == "attribution"]
        for role_id, row in rows.items()
    }
    assert credited == {"remotive/all/1": [SOURCES["remotive"].attribution], "ashby/parcelwise/a": []}


def test_lists_on_the_command_line_name_the_source(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: Run = in_process(capsys, monkeypatch)
    everything = ("list", "--all-families", "--all-stages", "--data", data)
    assert inside("shortlist", "add", "remotive/all/1", "--data", data).returncode == 0
    for command in (everything, ("shortlist", "list", "--data", data)):
        for form in ((), ("--json",), ("--jsonl",)):
            assert REMOTIVE in " ".join(inside(*command, *form).stdout.split()), (command, form)
    rows = [json.loads(line) for line in inside(*everything, "--jsonl").stdout.splitlines()]
    assert {row["role_id"]: bool(row["attribution"]) for row in rows} == {
        "remotive/all/1": True,
        "ashby/parcelwise/a": False,
    }
    columns = json.loads(inside(*everything, "--columns", "title", "--json").stdout)
    assert [list(row) for row in columns["roles"]] == [["title"]] * 2
    assert columns["attribution"] == SOURCES["remotive"].attribution


def test_the_calendar_names_the_source(data: Path) -> None:
    shortlist = Shortlist(data)
    shortlist.add("remotive/all/1", Generation.open(data).role("remotive/all/1") or {})
    mine = Mine(data)
    mine.set_next_action("remotive/all/1", date(2026, 12, 1), "Write")
    made = calendar_file(shortlist.entries(), mine.next_actions(), datetime(2026, 11, 24, tzinfo=UTC))
    assert REMOTIVE in made.decode().replace("\r\n ", "").replace("\\", "")


def test_every_source_is_named_and_directories_beside_it() -> None:
    facts = [{"basis": "from_directory", "source": "yc_directory"}, {"basis": "stated", "source": "posting"}]
    row = {"source": "ashby", "board": "seedling", "evidence": facts}
    assert attribution(row) == (
        "Published on Ashby, board seedling; company facts also from the YC directory (by yc-oss)."
    )
    assert attribution({"source": "hackernews", "board": "9", "evidence": []}) == (
        "Published on Hacker News, thread 9."
    )
    assert attribution({"source": "of_tomorrow", "board": "x"}) == "Published on of_tomorrow, board x."
    assert attribution({"source": None, "board": None})
    assert credit({"source": "ashby"}) is None
    assert credit({}) is None


@pytest.mark.parametrize("source", [source for source in SOURCES.values() if source.kind == "feed"])
def test_a_feed_role_is_credited_with_the_sentence_of_its_source(source: object) -> None:
    name = getattr(source, "name", "")
    said = attribution({"source": name, "board": "all", "evidence": []})
    assert said == SOURCES[name].attribution
