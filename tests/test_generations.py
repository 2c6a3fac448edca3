"""Generations on disk: what is published, kept, rolled back to, found damaged."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
import time_machine

from pipeline import generations
from pipeline.build import build
from pipeline.data_errors import BuildLockedError, DataFolderError
from pipeline.generations import (
    CorruptGenerationError,
    NewerGenerationError,
    NoEarlierGenerationError,
    NoGenerationError,
    NoRoomError,
    check,
    current,
    info,
    rollback,
)
from pipeline.queries import Generation
from tests.landed import board, land


def publish_day(data: Path, number: int, ids: str = "abc") -> Path:
    """Read the board on one more day and publish."""
    land(data, board(ids, number), at=number)
    build(data)
    return current(data)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one generation; copy it, never write to it."""
    data = tmp_path_factory.mktemp("whole")
    publish_day(data, 0)
    return data


@pytest.fixture
def data(whole: Path, tmp_path: Path) -> Path:
    """A data folder with one generation, to do anything to."""
    return shutil.copytree(whole, tmp_path / "data")


def test_an_empty_data_folder_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(NoGenerationError, match="run `sixthhire demo` or `sixthhire crawl` first") as missing:
        current(tmp_path)
    assert missing.value.exit_code == 5
    with pytest.raises(NoGenerationError):
        Generation.open(tmp_path)


def test_three_generations_are_kept_and_the_newest_is_current(data: Path) -> None:
    names = [
        current(data).name,
        *(publish_day(data, number, "abcdefg"[: number + 3]).name for number in range(1, 5)),
    ]
    assert names == sorted(set(names)), "a name is never used twice"
    kept = info(data)
    assert [one.name for one in kept] == names[:1:-1]
    assert [one.state for one in kept] == ["current", "earlier", "earlier"]
    assert all(one.size_bytes > 0 for one in kept)


def test_a_clock_that_jumps_back_does_not_hide_the_new_generation(data: Path) -> None:
    before = current(data).name
    with time_machine.travel(datetime(2001, 1, 1, tzinfo=UTC)):
        after = publish_day(data, 1).name
    assert after > before
    assert Generation.open(data).info.name == after


def test_a_rollback_returns_to_the_generation_before_and_keeps_the_newer_aside(data: Path) -> None:
    first = current(data)
    second = publish_day(data, 1, "abcd")
    assert Generation.open(data).info.roles_open == 4
    assert rollback(data) == first == current(data)
    assert Generation.open(data).info.roles_open == 3
    assert [(one.path.exists(), one.state) for one in info(data)] == [
        (True, "rolled back"),
        (True, "current"),
    ]
    assert not second.exists()


def test_the_next_build_starts_from_what_was_rolled_back_to(data: Path) -> None:
    second = publish_day(data, 1, "abcd")
    rollback(data)
    third = publish_day(data, 2, "abce")
    assert third.name > second.name
    assert {row["posting_id"] for row in Generation.open(data).export_rows()} == set("abce")


def test_a_rollback_without_an_earlier_generation_changes_nothing(data: Path) -> None:
    before = current(data)
    with pytest.raises(NoEarlierGenerationError, match="nothing was changed"):
        rollback(data)
    assert current(data) == before


def test_a_rollback_never_goes_to_a_damaged_generation(data: Path) -> None:
    current(data).write_bytes(b"not a database" * 1000)
    broken = current(data)
    second = broken.with_name(broken.name.replace("roles-0", "roles-1"))
    shutil.copyfile(broken, second)
    (broken.parent / "CURRENT").write_text(second.name)
    with pytest.raises(CorruptGenerationError):
        rollback(data)


def test_a_damaged_pointer_can_be_rolled_back_too(data: Path) -> None:
    whole = current(data)
    (whole.parent / "CURRENT").write_text("../../etc/passwd")
    with pytest.raises(CorruptGenerationError, match="db rollback"):
        current(data)
    assert rollback(data) == whole


