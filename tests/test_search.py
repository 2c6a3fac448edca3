"""The index finds what the built-in search finds, word by word, and follows every build."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline import generations
from pipeline.build import build
from pipeline.queries import Filters, Generation
from pipeline.search import index_of
from tests.landed import board, land, posting

EVERYTHING: dict[str, Any] = {"status": "all", "ml_only": False, "early_stage": False}


def found(data: Path, q: str) -> set[str]:
    rows = Generation.open(data).find_roles(Filters(q=q, **EVERYTHING)).rows
    return {row["posting_id"] for row in rows}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    texts = {
        "a": "<p>We train speech models in PyTorch.</p>",
        "b": "<p>We train vision models in JAX, on robots.</p>",
        "c": "<p>Payroll for builders.</p>",
    }
    land(
        tmp_path, board([posting(name, text=text, title=f"Engineer {name}") for name, text in texts.items()])
    )
    build(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("q", "expected"),
    [
        ("pytorch", "a"),
        ("TRAIN models", "ab"),
        ('"vision models"', "b"),
        ('"models vision"', ""),
        ("models -jax", "a"),
        ("-models", "c"),
        ("parcelwise", "abc"),
        ("engineer", "abc"),
        ("nothing", ""),
        ("", "abc"),
        ("'; drop table role; --", ""),
        ("***", ""),
        ("pay", "c"),
        ("-pyt", "bc"),
    ],
)
def test_the_index_finds_what_the_built_in_search_finds(data: Path, q: str, expected: str) -> None:
    assert index_of(generations.current(data)).is_dir()
    with_index = found(data, q)
    generations.discard(index_of(generations.current(data)))
    Generation._open.clear()
    assert with_index == found(data, q) == set(expected)


def test_an_index_follows_new_changed_and_vanished_roles(data: Path) -> None:
    changed = posting("a", text="<p>We train language models in Rust.</p>", title="Engineer a")
    fresh = posting("d", text="<p>We train rockets.</p>", title="Engineer d")
    before = index_of(generations.current(data))
    land(data, board([changed, "b", fresh], 1), at=1)
    build(data)
    assert found(data, "pytorch") == set()
    assert found(data, "rust") == {"a"}
    assert found(data, "rockets") == {"d"}
    assert found(data, "payroll") == {"c"}
    assert before.is_dir()


def test_an_index_goes_with_its_generation(data: Path) -> None:
    for number in range(1, 6):
        land(data, board([posting("a", text=f"<p>Day {number}.</p>")], number), at=number)
        build(data)
    home = generations.folder(data)
    assert {path.stem for path in home.glob("roles-*.search")} <= {
        path.stem for path in home.glob("*.duckdb")
    }
    assert found(data, '"day 5"') == {"a"}


def test_a_damaged_index_is_no_reason_to_find_nothing(data: Path) -> None:
    for file in index_of(generations.current(data)).iterdir():
        file.write_bytes(b"")
    Generation._open.clear()
    assert found(data, "pytorch") == {"a"}


def test_counts_of_other_filters_use_the_index_too(data: Path) -> None:
    generation = Generation.open(data)
    filters = Filters(q="models", family=("ml_engineer",), **EVERYTHING)
    assert generation.count(filters) <= 2
    assert {r.name for r in generation.relaxations(Filters(q="rust", **EVERYTHING))} == {"q"}
