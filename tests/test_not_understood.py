"""A posting whose text meets a bug of ours costs only itself, and is tried again by better rules."""

from __future__ import annotations

from pathlib import Path

import pytest

import pipeline.build
import pipeline.derive
import pipeline.merge
from pipeline.build import build
from pipeline.roles import INFERENCE_VERSION, PostingContext, Role, roles_from
from scrapers.items import JobPosting
from tests.landed import board, land, posting, roles


def stumbles(given: JobPosting, context: PostingContext) -> list[Role]:
    """The inference, with a bug that one title meets."""
    if given.title == "Stumbling block":
        raise RecursionError("too deep")
    return roles_from(given, context)


def test_a_posting_that_the_inference_fails_on_costs_only_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    land(tmp_path, board(["a", "b"]))
    build(tmp_path)
    monkeypatch.setattr(pipeline.merge, "roles_from", stumbles)
    land(tmp_path, board([posting("a", title="Stumbling block"), "b", "c"], 1), at=1)
    report = build(tmp_path)
    ((failed),) = report.not_understood
    assert (failed.board, failed.posting_id) == ("parcelwise", "a")
    assert "too deep" in failed.reason
    assert sorted(roles(tmp_path)) == ["a", "b", "c"], "a keeps the role that it had"

    monkeypatch.undo()
    for module in (pipeline.build, pipeline.derive, pipeline.merge):
        monkeypatch.setattr(module, "INFERENCE_VERSION", INFERENCE_VERSION + 1)
    assert build(tmp_path).not_understood == []
    assert roles(tmp_path)["a"]["title"] == "Stumbling block"


def test_failing_again_on_what_is_kept_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    land(tmp_path, board([posting("a", title="Stumbling block"), "b"]))
    build(tmp_path)
    monkeypatch.setattr(pipeline.merge, "roles_from", stumbles)
    for module in (pipeline.build, pipeline.derive, pipeline.merge):
        monkeypatch.setattr(module, "INFERENCE_VERSION", INFERENCE_VERSION + 1)
    assert [one.posting_id for one in build(tmp_path).not_understood] == ["a"]
    assert sorted(roles(tmp_path)) == ["a", "b"]


def test_one_failure_among_many_batches_is_told_and_marked_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.merge, "roles_from", stumbles)
    monkeypatch.setattr(pipeline.merge, "BATCH", 1)
    land(tmp_path, board([posting("a", title="Stumbling block")], token="first"), board("b", token="second"))
    report = build(tmp_path)
    assert [one.posting_id for one in report.not_understood] == ["a"]
    land(
        tmp_path,
        board("a", 1, token="first"),
        board([posting("b", "Stumbling block")], 1, token="second"),
        at=1,
    )
    assert [one.board for one in build(tmp_path).not_understood] == ["second"]
    assert roles(tmp_path)["a"]["board"] == "first", "what failed once is read when its words are others"


def test_the_same_words_do_not_fail_again_every_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.merge, "roles_from", stumbles)
    for number in range(3):
        land(tmp_path, board([posting("a", title="Stumbling block"), "b"], number), at=number)
        assert len(build(tmp_path).not_understood) == (1 if number == 0 else 0)
