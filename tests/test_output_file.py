"""What an export writes to: a new file, an old one, a link, a pipe with a name."""

from __future__ import annotations

import io
import json
import os
import stat
import threading
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.output_file import OutputNotWritableError, output_file
from tests.in_process import Run, in_process


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return in_process(capsys, monkeypatch)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.mark.parametrize("form", ["jsonl", "xlsx", "parquet"])
def test_an_export_is_written_into_a_named_pipe_and_leaves_it_there(
    inside: Run, demo_data: Path, tmp_path: Path, form: str
) -> None:
    pipe, read = tmp_path / f"pipe.{form}", io.BytesIO()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.write(pipe.read_bytes()), daemon=True)
    reader.start()
    done = inside("export", "--all", "-o", pipe, "--data", demo_data)
    if not stat.S_ISFIFO(pipe.lstat().st_mode):
        pytest.fail("the pipe was replaced by a file")
    reader.join(timeout=20)
    assert done.returncode == 0, done.stderr
    assert stat.S_ISFIFO(pipe.lstat().st_mode)
    if form == "parquet":
        assert pq.read_table(io.BytesIO(read.getvalue())).num_rows > 100
    else:
        assert read.getvalue().startswith(b"PK" if form == "xlsx" else b'{"role_id"')
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_link_stays_a_link_and_its_target_is_written(inside: Run, demo_data: Path, tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    target, link, chain = tmp_path / "notes" / "roles.json", tmp_path / "now.json", tmp_path / "chain.json"
    target.write_text("old")
    link.symlink_to(target)
    chain.symlink_to("now.json")
    for name in (link, chain):
        assert inside("export", "-o", name, "--data", demo_data).returncode == 0
        assert (link.is_symlink(), chain.is_symlink()) == (True, True)
        assert json.loads(target.read_text()) == []
        target.write_text("old")


def test_a_link_to_nothing_yet_makes_its_target(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("new")
    with output_file(tmp_path / "link") as out:
        out.write(b"x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "new").read_bytes() == b"x"


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(OutputNotWritableError, match="loop"), output_file(tmp_path / "loop"):
        pass
    assert (tmp_path / "loop").is_symlink()


@pytest.mark.parametrize("bits", [0o600, 0o640, 0o664], ids=oct)
def test_a_replaced_file_keeps_its_mode(tmp_path: Path, bits: int) -> None:
    path = tmp_path / "roles.csv"
    path.write_text("old")
    path.chmod(bits)
    with output_file(path) as out:
        out.write(b"new")
    assert (mode(path), path.read_text()) == (bits, "new")


def test_a_new_file_has_the_mode_that_any_new_file_has(tmp_path: Path) -> None:
    (tmp_path / "other").write_text("")
    with output_file(tmp_path / "roles.csv"):
        pass
    assert mode(tmp_path / "roles.csv") == mode(tmp_path / "other")


def test_a_name_as_long_as_the_disk_allows_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 251 + ".csv")
    with output_file(path) as out:
        out.write(b"x")
    assert path.read_bytes() == b"x"


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["-o", ""], "-o needs the name of a file"),
        (["-o", "roles.pdf"], ".pdf is no format"),
        (["-o", "roles.csv.gz"], ".gz is no format"),
        (["-o", "roles.csv", "--format", "xlsx"], "contradict"),
        (["-o", "roles.json", "--format", "jsonl"], "contradict"),
    ],
    ids=["empty", "pdf", "gz", "xlsx_in_csv", "jsonl_in_json"],
)
def test_a_file_name_that_does_not_fit_is_a_usage_error(
    inside: Run,
    demo_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    word: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = inside("export", "--all", *options, "--data", demo_data)
    assert (done.returncode, done.stdout) == (2, "")
    assert word in done.stderr
    assert done.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "starts"),
    [
        (["-o", "roles"], "role_id,"),
        (["-o", "roles.txt", "--format", "csv"], "role_id,"),
        (["-o", "roles.NDJSON"], '{"role_id"'),
        (["-o", "roles.MD", "--format", "MD"], "# Roles"),
    ],
    ids=["no_ending", "named", "ndjson", "same_twice"],
)
def test_the_ending_or_the_option_names_the_format(
    inside: Run,
    demo_data: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    starts: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    done = inside("export", "--all", *options, "--data", demo_data)
    assert done.returncode == 0, done.stderr
    [file] = tmp_path.iterdir()
    assert file.read_text().startswith(starts)


def test_a_dash_is_stdout(
    inside: Run, demo_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = inside("export", "-o", "-", "--format", "json", "--data", demo_data)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])
    assert list(tmp_path.iterdir()) == []
