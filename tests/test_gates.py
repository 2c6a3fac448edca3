"""A source that suddenly lists half is a failure until somebody says that it is true."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import generations
from pipeline.build import ShrunkenSourceError, build
from pipeline.queries import Generation
from tests.in_process import Run, in_process
from tests.landed import board, land

inside = pytest.fixture(in_process)
BOARDS = 6
POSTINGS = 5


def crawl(data: Path, day: int, postings: int, *, blocked: int = 0, boards: int = BOARDS) -> None:
    """One run over all boards; `blocked` of them refuse us."""
    shots = [
        board(
            [] if number < blocked else [f"{number}-{i}" for i in range(postings)],
            day,
            token=f"t{number}",
            homepage=f"https://t{number}.example",
            status="blocked" if number < blocked else "complete",
        )
        for number in range(boards)
    ]
    land(data, *shots, at=day)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three good days."""
    for day in range(3):
        crawl(tmp_path, day, POSTINGS)
        build(tmp_path)
    return tmp_path


def test_a_source_under_half_of_its_median_is_not_published(data: Path) -> None:
    before = generations.current(data)
    crawl(data, 3, 2)
    with pytest.raises(
        ShrunkenSourceError, match="ashby lists 12 postings where its 6 boards usually list 30"
    ) as no:
        build(data)
    assert no.value.exit_code == 4
    assert generations.current(data) == before
    assert len(list((data / "landing").glob("*/*.jsonl"))) == 1, "what was read waits"
    assert not list(generations.folder(data).glob(".roles-*"))


def test_a_better_crawl_goes_on_by_itself(data: Path) -> None:
    crawl(data, 3, 2)
    with pytest.raises(ShrunkenSourceError):
        build(data)
    crawl(data, 4, POSTINGS)
    report = build(data)
    assert (report.published, report.landing_files, report.roles_open) == (True, 2, BOARDS * POSTINGS)


def test_what_is_accepted_once_is_the_new_measure(data: Path) -> None:
    crawl(data, 3, 2)
    assert build(data, accept_drop=True).published
    for day in (4, 5):
        crawl(data, day, 2)
        assert build(data).published
    assert Generation.open(data).info.roles_open == BOARDS * 2


def test_boards_that_were_not_read_count_on_neither_side(data: Path) -> None:
    crawl(data, 3, POSTINGS, blocked=BOARDS - 1)
    assert build(data).published
    crawl(data, 4, POSTINGS, boards=1)
    assert build(data).published, "nor do boards that were not asked for"


def test_half_is_enough_and_so_is_a_source_without_a_past(tmp_path: Path) -> None:
    crawl(tmp_path, 0, POSTINGS)
    build(tmp_path)
    for day in (1, 2, 3):
        crawl(tmp_path, day, 3)
        assert build(tmp_path).published
    crawl(tmp_path, 4, 0, boards=1)
    assert build(tmp_path).published, "a few postings are no measure"


def test_the_command_says_what_fell_and_how_to_publish_it(inside: Run, data: Path) -> None:
    crawl(data, 3, 0)
    refused = inside("build", "--data", data)
    assert refused.returncode == 4
    assert "ashby lists 0 postings" in refused.stderr
    assert "sixthhire build --accept-drop" in refused.stderr
    accepted = inside("build", "--accept-drop", "--json", "--data", data)
    assert (accepted.returncode, json.loads(accepted.stdout)["build"]["published"]) == (0, True)
