"""Reading a generation: filters, counts, orders, pages, and reading while a build publishes."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipeline import generations, keeping
from pipeline.build import build
from pipeline.companies import Asked, companies
from pipeline.queries import PUBLIC_COLUMNS, SLIM_COLUMNS, Filters, Generation, Sort
from tests.landed import board, day, land, posting
from tests.varied import ALL, EVERYTHING, ids, publish_varied


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the varied generation."""
    data = tmp_path_factory.mktemp("varied")
    publish_varied(data)
    return data


@pytest.fixture(scope="module")
def found(data: Path) -> Generation:
    return Generation.open(data)


def test_every_order_puts_the_unknown_last_and_pages_never_overlap(found: Generation) -> None:
    assert ids(found)[:3] == ["new", "gone", "silent"][:1] + ids(found)[1:3]
    assert ids(found, "team_size")[:5] == ["rich", "designer", "founding", "mid", "big"]
    assert ids(found, "hire_number")[0] == "founding"
    assert ids(found, "salary")[:2] == ["rich", "mid"]
    assert ids(found, "salary", salary_currency="EUR")[0] == "founding"
    assert ids(found, "best")[0] == "founding"
    sorts: tuple[Sort, ...] = ("newest", "team_size", "hire_number", "salary", "best")
    for sort in sorts:
        pages = [
            row["role_id"]
            for offset in range(0, 10, 3)
            for row in found.find_roles(Filters(**EVERYTHING), sort=sort, limit=3, offset=offset).rows
        ]
        assert len(pages) == len(set(pages)) == len(ALL)


def test_the_newest_come_first_by_when_they_were_published_else_first_seen(found: Generation) -> None:
    rows = found.find_roles(Filters(**EVERYTHING)).rows
    when = [row["published_at"] or row["first_seen_at"] for row in rows]
    assert when == sorted(when, reverse=True)


def test_rows_are_plain_and_instants_are_aware(found: Generation) -> None:
    row = found.find_roles(Filters(**EVERYTHING, q="robots")).rows[0]
    assert tuple(row) == SLIM_COLUMNS
    assert row["published_at"] == day(-1)
    assert row["published_at"].tzinfo is UTC
    assert (row["work_modes"], row["closed_at"]) == (["remote"], None)


def test_one_role_has_every_column_its_html_and_its_evidence(found: Generation) -> None:
    role = found.role("ashby/seedling/founding")
    assert role
    assert set(PUBLIC_COLUMNS) | {"description_html", "attribution"} <= set(role)
    assert role["attribution"].startswith("Published on Ashby, board seedling")
    assert "employee #4" in role["description_text"]
    quotes = {e["quote"] for e in role["evidence"] if e["field"] == "hire_number" and e["basis"] == "stated"}
    assert all(quote in role["description_text"] for quote in quotes)
    assert quotes
    assert all(e["observed_at"].tzinfo is UTC for e in role["evidence"])
    assert found.role("ashby/seedling/nobody") is None


def test_roles_that_are_gone_are_missing_and_others_of_the_company_are_found(found: Generation) -> None:
    known = found.roles_by_id(["ashby/seedling/rich", "gone/gone/gone"])
    assert list(known) == ["ashby/seedling/rich"]
    assert found.roles_by_id([]) == {}
    others = found.other_roles("seedling.example", but="ashby/seedling/rich")
    assert [row["posting_id"] for row in others] == ["founding", "designer"]
    assert found.other_roles("late.example", but="ashby/late/new") == [], "a closed role is no other role"


def test_choices_are_words_of_open_roles_with_counts(found: Generation) -> None:
    choices = found.choices()
    assert dict(choices["source"]) == {"ashby": 6, "lever": 1}
    assert dict(choices["work_mode"]) == {"remote": 1, "onsite": 1}
    assert dict(choices["stage"]) == {"seed": 3}
    assert choices["family"][0] == ("ml_engineer", 6)


def test_companies_and_health_say_what_is_known(found: Generation) -> None:
    everything = Asked(hiring_ml=False, early_stage=False)
    known = {c["company_key"]: c for c in companies(found, everything)}
    assert known["bigcorp.example"]["team_size_source"] == "yc_directory"
    assert known["seedling.example"]["open_roles"] == 3
    assert [c["company_key"] for c in companies(found, replace(everything, q="MIDS"))] == ["midsize.example"]
    (health,) = found.health()
    assert (health["source"], health["status"], health["last_ok_at"].tzinfo) == ("ashby", "ok", UTC)
    assert {b["board"] for b in found.boards()} == {"seedling", "big", "mid", "silent", "late"}


