"""What the user decides survives other writers, kill -9, newer code and roles that vanish."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.shortlist import NotOnShortlistError, Shortlist, UnknownStatusError
from pipeline.user_file import SCHEMA_VERSION, ShortlistFileError
from scrapers.errors import DataFileError, UsageError

FACTS = {
    "title": "Founding ML Engineer",
    "company_name": "Kestrel Loom",
    "company_key": "kestrelloom.example",
    "url": "https://x.example/1",
}

SAVE_ON_AND_ON = """
import itertools, sys
from pathlib import Path
from pipeline.shortlist import Shortlist

shortlist = Shortlist(Path(sys.argv[1]))
for number in itertools.count():
    shortlist.add(f"{sys.argv[2]}/{number}", {"title": "x"})
    print(number, flush=True)
    if number + 1 == int(sys.argv[3]):
        break
"""


def test_a_saved_role_keeps_what_was_known_of_it(tmp_path: Path) -> None:
    shortlist = Shortlist(tmp_path)
    assert shortlist.add("ashby/a/1", FACTS)
    entry = Shortlist(tmp_path).entry("ashby/a/1")
    assert entry is not None
    assert (entry.title, entry.company_name, entry.url) == (
        FACTS["title"],
        FACTS["company_name"],
        FACTS["url"],
    )
    assert (entry.status, entry.note, entry.ended_reason) == ("wishlist", "", None)


def test_saving_a_role_again_keeps_its_note_and_its_date(tmp_path: Path) -> None:
    shortlist = Shortlist(tmp_path)
    shortlist.add("ashby/a/1", FACTS)
    shortlist.set_note("ashby/a/1", "ask about GPUs")
    before = shortlist.entry("ashby/a/1")
    assert not shortlist.add("ashby/a/1", {"title": "Renamed"})
    assert shortlist.entry("ashby/a/1") == before


def test_reading_an_empty_folder_makes_no_file(tmp_path: Path) -> None:
    assert Shortlist(tmp_path / "none").entries() == []
    assert Shortlist(tmp_path / "none").role_ids() == set()
    assert not (tmp_path / "none").exists()


def test_status_and_reason_come_from_the_vocabulary(tmp_path: Path) -> None:
    shortlist = Shortlist(tmp_path)
    shortlist.add("ashby/a/1", FACTS)
    shortlist.set_status("ashby/a/1", "ended", "ghosted")
    with pytest.raises(UnknownStatusError, match="wishlist, applied"):
        shortlist.set_status("ashby/a/1", "maybe")
    with pytest.raises(UnknownStatusError, match="ghosted"):
        shortlist.set_status("ashby/a/1", "ended", "bored")
    with pytest.raises(UsageError, match="belongs to the status 'ended'"):
        shortlist.set_status("ashby/a/1", "applied", "ghosted")
    entry = shortlist.entry("ashby/a/1")
    assert entry is not None
    assert (entry.status, entry.ended_reason) == ("ended", "ghosted")
    shortlist.set_status("ashby/a/1", "interviewing")
    entry = shortlist.entry("ashby/a/1")
    assert entry is not None
    assert entry.ended_reason is None


def test_a_note_on_a_role_that_is_not_saved_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotOnShortlistError, match="shortlist add ashby/a/1"):
        Shortlist(tmp_path).set_note("ashby/a/1", "x")


def test_a_removed_role_is_gone_and_removing_it_again_says_so(tmp_path: Path) -> None:
    shortlist = Shortlist(tmp_path)
    shortlist.add("ashby/a/1", FACTS)
    assert shortlist.remove("ashby/a/1")
    assert not shortlist.remove("ashby/a/1")
    assert shortlist.entries() == []


def test_a_hidden_role_comes_back_when_restored(tmp_path: Path) -> None:
    shortlist = Shortlist(tmp_path)
    shortlist.hide_role("ashby/a/1", FACTS, "too far")
    shortlist.hide_role("ashby/a/1", FACTS, "wrong stack")
    assert [(role.role_id, role.reason) for role in shortlist.hidden_roles()] == [
        ("ashby/a/1", "wrong stack")
    ]
    assert shortlist.unhide_role("ashby/a/1")
    assert not shortlist.unhide_role("ashby/a/1")
    assert shortlist.hidden_roles() == []


def test_a_hidden_company_comes_back_when_restored(tmp_path: Path) -> None:
    shortlist = Shortlist(tmp_path)
    shortlist.hide_company("kestrelloom.example", "Kestrel Loom")
    assert [company.company_name for company in shortlist.hidden_companies()] == ["Kestrel Loom"]
    assert shortlist.unhide_company("kestrelloom.example")
    assert shortlist.hidden_companies() == []


def test_four_writers_that_start_at_once_all_get_their_rows_in(tmp_path: Path) -> None:
    writers = [_saving(tmp_path, str(number), 40) for number in range(4)]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors
    assert len(Shortlist(tmp_path).role_ids()) == 160


def test_kill_9_loses_no_row_that_was_acknowledged(tmp_path: Path) -> None:
    for attempt in range(10):
        writer = _saving(tmp_path, str(attempt), 100_000)
        assert writer.stdout is not None
        acknowledged = [writer.stdout.readline()]
        time.sleep(0.004 * attempt)
        writer.kill()
        acknowledged += writer.stdout.readlines()
        writer.communicate()
        saved = Shortlist(tmp_path).role_ids()
        missing = {f"{attempt}/{line.strip()}" for line in acknowledged if line.endswith("\n")} - saved
        assert not missing
    with sqlite3.connect(tmp_path / "user.sqlite") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    db.close()


def test_a_shortlist_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    Shortlist(tmp_path).add("ashby/a/1", FACTS)
    _execute(tmp_path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = (tmp_path / "user.sqlite").read_bytes()
    with pytest.raises(ShortlistFileError, match="newer than"):
        Shortlist(tmp_path).add("ashby/a/2", FACTS)
    assert (tmp_path / "user.sqlite").read_bytes() == before


def test_a_damaged_shortlist_is_named_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "user.sqlite").write_text("this is not a database, it is a poem" * 100)
    with pytest.raises(ShortlistFileError, match="is damaged"):
        Shortlist(tmp_path).entries()
    assert (tmp_path / "user.sqlite").read_text().startswith("this is not a database")


def test_a_folder_that_cannot_be_made_is_a_data_file_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DataFileError, match="Cannot write to the data folder"):
        Shortlist(tmp_path / "file" / "data").add("ashby/a/1", FACTS)


def test_a_backup_made_while_others_write_is_whole(tmp_path: Path) -> None:
    Shortlist(tmp_path).add("ashby/a/1", FACTS)
    writer = _saving(tmp_path, "w", 100_000)
    try:
        for number in range(5):
            Shortlist(tmp_path).backup(tmp_path / f"copy{number}.sqlite")
    finally:
        writer.kill()
        writer.communicate()
    for number in range(5):
        (tmp_path / str(number)).mkdir()
        (tmp_path / f"copy{number}.sqlite").rename(tmp_path / str(number) / "user.sqlite")
        assert "ashby/a/1" in Shortlist(tmp_path / str(number)).role_ids()


def test_a_backup_never_overwrites_a_file(tmp_path: Path) -> None:
    Shortlist(tmp_path).add("ashby/a/1", FACTS)
    (tmp_path / "copy.sqlite").write_text("precious")
    with pytest.raises(UsageError, match="never overwrites"):
        Shortlist(tmp_path).backup(tmp_path / "copy.sqlite")
    assert (tmp_path / "copy.sqlite").read_text() == "precious"


def test_a_check_finds_damage_inside_the_file(tmp_path: Path) -> None:
    shortlist = Shortlist(tmp_path)
    for number in range(300):
        shortlist.add(f"ashby/a/{number}", FACTS)
    shortlist.check()
    whole = (tmp_path / "user.sqlite").read_bytes()
    (tmp_path / "user.sqlite").write_bytes(whole[:12_288] + b"\xff" * 4096 + whole[16_384:])
    with pytest.raises(ShortlistFileError, match="is damaged"):
        shortlist.check()


def _saving(data: Path, prefix: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SAVE_ON_AND_ON, str(data), prefix, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _execute(data: Path, sql: str) -> None:
    db = sqlite3.connect(data / "user.sqlite")
    db.execute(sql)
    db.commit()
    db.close()
