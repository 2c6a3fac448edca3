"""From landing files to the next generation: what is kept, joined, concluded, refused."""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

import pipeline.build
import pipeline.derive
import pipeline.merge
from pipeline import generations
from pipeline.build import build
from pipeline.generations import NoGenerationError
from pipeline.queries import Filters, Generation
from pipeline.roles import INFERENCE_VERSION
from scrapers.items import JobPosting, PublishedPay
from tests.landed import PARCELWISE, STATED, board, built, day, directory, land, posting, roles

TABLES_OF_USERS = ("role", "public_role", "company", "role_text", "all_evidence", "stated")


def contents(data: Path, *but: str) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the tables that users see, without some columns."""
    con = generations.open_generation(generations.current(data))
    found = {}
    for table in TABLES_OF_USERS:
        names = [column[0] for column in con.execute(f"from {table} limit 0").description or ()]
        wanted = ", ".join(n for n in names if n not in but)
        found[table] = con.execute(f"select {wanted} from {table} order by all").fetchall()
    con.close()
    return found


def test_every_posting_lands_once_even_one_without_text(tmp_path: Path) -> None:
    bare = JobPosting(posting_id="bare", title="Designer", url="https://jobs.example/bare")
    land(tmp_path, board(["a", "b", bare, posting("a", title="Twice")]))
    report = build(tmp_path)
    assert (report.postings, report.roles_open, report.published) == (3, 3, True)
    assert {row["role_id"] for row in roles(tmp_path).values()} == {
        f"ashby/parcelwise/{i}" for i in ("a", "b", "bare")
    }
    assert not list((tmp_path / "landing").iterdir()), "what was read is removed"


def test_a_second_identical_crawl_changes_nothing_but_when_roles_were_last_seen(tmp_path: Path) -> None:
    crawled: list[JobPosting | str] = [
        posting("a", text=STATED, opening_id="1"),
        posting("b", opening_id="1"),
        "c",
    ]
    land(tmp_path, directory(PARCELWISE), board(crawled))
    build(tmp_path)
    before = contents(tmp_path, "last_seen_at")
    land(tmp_path, directory(PARCELWISE, at=1), board(crawled, 1), at=1)
    report = build(tmp_path)
    assert (report.inferred, report.postings_new, report.postings_changed) == (0, 0, 0)
    assert contents(tmp_path, "last_seen_at") == before
    assert {row["last_seen_at"] for row in roles(tmp_path).values()} == {day(1)}
    assert {row["first_seen_at"] for row in roles(tmp_path).values()} == {day(0)}


def test_a_changed_text_is_read_again_and_first_seen_stays(tmp_path: Path) -> None:
    land(tmp_path, board([posting("a"), posting("b")]))
    build(tmp_path)
    land(tmp_path, board([posting("a", text=STATED), posting("b")], 1), at=1)
    report = build(tmp_path)
    assert (report.inferred, report.postings_changed) == (1, 1)
    row = roles(tmp_path)["a"]
    assert (row["team_size_min"], row["first_seen_at"], row["team_size_as_of"]) == (7, day(0), day(1))


def test_better_rules_read_everything_again_without_a_crawl(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    land(tmp_path, board([posting("a", text=STATED), "b"]))
    build(tmp_path)
    before = contents(tmp_path)
    assert not build(tmp_path).published, "there is nothing to do"
    for module in (pipeline.build, pipeline.derive, pipeline.merge):
        monkeypatch.setattr(module, "INFERENCE_VERSION", INFERENCE_VERSION + 1)
    report = build(tmp_path)
    assert (report.published, report.inferred) == (True, 2)
    assert contents(tmp_path) == before
    assert not build(tmp_path).published


def test_the_order_of_boards_and_directories_does_not_matter(tmp_path: Path) -> None:
    together, directory_first, board_first = (tmp_path / name for name in "abc")
    land(together, directory(PARCELWISE), board("a"))
    land(directory_first, directory(PARCELWISE), run="1")
    build(directory_first)
    land(directory_first, board("a"), run="2")
    land(board_first, board("a"), run="1")
    assert built(board_first)["a"]["team_size_min"] is None
    land(board_first, directory(PARCELWISE), run="2")
    rows = [built(data)["a"] for data in (together, directory_first, board_first)]
    assert rows[0] == rows[1] == rows[2]
    assert (rows[0]["team_size_min"], rows[0]["team_size_source"]) == (12, "yc_directory")


def test_nothing_to_build_from_says_what_to_run_first(tmp_path: Path) -> None:
    with pytest.raises(NoGenerationError, match="sixthhire demo"):
        build(tmp_path)


@pytest.mark.parametrize("damage", ["cut in the last line", "without its report", "not JSON", "empty"])
def test_a_landing_file_that_is_not_whole_is_put_aside_and_the_rest_is_built(
    tmp_path: Path, damage: str
) -> None:
    land(tmp_path, board("a"), run="good")
    bad = land(tmp_path, board("b", token="sortbot"), run="bad")
    whole = bad.read_text()
    lines = whole.splitlines(keepends=True)
    bad.write_text(
        {
            "cut in the last line": whole[:-40],
            "without its report": lines[0],
            "not JSON": "<html>\n",
            "empty": "",
        }[damage]
    )
    report = build(tmp_path)
    assert (report.published, report.landing_files, report.roles_open) == (True, 1, 1)
    (refused,) = report.landing_broken
    assert refused.path == bad.with_name(bad.name + ".broken")
    assert refused.path.is_file()
    assert refused.reason
    assert not build(tmp_path).landing_broken, "it is told once"


def test_a_landing_file_of_a_newer_version_waits_where_it_is(tmp_path: Path) -> None:
    land(tmp_path, board("a"), run="good")
    newer = land(tmp_path, board("b"), run="newer")
    newer.write_text(newer.read_text().replace('"schema_version":1', '"schema_version":2,"mood":"good"'))
    (refused,) = build(tmp_path).landing_broken
    assert refused.path == newer
    assert newer.is_file()
    assert "update sixthhire" in refused.reason


def test_a_file_that_was_published_but_not_yet_removed_is_not_read_twice(tmp_path: Path) -> None:
    first = land(tmp_path, board("abc"), at=0)
    kept = shutil.copyfile(first, tmp_path / "kept")
    build(tmp_path)
    land(tmp_path, board("ab", 1), at=1)
    build(tmp_path)
    before = contents(tmp_path)
    first.parent.mkdir(exist_ok=True)
    shutil.copyfile(kept, first)
    assert build(tmp_path).landing_files == 0
    assert contents(tmp_path) == before
    assert not first.exists()


def test_text_that_looks_like_sql_is_only_text(tmp_path: Path) -> None:
    nasty = "Robert'); drop table role; -- \u202e\x00 $1 {x} %s"
    land(tmp_path, board([posting("x'); drop table role;--", title=nasty)], token="t'); --", company=nasty))
    row = built(tmp_path)["x'); drop table role;--"]
    assert "drop table role" in row["title"]
    assert row["role_id"] == "ashby/t'); --/x'); drop table role;--"


def test_numbers_and_dates_beyond_all_measure_are_unknown(tmp_path: Path) -> None:
    absurd = posting(
        "a",
        published_at=datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=9))),
        pay=(PublishedPay(min=1e30, max=1e30, currency="USD", period="year"),),
    )
    land(tmp_path, directory(PARCELWISE.model_copy(update={"team_size": 10**15})), board([absurd]))
    row = built(tmp_path)["a"]
    assert (row["team_size_min"], row["published_at"], row["salary_min"]) == (None, None, None)


def test_a_date_in_the_future_does_not_stay_on_top(tmp_path: Path) -> None:
    ads = [posting("later", published_at=day(900)), posting("today", published_at=day(0.2))]
    land(tmp_path, board(ads, 0), at=0)
    land(tmp_path, board([*ads, posting("new", published_at=day(3))], 1), at=1)
    land(tmp_path, board([posting("new", published_at=day(3))], 4), at=4)
    build(tmp_path)
    shown = Generation.open(tmp_path).find_roles(Filters(status="all", early_stage=False))
    assert [row["posting_id"] for row in shown.rows] == ["new", "later", "today"]


def test_what_a_posting_changed_is_its_history(tmp_path: Path) -> None:
    land(tmp_path, board([posting("a"), "b"], 0), at=0)
    land(tmp_path, board([posting("a", title="Senior Machine Learning Engineer"), "b"], 1), at=1)
    land(tmp_path, board([posting("a", title="Senior Machine Learning Engineer", text=STATED), "b"], 2), at=2)
    build(tmp_path)
    found = Generation.open(tmp_path)
    changes = found.read("history", "changes", role_id="ashby/parcelwise/a")
    assert [(c["field"], c["changed_at"]) for c in changes] == [("title", day(1)), ("text", day(2))]
    assert (changes[0]["before"], changes[0]["after"]) == (
        "Machine Learning Engineer",
        "Senior Machine Learning Engineer",
    )
    assert found.read("history", "changes", role_id="ashby/parcelwise/b") == []
