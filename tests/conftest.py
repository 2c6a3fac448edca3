"""What every test may use: the command line as a user runs it, and folders that only some machines have."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def sixthhire() -> Run:
    """Run the command as a user does, in a process of its own: `sixthhire("list", "--data", folder)`."""

    def run(*arguments: str | Path, timeout: float = 120, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "pipeline", *map(str, arguments)],
            capture_output=True,
            text=True,
            timeout=timeout,
            env={**os.environ, "NO_COLOR": "1", "COLUMNS": "160", **env},
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def demo_data(sixthhire: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which `sixthhire demo` has run once; read it, never write to it."""
    data = tmp_path_factory.mktemp("demo")
    done = sixthhire("demo", "--data", data)
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture(scope="session")
def real() -> Path:
    """The folder of captured real answers; other people's data, so it is never part of the project."""
    folder = Path(os.environ.get("SIXTHHIRE_REAL", ROOT.parent / "shared" / "real"))
    if not (folder / "index.csv").is_file():
        pytest.skip(f"CAPTURED ANSWERS MISSING: no index.csv in {folder}; SIXTHHIRE_REAL may name another")
    return folder
