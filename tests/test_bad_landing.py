"""What cannot be merged costs itself, never the builds after it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

import pipeline.merge
from pipeline import batches, generations, sql
from pipeline.build import BrokenGenerationError, build
from pipeline.queries import Generation
from pipeline.roles import PostingContext, Role, roles_from
from scrapers.items import BoardSnapshot, JobPosting
from tests.landed import board, day, land, posting, roles


def breaks_rules(given: JobPosting, context: PostingContext) -> list[Role]:
    """The inference, with a bug: one title gives a count that no rule of a generation allows."""
    found = roles_from(given, context)
    if given.title == "Engineer of the void":
        return [role.model_copy(update={"hire_number_min": 0, "hire_number_max": 0}) for role in found]
    return found


def test_a_posting_whose_role_breaks_a_rule_keeps_the_role_it_had(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    land(tmp_path, board("ab"), at=0)
    build(tmp_path)
    monkeypatch.setattr(pipeline.merge, "roles_from", breaks_rules)
    land(tmp_path, board([posting("a", "Engineer of the void"), "b", "c"], 1), at=1)
    report = build(tmp_path)
    (left_out,) = report.not_understood
    assert (left_out.board, left_out.posting_id) == ("parcelwise", "a")
    assert left_out.reason == "a role of it breaks the rule 'counts start at 1'"
    rows = roles(tmp_path)
    assert sorted(rows) == ["a", "b", "c"]
    assert rows["a"]["title"] == "Machine Learning Engineer"
    assert rows["a"]["last_seen_at"] == day(1)
    land(tmp_path, board([posting("a", "Engineer of the void"), "b", "c", "d"], 2), at=2)
    later = build(tmp_path)
    assert (later.published, later.not_understood) == (True, []), "it is told once, and holds nothing up"
    assert sorted(roles(tmp_path)) == ["a", "b", "c", "d"]


def test_a_role_that_breaks_a_rule_of_today_goes_though_it_was_published(tmp_path: Path) -> None:
    land(tmp_path, board("ab"), at=0)
    build(tmp_path)
    con = duckdb.connect(str(generations.current(tmp_path)))
    con.execute("update stated set hire_number_min = 0, hire_number_max = 0 where posting_id = 'a'")
    con.close()
    land(tmp_path, board("ab", 1), at=1)
    assert [one.posting_id for one in build(tmp_path).not_understood] == ["a"]
    assert sorted(roles(tmp_path)) == ["b"]


def test_two_postings_that_make_one_role_id_make_none_and_the_rest_is_published(tmp_path: Path) -> None:
    land(tmp_path, board("a"), at=0)
    build(tmp_path)
    land(tmp_path, board(["b/c"], 1, token="x"), board(["c"], 1, token="x/b"), board("ad", 1), at=1)
    report = build(tmp_path)
    assert sorted((one.board, one.posting_id) for one in report.not_understood) == [
        ("x", "b/c"),
        ("x/b", "c"),
    ]
    assert "each role_id is there once" in report.not_understood[0].reason
    assert sorted(roles(tmp_path)) == ["a", "d"]


def test_a_file_that_breaks_the_build_is_set_aside_and_the_others_are_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_row = batches.board_row

    def chokes(snapshot: BoardSnapshot, run_id: str) -> dict[str, Any]:
        if snapshot.board.token == "poison":
            raise OverflowError("int too big to convert")
        return real_row(snapshot, run_id)

    monkeypatch.setattr(batches, "board_row", chokes)
    land(tmp_path, board("a"), run="good")
    bad = land(tmp_path, board("b", token="poison"), run="bad")
    report = build(tmp_path)
    (refused,) = report.landing_broken
    assert refused.path == bad.with_name(bad.name + ".broken")
    assert refused.path.is_file()
    assert "int too big to convert" in refused.reason
    assert sorted(roles(tmp_path)) == ["a"]
    land(tmp_path, board("ac", 1), at=1)
    assert build(tmp_path).landing_broken == []
    assert sorted(roles(tmp_path)) == ["a", "c"]


def test_a_generation_that_no_file_is_to_blame_for_is_refused_and_names_what(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    land(tmp_path, board("a"), at=0)
    build(tmp_path)
    current = generations.current(tmp_path)
    waiting = land(tmp_path, board("ab", 1), at=1)
    real_run = sql.run

    def with_a_bug(con: duckdb.DuckDBPyConnection, name: str, **values: Any) -> list[tuple[Any, ...]]:
        found = real_run(con, name, **values)
        if name == "role":  # every role breaks a rule, so it is not the roles that are wrong
            con.execute("insert into role_text values ('nobody', 'x', 'x'), ('nobody', 'x', 'x')")
            con.execute("update role set url = 'javascript:alert(1)'")
        return found

    monkeypatch.setattr(sql, "run", with_a_bug)
    with pytest.raises(BrokenGenerationError, match=r"links lead to the web.*ashby/parcelwise/a") as refused:
        build(tmp_path)
    assert refused.value.exit_code == 4
    assert generations.current(tmp_path) == current
    assert waiting.is_file(), "it is no file's fault"
    assert not list(generations.folder(tmp_path).glob(".roles-*"))


@pytest.mark.parametrize(
    "when", ["9999-12-31T23:59:59-12:00", "2199-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00"]
)
@pytest.mark.parametrize("where", ["observed_at", "finished_at"])
def test_a_file_of_an_impossible_time_is_set_aside(tmp_path: Path, where: str, when: str) -> None:
    land(tmp_path, board("a"), run="good")
    bad = land(tmp_path, board("ab", 1), run="bad", at=1)
    said = {"observed_at": day(1), "finished_at": day(1) + timedelta(minutes=5)}[where]
    text = bad.read_text()
    changed = text.replace(f'"{where}":"{said:%Y-%m-%dT%H:%M:%SZ}"', f'"{where}":"{when}"')
    assert changed != text
    bad.write_text(changed)
    report = build(tmp_path)
    assert (report.published, report.landing_broken[0].path.name) == (True, "1-of-1.jsonl.broken")
    assert "nothing can have been read" in report.landing_broken[0].reason
    land(tmp_path, board("abc", 2), at=2)
    build(tmp_path)
    assert sorted(roles(tmp_path)) == ["a", "b", "c"], "a later reading is not taken for an older one"


def test_a_crawl_that_read_nothing_publishes_nothing_and_is_recorded_with_the_next(tmp_path: Path) -> None:
    land(tmp_path, board("ab"), at=0)
    build(tmp_path)
    before, as_of = generations.current(tmp_path), Generation.open(tmp_path).info.as_of
    for number in (1, 2, 3):
        land(tmp_path, board("", number, status="blocked"), at=number)
        report = build(tmp_path)
        assert (report.published, report.landing_waiting) == (False, number)
    assert generations.current(tmp_path) == before
    land(tmp_path, board("ab", 4), board("", 9, token="other", status="malformed"), at=4)
    assert build(tmp_path).landing_waiting == 0
    found = Generation.open(tmp_path)
    assert (as_of, found.info.as_of) == (day(0).isoformat(), day(4).isoformat()), "a failure is no news"
    con = generations.open_generation(generations.current(tmp_path))
    assert con.execute("select count(*) from run").fetchall() == [(5,)]
    con.close()
    assert not list((tmp_path / "landing").iterdir())


def test_a_first_crawl_that_read_nothing_makes_no_generation(tmp_path: Path) -> None:
    land(tmp_path, board("", status="unknown"))
    report = build(tmp_path)
    assert (report.published, report.generation, report.landing_waiting) == (False, None, 1)
    with pytest.raises(generations.NoGenerationError):
        Generation.open(tmp_path)


def test_a_shard_without_boards_makes_no_generation(tmp_path: Path) -> None:
    path = land(tmp_path, board("a"))
    report = path.read_text().splitlines()[-1]
    path.write_text(report.replace(report[report.index('"sources":') :], '"sources":[]}') + "\n")
    with pytest.raises(generations.NoGenerationError):
        build(tmp_path)
    assert not path.exists()


def test_days_without_news_do_not_push_out_what_one_would_roll_back_to(tmp_path: Path) -> None:
    for number, ids in enumerate(("a", "ab", "abc")):
        land(tmp_path, board(ids, number), at=number)
        build(tmp_path)
    for number in range(3, 8):
        land(tmp_path, board("abc", number), at=number)
        assert build(tmp_path).published
    found = [{row["posting_id"] for row in _rows(one.path)} for one in reversed(generations.info(tmp_path))]
    assert found == [set("a"), set("ab"), set("abc"), set("abc")]


def _rows(path: Path) -> list[dict[str, str]]:
    con = generations.open_generation(path)
    found = con.execute("select posting_id from role").fetchall()
    con.close()
    return [{"posting_id": posting_id} for (posting_id,) in found]


def test_a_reading_of_tomorrow_is_possible_and_one_of_next_month_is_not() -> None:
    from scrapers import clock

    now = max(datetime.now(UTC), clock.RELEASED)
    assert clock.is_possible(now + timedelta(hours=20))
    assert not clock.is_possible(now + timedelta(days=30))
    assert clock.is_possible(now + timedelta(days=30), clock.latest(now + timedelta(days=29, hours=5)))
