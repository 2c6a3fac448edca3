"""Places are read from fields, headers and prose, and stay unknown where a name could be several."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inference.places import places
from pipeline.inference.scan import read
from pipeline.inference.text import Places


def _field(*locations: str, countries: tuple[str, ...] = ()) -> Places:
    return places(locations, countries, None)


def _text(value: str) -> Places:
    return places((), (), read(value))


@pytest.mark.parametrize(
    ("location", "countries", "regions", "cities"),
    [
        ("San Francisco, CA / Remote (US)", ["US"], [], ["San Francisco"]),
        ("Remote - EMEA", [], ["emea"], []),
        ("London, UK (Hybrid, 3 days)", ["GB"], [], ["London"]),
        ("NYC or SF", ["US"], [], ["New York", "San Francisco"]),
        ("Remote (must overlap 4h with CET)", [], [], []),
        ("Cambridge", [], [], []),
        ("Georgia", [], [], []),
        ("Anywhere", [], ["worldwide"], []),
        ("Berlin oder remote", ["DE"], [], ["Berlin"]),
        ("Bengaluru", ["IN"], [], ["Bengaluru"]),
        ("Bangalore", ["IN"], [], ["Bangalore"]),
    ],
)
def test_the_acceptance_cases(
    location: str, countries: list[str], regions: list[str], cities: list[str]
) -> None:
    assert _field(location) == Places(tuple(countries), tuple(regions), tuple(cities))


@pytest.mark.parametrize(
    ("location", "countries", "cities"),
    [
        ("Cambridge, MA", "US", "Cambridge"),
        ("Cambridge, England", "GB", "Cambridge"),
        ("Atlanta, Georgia", "US", "Atlanta"),
        ("Tbilisi, Georgia", "GE", "Tbilisi"),
        ("Vancouver, WA", "US", "Vancouver"),
        ("Vancouver, BC", "CA", "Vancouver"),
        ("London, ON", "CA", "London"),
        ("Perth, WA", "AU", "Perth"),
        ("Perth, WA, Australia", "AU", "Perth"),
        ("Adelaide, SA", "AU", "Adelaide"),
        ("Milan, MI, Italy", "IT", "Milan"),
        ("US-CA-San Francisco", "US", "San Francisco"),
        ("Toronto, ON, CA", "CA", "Toronto"),
        ("Santa Clara Office", "US", "Santa Clara"),
        ("Presidio, CA", "US", ""),
        ("Remote, USA", "US", ""),
        ("US-Remote", "US", ""),
        ("München", "DE", "Munich"),
        ("Zürich", "CH", "Zurich"),
        ("Łódź, Polska", "PL", "Lodz"),
        ("Nice, France", "FR", "Nice"),
        ("SF Bay Area", "US", "San Francisco Bay Area"),
        ("Singapore", "SG", "Singapore"),
        ("DACH", "DE AT CH", ""),
        ("Remote (anywhere in Canada)", "CA", ""),
    ],
)
def test_a_place_text_of_a_board(location: str, countries: str, cities: str) -> None:
    found = _field(location)
    assert (found.countries, found.cities) == (tuple(countries.split()), (cities,) if cities else ())
    assert found.regions == ()


def test_fields_decide_between_namesakes() -> None:
    assert _field("Cambridge", countries=("United Kingdom",)) == Places(("GB",), (), ("Cambridge",))
    assert _field("Cambridge", countries=("US",)) == Places(("US",), (), ("Cambridge",))
    assert _field("Hybrid", countries=("Deutschland",)) == Places(("DE",))
    assert _field("Hybrid", countries=("Georgia",)) == Places(("GE",))
    assert _field("Hybrid", countries=("Atlantis",)) == Places()


@pytest.mark.parametrize(
    ("header", "countries", "regions"),
    [
        ("Acme | ML Engineer | REMOTE (US)", ["US"], []),
        ("Acme | ML Engineer | REMOTE", [], []),
        ("Acme | Sydney, NSW | AI, ML", ["AU"], []),
        ("Acme | ML Engineer | REMOTE (Global)", [], ["worldwide"]),
        ("Acme | ML Engineer | Remote (US, CA, UK)", ["US", "CA", "GB"], []),
        ("Acme | SF, NYC or Remote (US, Europe)", ["US"], ["europe"]),
        ("Acme | Berlin / London | ONSITE", ["DE", "GB"], []),
        ("Acme | Austin TX | ONSITE", ["US"], []),
        ("Acme | Burlingame, CA | Full-time", ["US"], []),
        ("Acme (Stockholm) | Founding Engineer | Full-time", ["SE"], []),
        ("Paris Bakery | Engineer | Oslo, Norway", ["NO"], []),
        ("Acme | Frontend, Mobile Engineers | NYC", ["US"], []),
        ("Acme | Mobile Engineers | Remote", [], []),
        ("Acme | Reading group lead | Remote", [], []),
        ("Acme | Engineer | Remote (US timezones)", [], []),
        ("Acme | Engineer | Remote (EU/Asia -- no US)", [], ["europe", "asia"]),
        ("Acme | Cambridge, MA + NYC | Hybrid", ["US"], []),
        ("Acme is hiring engineers & designers [on-site, Berlin]", ["DE"], []),
        ("Staff Engineers @Acme in NYC", ["US"], []),
        ("Join us | we need US citizens only", [], []),
    ],
)
def test_a_header_names_places_in_cells_of_their_own(
    header: str, countries: list[str], regions: list[str]
) -> None:
    found = _text(header)
    assert (set(found.countries), found.regions) == (set(countries), tuple(regions))


@pytest.mark.parametrize(
    ("body", "countries"),
    [
        ("We are based in Lisbon and like the sea.", ["PT"]),
        ("Come to our Paris office every day.", ["FR"]),
        ("Location: Utrecht, Netherlands", ["NL"]),
        ("Candidates must be US residents at this time.", ["US"]),
        ("- Account Executive (Remote, USA)", ["US"]),
        ("Our customers are in Germany, and reading Nice things about Mobile makes us split.", []),
        ("She worked at Florence Health and went to Stanford.", []),
    ],
)
def test_prose_names_places_only_where_it_says_that_one_works_there(body: str, countries: list[str]) -> None:
    assert _text(f"Acme | ML Engineer | Remote\n{body}").countries == tuple(countries)


def test_text_is_asked_only_where_the_fields_are_silent() -> None:
    text = read("We are based in Lisbon.")
    assert places(("Oslo",), (), text).countries == ("NO",)
    assert places(("Remote",), (), text).countries == ("PT",)
    assert places(("Remote - Europe",), (), text) == Places((), ("europe",))


@given(st.lists(st.text(max_size=60), max_size=3), st.text(max_size=300))
def test_any_text_is_read(locations: list[str], text: str) -> None:
    places(locations, locations, read(text))
    places((), (), read(text))


@pytest.mark.parametrize(
    "piece",
    [
        "Paris ",
        "based in Paris, ",
        "(Paris) ",
        "US, ",
        "in A ",
        "New New York ",
        "St. ",
        "our the office ",
        "\u202e",
    ],
)
def test_a_megabyte_of_places_is_read_in_seconds(piece: str) -> None:
    value = piece * (1_000_000 // len(piece))
    text = read("remote\n" + value)
    began = time.process_time()
    places((), (), text)
    places((value,), (value,), text)
    assert time.process_time() - began < 3
