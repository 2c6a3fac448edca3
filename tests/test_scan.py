"""The first pass over a text finds every module's triggers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import re2
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.inference import scan
from pipeline.inference.equity import equity
from pipeline.inference.funding_stage import funding_stage
from pipeline.inference.hire_number import hire_numbers
from pipeline.inference.salary import salary
from pipeline.inference.signals import signals
from pipeline.inference.team_size import engineering_team_size, team_size
from pipeline.inference.text import Text
from pipeline.inference.visa import visa
from pipeline.inference.work_mode import work_modes_in

WORDS = (
    "we're we are a team company of is has employs (12 about 30 over fifty 10-15 40+ ~20 just only two a "
    "dozen people engineers employees engineering in of us them which with join other teammates grew "
    "grown from to -> size: head count first second 3rd #7 number hire employee our as your be you'd "
    "you'll the next one series A B seed pre-seed stage raised closed $5M Nasdaq NYSE: ACME listed on "
    "traded public company acquired by bootstrapped we have never taken investment no investors went visa "
    "sponsorship sponsor we offer relocation package work permit authorized to work US equity 0.5% stock "
    "options shares plus ship daily fast own it end to end founders closely with PyTorch and AWS from "
    "scratch greenfield $120k - $150k 401k EUR 50 an hour remote hybrid three days a week in-office . , ; "
    "| ( ) - "
)
PHRASES = (
    "a team of 12 people ",
    "we've grown from 5 to 20 ",
    "employee #7 ",
    "you'd be our first ML engineer. ",
    "we raised our Series A ",
    "listed on the Nasdaq ",
    "(NYSE: ACME) ",
    "relocation package incl. visas ",
    "\n",
    "80 people, 30 of them in engineering. ",
    "our engineers (12) ",
    "we closed our seed round. ",
)
PIECES = (*(f"{word} " for word in WORDS.split()), *PHRASES)
FUNCTIONS = {
    function.__name__: function
    for function in (
        team_size,
        engineering_team_size,
        funding_stage,
        visa,
        equity,
        signals,
        salary,
        work_modes_in,
    )
} | {"hire_numbers": lambda text: hire_numbers(text, None)}


def test_every_trigger_is_a_pattern_of_its_own_name() -> None:
    options = re2.Options()
    options.case_sensitive = False
    for name, pattern in scan.trigger_patterns().items():
        assert re2.compile(pattern, options), name


def test_every_module_with_triggers_is_read() -> None:
    folder = Path(scan.__file__).parent
    having = {path.stem for path in folder.glob("*.py") if "\nTRIGGERS" in path.read_text("utf-8")}
    assert having == set(scan.MODULES)


def test_what_no_module_looks_for_leaves_no_hits() -> None:
    assert scan.read("xyzzy plugh").hits == frozenset()


@given(st.text(max_size=400))
def test_any_text_can_be_scanned_and_comes_back_as_it_was(value: str) -> None:
    assert scan.read(value).value == value


@given(st.lists(st.sampled_from(PIECES), max_size=30))
@settings(max_examples=400, deadline=None)
def test_what_the_first_pass_passes_over_would_have_told_nothing(pieces: list[str]) -> None:
    value = "".join(pieces)
    everything = Text(value, frozenset(scan.trigger_patterns()))
    text = scan.read(value)
    for name, function in FUNCTIONS.items():
        assert function(text) == function(everything), name


def test_a_trigger_that_is_missing_would_be_seen() -> None:
    value = "We are a team of 12 people."
    assert team_size(scan.read(value)) != team_size(Text(value, frozenset()))


def test_a_lone_surrogate_does_not_stop_the_scan() -> None:
    assert scan.read("a \ud800 b").value == "a \ud800 b"


def test_importing_the_scan_compiles_nothing() -> None:
    code = "import pipeline.inference.scan as s, sys; assert s._set.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True)