def test_an_export_has_every_public_column_in_order(found: Generation) -> None:
    rows = list(found.export_rows())
    assert {row["posting_id"] for row in rows} == ALL
    assert all(tuple(row) == PUBLIC_COLUMNS for row in rows)
    assert [r["posting_id"] for r in found.export_rows(Filters(**EVERYTHING, founding=True))] == ["founding"]
    wanted = ["lever/mid/mid", "nobody", "ashby/big/big"]
    assert [r["role_id"] for r in found.export_rows(ids=wanted)] == ["lever/mid/mid", "ashby/big/big"]


def test_anyone_with_duckdb_finds_the_public_columns(data: Path) -> None:
    con = duckdb.connect(
        str(generations.current(data)), read_only=True, config={"enable_external_access": "false"}
    )
    assert tuple(c[0] for c in con.execute("from public_role limit 0").description or ()) == PUBLIC_COLUMNS
    con.close()


def test_info_says_as_of_when(found: Generation) -> None:
    info = found.info
    assert datetime.fromisoformat(info.as_of) == day(2)
    assert (info.roles_open, info.roles_closed, info.companies, info.is_sample) == (7, 1, 5, False)


@pytest.mark.slow
def test_eight_threads_share_one_generation(data: Path) -> None:
    answers: list[tuple[int, int]] = []

    def ask() -> None:
        for _ in range(10):
            mine = Generation.open(data)
            answers.append((mine.find_roles(Filters()).total, mine.count_unknown(Filters())["salary"]))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 80
    assert len(set(answers)) == 1


@pytest.mark.slow
def test_an_open_generation_stays_readable_after_it_was_replaced(tmp_path: Path) -> None:
    land(tmp_path, board("a"), at=0)
    build(tmp_path)
    old = Generation.open(tmp_path)
    assert Generation.open(tmp_path) is old
    for number in range(1, 6):
        land(tmp_path, board("abcdef"[: number + 1], number), at=number)
        build(tmp_path)
    assert not old.info.path.exists(), "pruned"
    assert old.find_roles(Filters(**EVERYTHING)).total == 1
    assert Generation.open(tmp_path).find_roles(Filters(**EVERYTHING)).total == 6


READER = """
import pathlib, sys, time
from pipeline.queries import Filters, Generation
data = pathlib.Path(sys.argv[1])
names, reads, slowest = set(), 0, 0.0
print("reading", flush=True)
while not (data / "stop").exists():
    started = time.monotonic()
    found = Generation.open(data)
    roles = found.find_roles(Filters(status="all", ml_only=False, early_stage=False))
    assert roles.total == len(roles.rows) == 3, roles
    assert found.role("ashby/parcelwise/a")["evidence"]
    slowest = max(slowest, time.monotonic() - started)
    names.add(found.info.name)
    reads += 1
print(len(names), reads, slowest)
"""


@pytest.mark.slow
def test_fifty_publishes_neither_wait_for_a_reader_nor_disturb_it(tmp_path: Path) -> None:
    land(tmp_path, board("abc"), at=0)
    build(tmp_path)
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout
        assert reader.stdout.readline() == "reading\n"
        for _ in range(50):
            name = generations.new_name(tmp_path)
            working = generations.working_path(tmp_path, name)
            generations.copy_current(tmp_path, working)
            generations.publish(tmp_path, working, name)
            keeping.prune(tmp_path, name)
            time.sleep(0.05)
        (tmp_path / "stop").touch()
        names, reads, slowest = reader.stdout.read().split()
    assert reader.returncode == 0
    assert int(names) > 5
    assert int(reads) > 5
    assert float(slowest) < 5
    assert len(generations.info(tmp_path)) == generations.KEEP


def test_damage_that_shows_only_while_reading_is_told_as_such(tmp_path: Path) -> None:
    land(tmp_path, board([posting(f"p{i}", text=f"<p>{i} {'parcels ' * 3000} {i}</p>") for i in range(40)]))
    build(tmp_path)
    path = generations.current(tmp_path)
    whole = path.read_bytes()
    path.write_bytes(whole[: 12 * 4096] + bytes(len(whole) - 12 * 4096))
    read: list[Callable[[], object]] = [
        lambda: Generation.open(tmp_path),
        lambda: generations.check(path),
    ]
    for act in read:
        with pytest.raises(generations.CorruptGenerationError):
            act()
