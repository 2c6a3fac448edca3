"""What the dashboard asks of the pipeline beyond the sidebar: early roles of unknown firms, hidden ones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from pipeline.queries import Filters, Generation
from tests.hostile_roles import posting, publish

SECOND_DAY = datetime(2026, 11, 21, tzinfo=UTC)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Generation:
    """A company of which nothing is known but what its postings say of hire numbers."""
    data = tmp_path_factory.mktemp("early")
    sixth = posting("sixth", "ML Engineer", "<p>You would be our sixth hire.</p>")
    late = posting("late", "AI Engineer", "<p>You would be employee number 300.</p>")
    silent = posting("silent", "Data Scientist", "<p>Models and data.</p>")
    publish(data, sixth, late, silent, at=SECOND_DAY - timedelta(days=1))
    publish(data, sixth, late, silent, posting("new", "ML Researcher", "<p>Join us.</p>"), at=SECOND_DAY)
    return Generation.open(data)


def ids(found: Generation, filters: Filters) -> set[str]:
    return {row["posting_id"] for row in found.find_roles(filters).rows}


def test_a_small_stated_hire_number_is_early_where_nothing_else_is_known(found: Generation) -> None:
    assert ids(found, Filters(early_stage=False)) == {"sixth", "late", "silent", "new"}
    assert ids(found, Filters()) == {"sixth"}


def test_hidden_roles_and_companies_stay_away_and_are_named_as_the_reason(found: Generation) -> None:
    everything = Filters(early_stage=False, ml_only=False, status="all")
    one = found.find_roles(everything).rows[0]
    without = everything.model_copy(update={"without_roles": (one["role_id"],)})
    assert ids(found, without) == ids(found, everything) - {one["posting_id"]}
    nobody = everything.model_copy(update={"without_companies": (one["company_key"],)})
    assert ids(found, nobody) == set()
    assert [(r.name, r.would_show) for r in found.relaxations(nobody)] == [("hidden", 4)]


def test_only_the_named_roles_pass_and_none_where_none_is_named(found: Generation) -> None:
    everything = Filters(early_stage=False)
    assert ids(found, everything.model_copy(update={"only_roles": ("ashby/brambleworks/late",)})) == {"late"}
    assert ids(found, everything.model_copy(update={"only_roles": ()})) == set()


def test_what_was_first_seen_after_a_visit_is_new(found: Generation) -> None:
    before = (SECOND_DAY - timedelta(hours=1)).replace(tzinfo=None)
    assert ids(found, Filters(early_stage=False, first_seen_after=before)) == {"new"}