def test_a_check_reads_every_table(data: Path) -> None:
    checked = check(current(data))
    assert checked.path == current(data)
    assert (checked.rows["role"], checked.rows["posting_raw"], checked.rows["board"]) == (3, 3, 1)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "no database": lambda path: path.write_bytes(b"<html>" * 10_000),
    "empty": lambda path: path.write_bytes(b""),
    "cut in half": lambda path: os.truncate(path, path.stat().st_size // 2),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_generation_is_found_and_the_message_says_what_to_do(data: Path, damage: str) -> None:
    path = current(data)
    DAMAGES[damage](path)
    with pytest.raises(CorruptGenerationError, match="db rollback") as found:
        check(current(data))
    assert found.value.exit_code == 5
    assert "\n" not in str(found.value)
    with pytest.raises(CorruptGenerationError):
        Generation.open(data)


def test_overwritten_bytes_are_either_found_or_harmless(data: Path) -> None:
    path = current(data)
    before, expected = path.read_bytes(), check(path).rows
    found = 0
    for seed in range(20):
        at = random.Random(seed).randrange(0, len(before) - 64)
        path.write_bytes(before[:at] + random.Random(seed).randbytes(64) + before[at + 64 :])
        try:
            assert check(path).rows == expected, f"bytes at {at}"
        except CorruptGenerationError:
            found += 1
    assert found >= 10


def test_a_generation_of_a_newer_version_is_not_opened(data: Path) -> None:
    con = duckdb.connect(str(current(data)))
    con.execute("update meta set value = '99' where key = 'schema_version'")
    con.close()
    for act in (lambda: Generation.open(data), lambda: check(current(data)), lambda: publish_day(data, 1)):
        with pytest.raises(NewerGenerationError, match="update sixthhire") as newer:
            act()
        assert newer.value.version == 99


def test_a_damaged_current_generation_is_never_built_upon(data: Path) -> None:
    before = info(data)
    current(data).write_bytes(b"not a database" * 1000)
    waiting = land(data, board("abcd", 1), at=1)
    with pytest.raises(CorruptGenerationError):
        build(data)
    assert waiting.is_file()
    assert [one.name for one in info(data)] == [one.name for one in before]


def test_duckdb_1_5_can_open_what_duckdb_2_writes(data: Path) -> None:
    con = generations.open_generation(current(data))
    ((tags,),) = con.execute("select tags from duckdb_databases() where not internal").fetchall()
    con.close()
    assert str(tags.get("storage_version", "")).startswith(("v1.0", "v1.2", "v1.4", "v1.5"))


def test_no_query_on_a_generation_reaches_other_files(data: Path) -> None:
    con = generations.open_generation(current(data))
    with pytest.raises(duckdb.Error, match=r"(?i)disabled|permission"):
        con.execute("select * from read_text('/etc/hostname')").fetchall()
    con.close()


def test_a_second_builder_is_told_who_is_building(data: Path) -> None:
    code = (
        "import sys, pathlib\n"
        "from pipeline.locks import build_lock\n"
        "from pipeline.generations import folder\n"
        "data = pathlib.Path(sys.argv[1])\n"
        "with build_lock(data, folder(data)): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        for act in (build, rollback):
            with pytest.raises(BuildLockedError, match=f"rocess {holder.pid} is building") as locked:
                act(data)
            assert (locked.value.pid, locked.value.exit_code) == (holder.pid, 5)
        holder.communicate()
    assert publish_day(data, 1)


def test_a_data_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataFolderError, match="--data") as refused:
        build(tmp_path / "file" / "data")
    assert refused.value.exit_code == 5


def test_a_full_disk_is_told_before_anything_is_written(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = land(data, board("abcd", 1), at=1)
    usage = shutil.disk_usage(data)._replace(free=1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(NoRoomError, match="free some space"):
        build(data)
    assert waiting.is_file()
    assert not list(generations.folder(data).glob(".roles-*"))


def test_what_a_killed_build_left_is_swept_by_the_next(data: Path) -> None:
    home = generations.folder(data)
    left = [home / ".roles-1.duckdb.tmp", home / ".roles-1.duckdb.tmp.wal", home / ".CURRENT.tmp"]
    for path in left:
        path.write_text("half")
    (home / ".roles-1.duckdb.tmp.tmp").mkdir()
    unpublished = home / f"roles-{9 * 10**18:020d}.duckdb"
    unpublished.write_text("renamed, but CURRENT never named it")
    publish_day(data, 1)
    assert sorted(p.name for p in home.iterdir() if p.name.startswith(".")) == [".build.lock", ".build.pid"]
    assert not unpublished.exists()
