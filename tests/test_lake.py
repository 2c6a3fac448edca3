"""A lake gives every reader the generation that one writer published, whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipeline import lake as lake_of
from pipeline.build import build
from pipeline.lake import Lake
from pipeline.queries import Generation
from tests.in_process import in_process
from tests.landed import board, land
from tests.services import PostgresServer
from tests.varied import publish_varied

pytestmark = [
    pytest.mark.services,
    pytest.mark.skipif(
        duckdb.__version__ != "1.5.5", reason="LAKE: DuckDB's extensions end at 1.5.5; CI has a place for it"
    ),
]


@pytest.fixture
def lake(tmp_path: Path) -> Iterator[Lake]:
    with PostgresServer() as server:
        yield Lake(server.dsn, str(tmp_path / "lake files"))


def options(lake: Lake, data: Path) -> list[str]:
    return ["--catalog", lake.catalog, "--files", lake.files, "--data", str(data)]


def test_a_reader_gets_every_role_that_the_writer_published(
    tmp_path: Path, lake: Lake, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sixthhire = in_process(capsys, monkeypatch)
    publish_varied(tmp_path / "writer")
    assert sixthhire("lake", "publish", *options(lake, tmp_path / "writer")).returncode == 0
    fetched = sixthhire("lake", "fetch", *options(lake, tmp_path / "reader"))
    assert fetched.returncode == 0, fetched.stderr
    writer, reader = (Generation.open(tmp_path / name) for name in ("writer", "reader"))
    assert list(reader.export_rows()) == list(writer.export_rows())
    assert reader.info.as_of == writer.info.as_of
    assert (
        sixthhire("list", "--data", tmp_path / "reader").stdout
        == sixthhire("list", "--data", tmp_path / "writer").stdout
    )
    again = sixthhire("lake", "fetch", *options(lake, tmp_path / "reader"))
    assert "here already" in again.stderr


def test_a_reader_can_go_on_crawling_from_what_it_fetched(tmp_path: Path, lake: Lake) -> None:
    land(tmp_path / "writer", board("abc"))
    build(tmp_path / "writer")
    lake_of.publish(tmp_path / "writer", lake)
    lake_of.fetch(tmp_path / "reader", lake)
    land(tmp_path / "reader", board("abcd", 1), at=1)
    report = build(tmp_path / "reader")
    assert (report.postings_new, report.roles_open) == (1, 4)


def test_the_public_columns_stand_in_the_lake_for_any_tool(tmp_path: Path, lake: Lake) -> None:
    publish_varied(tmp_path / "writer")
    roles = len(list(Generation.open(tmp_path / "writer").export_rows()))
    assert lake_of.publish(tmp_path / "writer", lake) == roles
    with lake_of.attached(lake) as con:
        columns = [row[0] for row in con.execute("describe lake.public_role").fetchall()]
        ((evidence,),) = con.execute(
            "select evidence from lake.public_role where posting_id = 'rich'"
        ).fetchall()
    assert columns[0] == "role_id"
    assert columns[-1] == "evidence"
    assert {item["field"] for item in evidence} >= {"team_size", "funding_stage"}


def test_publishing_again_replaces_the_whole(tmp_path: Path, lake: Lake) -> None:
    for number, ids in enumerate(("abc", "abcdef")):
        land(tmp_path / "writer", board(ids, number), at=number)
        build(tmp_path / "writer")
        assert lake_of.publish(tmp_path / "writer", lake) == len(ids)
    lake_of.fetch(tmp_path / "reader", lake)
    assert len(list(Generation.open(tmp_path / "reader").export_rows())) == 6


def test_an_empty_lake_and_one_that_is_not_there_are_told(
    tmp_path: Path, lake: Lake, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sixthhire = in_process(capsys, monkeypatch)
    empty = sixthhire("lake", "fetch", *options(lake, tmp_path / "reader"))
    assert (empty.returncode, "holds no generation yet" in empty.stderr) == (5, True)
    nowhere = Lake("dbname=lake host=127.0.0.1 port=1 password=secret", lake.files)
    publish_varied(tmp_path / "writer")
    failed = sixthhire("lake", "publish", *options(nowhere, tmp_path / "writer"))
    assert failed.returncode == 5
    assert "secret" not in failed.stderr
    assert "Traceback" not in failed.stderr
