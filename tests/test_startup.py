"""Starting is quick, and importing does nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

HEAVY = (
    "scrapy",
    "twisted",
    "duckdb",
    "pyarrow",
    "streamlit",
    "pandas",
    "re2",
    "xlsxwriter",
    "nh3",
)

LOADED_AFTER = """
import json, sys
sys.argv = ["sixthhire", *json.loads(sys.argv[1])]
from pipeline.cli import main
try:
    main()
except SystemExit:
    pass
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})), file=sys.stderr)
"""

IMPORTED = """
import os, sys, threading, warnings
before = (os.getcwd(), dict(os.environ), threading.active_count(), sys.excepthook)
import scrapers, pipeline, dashboard
import pipeline.cli, pipeline.shortlist, pipeline.paths, pipeline.terminal, scrapers.errors
assert before == (os.getcwd(), dict(os.environ), threading.active_count(), sys.excepthook)
import logging
assert not logging.getLogger().handlers
"""


@pytest.mark.parametrize(
    "arguments", [["--help"], ["crawl", "--help"], ["list", "--help"], ["--version"]], ids=" ".join
)
def test_help_loads_nothing_slow(arguments: list[str]) -> None:
    done = _python("-c", LOADED_AFTER, json.dumps(arguments))
    loaded = set(json.loads(done.stderr))
    assert not loaded & set(HEAVY)


def test_saving_a_note_loads_no_database_engine(tmp_path: Path) -> None:
    done = _python("-c", LOADED_AFTER, json.dumps(["shortlist", "list", "--json", "--data", str(tmp_path)]))
    assert not set(json.loads(done.stderr)) & set(HEAVY)


def test_help_answers_in_under_four_tenths_of_a_second() -> None:
    """CPU time of the best of five: another process on the machine must not fail it."""
    seconds = []
    for _ in range(5):
        before = os.times()
        begun = time.perf_counter()
        assert "demo" in _python("-m", "pipeline", "--help").stdout
        after = os.times()
        cpu = after.children_user + after.children_system - before.children_user - before.children_system
        seconds.append(min(cpu, time.perf_counter() - begun))
    assert min(seconds) < 0.4


def test_importing_the_packages_has_no_side_effect(tmp_path: Path) -> None:
    done = _python("-W", "error", "-c", IMPORTED, cwd=tmp_path)
    assert (done.stdout, done.stderr) == ("", "")
    assert list(tmp_path.iterdir()) == []


def _python(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    root = str(Path(__file__).resolve().parent.parent)
    env = {**os.environ, "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", "HOME": str(cwd or root)}
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env=env, cwd=cwd, check=False
    )
    assert done.returncode == 0, done.stderr
    return done
