"""Output that cannot be written whole is never passed off as done."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

LIMIT = 50 * 1024


def _small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize("form", ["csv", "jsonl", "json", "md", "parquet", "xlsx"])
def test_an_export_that_does_not_fit_says_so(
    demo_data: Path, tmp_path: Path, form: str, unbuffered: str
) -> None:
    with (tmp_path / "out").open("wb") as out:
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", "export", "--all", "--format", form, "--data", demo_data],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            preexec_fn=_small_files,
            check=False,
        )
    assert done.returncode == 5, done.stderr
    assert done.stderr.count("\n") == 1
    assert "could not be written" in done.stderr


@pytest.mark.parametrize("form", ["csv", "jsonl", "md"])
def test_a_reader_that_leaves_early_is_no_error_in_any_format(demo_data: Path, form: str) -> None:
    command = f"'{sys.executable}' -m pipeline export --all --format {form} --data '{demo_data}'"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command} | head -c 10 >/dev/null"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "command", ["list --limit 9999 --all-families --all-stages --json", "--help"], ids=str
)
def test_a_list_that_does_not_fit_says_so(demo_data: Path, tmp_path: Path, command: str) -> None:
    data = ["--data", str(demo_data)] if "list" in command else []
    with (tmp_path / "out").open("wb") as out:
        out.write(b"x" * LIMIT)
        out.flush()
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *command.split(), *data],
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=_small_files,
            check=False,
        )
    assert done.returncode == 5, done.stderr
    assert done.stderr.count("\n") == 1
    assert "could not be written" in done.stderr
