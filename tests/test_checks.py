"""Each rule that a generation must keep has something that breaks it."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from pipeline import generations
from pipeline.build import build
from pipeline.derive import BrokenGenerationError, refuse_what_breaks_rules
from tests.landed import PARCELWISE, STATED, board, directory, land, posting

BREAKAGES = {
    "each role_id is there once": "insert into role from role limit 1",
    "each posting is there once": "insert into posting from posting limit 1",
    "every stated role is a role": "delete from role where posting_id = 'a'",
    "no low end is above its high end": "update role set team_size_min = 9, team_size_max = 2",
    "counts start at 1": "update role set hire_number_min = 0, hire_number_max = 3",
    "words are of their vocabulary": "update role set seniority = 'wizard'",
    "a hire number has a basis": "update role set hire_number_basis = null, hire_number_min = 3",
    "a role was first seen before it was last seen": "update role set first_seen_at = now()::timestamp",
    "a role is closed exactly when it has a closing time": "update role set status = 'closed'",
    "evidence is about a role": "update evidence set role_id = 'nobody'",
    "each role has one text": "insert into role_text from role_text limit 1",
    "links lead to the web": "update role set url = 'javascript:alert(1)'",
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A generation in which every rule holds."""
    data = tmp_path_factory.mktemp("sound")
    land(
        data,
        directory(PARCELWISE),
        board([posting("a", text=STATED), posting("b", title="Senior ML Engineer")]),
    )
    build(data)
    return generations.current(data)


@pytest.mark.parametrize("rule", BREAKAGES)
def test_each_rule_refuses_what_breaks_it(sound: Path, tmp_path: Path, rule: str) -> None:
    con = duckdb.connect(str(shutil.copyfile(sound, tmp_path / "copy.duckdb")))
    refuse_what_breaks_rules(con)
    con.execute(BREAKAGES[rule])
    with pytest.raises(BrokenGenerationError, match=rule):
        refuse_what_breaks_rules(con)
    con.close()
