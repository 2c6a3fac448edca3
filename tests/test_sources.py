"""The table of sources: every one says what it gives, on which terms, and whom to credit."""

from __future__ import annotations

import pytest

from scrapers.sources import SOURCES, Source


@pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.name)
def test_a_source_says_what_it_gives_on_which_terms_and_what_robots_say(source: Source) -> None:
    for line in (source.title, source.gives, source.terms, source.robots):
        assert line
        assert line == line.strip()
        assert "\n" not in line
    assert source.page.startswith("https://")


@pytest.mark.parametrize(
    "source", [source for source in SOURCES.values() if source.kind == "feed"], ids=lambda source: source.name
)
def test_a_feed_is_named_with_its_address_wherever_its_roles_are_shown(source: Source) -> None:
    assert source.attribution
    assert source.title in source.attribution
    assert "https://" in source.attribution
    assert source.shows_newest_only


def test_only_feeds_show_the_newest_alone() -> None:
    assert {source.kind for source in SOURCES.values() if source.shows_newest_only} == {"feed"}


def test_what_a_source_allows_in_a_day_is_known_here() -> None:
    assert SOURCES["remotive"].most_per_day == 4
    assert SOURCES["ashby"].most_per_day is None
