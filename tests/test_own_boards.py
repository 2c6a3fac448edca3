"""The user's own registry, beside the bundled one."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from scrapers.boards import BadRowError, TwoHostsError, read_boards
from scrapers.crawl import Order, boards_of
from scrapers.items import Board
from scrapers.own_boards import OwnBoards, OwnBoardsNotWritableError, merged, registry


def board(token: str, company: str | None = None, **more: str) -> Board:
    return Board(source="ashby", token=token, company=company, **more)


def test_a_crawl_without_a_boards_file_reads_the_bundled_boards_and_the_users_own(tmp_path: Path) -> None:
    OwnBoards(tmp_path).add([board("zigzag-9", "Zigzag", homepage="https://zigzag.example")])
    read = boards_of(Order(tmp_path))
    assert read[:-1] == read_boards()
    assert read[-1].company == "Zigzag"
    assert read[-1].homepage == "https://zigzag.example"


def test_a_crawl_with_a_boards_file_reads_that_file_alone(tmp_path: Path) -> None:
    OwnBoards(tmp_path).add([board("zigzag-9")])
    file = tmp_path / "other.csv"
    file.write_text("source,token,company,homepage\nashby,other,Other,\n")
    assert [one.token for one in boards_of(Order(tmp_path, boards_file=file))] == ["other"]


def test_a_replay_folder_with_a_registry_is_not_mixed_with_the_users_own(tmp_path: Path) -> None:
    OwnBoards(tmp_path).add([board("zigzag-9")])
    web = tmp_path / "web"
    web.mkdir()
    (web / "boards.csv").write_text("source,token,company,homepage\nashby,recorded,Recorded,\n")
    assert [one.token for one in boards_of(Order(tmp_path, replay=web))] == ["recorded"]


def test_the_users_row_counts_where_both_name_a_board_and_a_blank_says_nothing() -> None:
    bundled = [board("acme", "Acme", homepage="https://acme.example"), board("beta", "Beta")]
    both = merged(bundled, [board("ACME", "Acme Labs"), board("gamma")])
    assert [(one.token, one.company, one.homepage) for one in both] == [
        ("acme", "Acme Labs", "https://acme.example"),
        ("beta", "Beta", None),
        ("gamma", None, None),
    ]


def test_a_board_of_the_same_name_on_another_host_is_refused_not_mixed(tmp_path: Path) -> None:
    here, there = Board(source="lever", token="zigzag-9"), Board(source="lever", token="zigzag-9", host="eu")
    with pytest.raises(TwoHostsError, match="only one of the two can be read"):
        merged([here], [there])
    mine = OwnBoards(tmp_path)
    mine.put(here)
    for change in (lambda: mine.put(there), lambda: mine.add([there])):
        with pytest.raises(TwoHostsError):
            change()
    assert mine.read() == [here]
    assert mine.remove("lever/zigzag-9")
    mine.put(there)
    assert mine.remove("lever/zigzag-9")


def test_a_board_that_is_known_is_not_added_again(tmp_path: Path) -> None:
    mine, bundled = OwnBoards(tmp_path), read_boards()[0]
    assert mine.add([bundled]) == []
    assert [one.token for one in mine.add([board("zigzag-9"), board("Zigzag-9")])] == ["Zigzag-9"]
    assert mine.add([board("ZIGZAG-9", "Zigzag")]) == []
    assert len(mine.read()) == 1


def test_what_a_person_wrote_into_the_file_stays(tmp_path: Path) -> None:
    mine = OwnBoards(tmp_path)
    mine.path.write_text('source,token,company,homepage\nlever,by-hand,"By, Hand",https://hand.example\n')
    mine.add([Board(source="lever", token="zigzag-9", host="eu")])
    assert [(one.token, one.company, one.host) for one in mine.read()] == [
        ("by-hand", "By, Hand", None),
        ("zigzag-9", None, "eu"),
    ]


def test_a_broken_file_is_told_and_left_as_it_is(tmp_path: Path) -> None:
    mine = OwnBoards(tmp_path)
    mine.path.write_text("source,token,company,homepage\nashby,a/b,,\n")
    with pytest.raises(BadRowError, match="cannot be a board's token"):
        mine.add([board("zigzag-9")])
    assert "zigzag" not in mine.path.read_text()
    with pytest.raises(BadRowError):
        registry(tmp_path)


def test_two_commands_that_add_at_once_lose_nothing(tmp_path: Path) -> None:
    threads = [
        threading.Thread(target=OwnBoards(tmp_path).add, args=([board(f"zigzag-{n}")],)) for n in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(OwnBoards(tmp_path).read()) == 12
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".part")] == []


def test_a_folder_that_takes_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OwnBoardsNotWritableError) as told:
        OwnBoards(tmp_path / "file").add([board("zigzag-9")])
    assert told.value.exit_code == 5
