"""Skills are read as those write them who mean the tool."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inference.scan import read
from pipeline.inference.skills import skills


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We use Go, Rust and C++.", ("C++", "Go", "Rust")),
        ("Experience with Go.", ("Go",)),
        ("Backend: golang / pyspark", ("Go", "Spark")),
        ("Python/R for statistics", ("Python", "R")),
        ("C/C++ and CUDA kernels", ("C", "C++", "CUDA")),
        ("PyTorch (JAX a plus), Ray Serve on k8s", ("PyTorch", "JAX", "Kubernetes", "Ray")),
        ("C#, .NET and Node.js; React Native", ("C#", ".NET", "Node.js", "React Native", "React")),
        ("LLMs, RAG, fine-tuning with Hugging Face", ("Hugging Face", "LLM", "RAG", "Fine-tuning")),
        ("Postgres, dbt, CI/CD", ("dbt", "PostgreSQL", "CI/CD")),
    ],
)
def test_tools_are_found_under_their_canonical_names(text: str, found: tuple[str, ...]) -> None:
    assert set(skills(read(text))) == set(found)


@pytest.mark.parametrize(
    "text",
    [
        "Own our go-to-market and go from zero to one. Ready to Go further?",
        "R&D with Ray, our founder, who raised a Series C",
        "We react to change, spark joy, excel at shipping and move swiftly",
        "Guard rails on a single node in the rust belt",
        "",
    ],
)
def test_words_that_only_look_like_tools_are_none(text: str) -> None:
    assert skills(read(text)) == ()


@given(st.text(max_size=300))
def test_any_text_has_its_skills_in_a_steady_order(value: str) -> None:
    assert skills(read(value)) == skills(read(value))
