"""The first pass over a text finds every module's triggers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import re2
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inference import scan


def test_every_trigger_is_a_pattern_of_its_own_name() -> None:
    options = re2.Options()
    options.case_sensitive = False
    for name, pattern in scan.trigger_patterns().items():
        assert re2.compile(pattern, options), name


def test_every_module_with_triggers_is_read() -> None:
    folder = Path(scan.__file__).parent
    having = {path.stem for path in folder.glob("*.py") if "\nTRIGGERS" in path.read_text("utf-8")}
    assert having == {module for group in scan.GROUPS for module in group}


def test_what_no_module_looks_for_leaves_no_hits() -> None:
    assert scan.read("xyzzy plugh").hits == frozenset()


@given(st.text(max_size=400))
def test_any_text_can_be_scanned_and_comes_back_as_it_was(value: str) -> None:
    assert scan.read(value).value == value


def test_a_lone_surrogate_does_not_stop_the_scan() -> None:
    assert scan.read("a \ud800 b").value == "a \ud800 b"


def test_importing_the_scan_compiles_nothing() -> None:
    code = "import pipeline.inference.scan as s, sys; assert s._sets.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True)
