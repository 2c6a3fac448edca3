"""The command line in the test's own process: as `sixthhire`, without its start-up time."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.cli import run

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def in_process(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`inside("list", "--data", folder)`, as the fixture `sixthhire`, but nothing is started.

    A generation once read stays open for the whole test run: whoever damages one uses `sixthhire`.
    """

    def inside(*arguments: str | Path, **env: str) -> subprocess.CompletedProcess[str]:
        given = [str(argument) for argument in arguments]
        with monkeypatch.context() as patch:
            for name, value in {"NO_COLOR": "1", "COLUMNS": "160", **env}.items():
                patch.setenv(name, value)
            capsys.readouterr()
            code = run(given)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(given, code, said.out, said.err)

    return inside
