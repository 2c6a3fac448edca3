"""Whose board it is: from claims and looks to verdicts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.leads import Lead
from pipeline.owners import Verdict, bears_name, claims, verdicts
from scrapers.boards import key_of
from scrapers.discovery import BoardLook, Linked, PageSeen, SiteLook
from scrapers.items import Board

NOW = datetime(2026, 11, 24, tzinfo=UTC)
BOARD = Board(source="ashby", token="zephyr-team")
POST = "https://news.ycombinator.com/item?id=1"


def lead(name: str | None = "Kestrel Loom", domain: str | None = "kestrelloom.dev") -> Lead:
    return Lead(name, domain, POST, None, (BOARD,))


def look(**said: Any) -> BoardLook:
    return BoardLook(**{"board": BOARD, "looked_at": NOW, "status": "complete", **said})


def judged(*leads: Lead, looks: tuple[BoardLook, ...] = (), sites: tuple[SiteLook, ...] = ()) -> Verdict:
    claimed = claims(leads, sites)
    [verdict] = verdicts(claimed, {key_of(one.board): one for one in looks}, {})
    return verdict


def site(page: str, *tokens: str, begun: str = "https://kestrelloom.dev/") -> SiteLook:
    links = tuple(Linked(board=Board(source="ashby", token=token), page=page) for token in tokens)
    seen = (PageSeen(url=page, status="complete"),)
    return SiteLook(url=begun, looked_at=NOW, pages=seen, links=links)


SEVERAL = (("lever", "kestrelloom"), ("ashby", "globex"), ("greenhouse", "initech"))
CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    # what the board says, the state, words of the reason
    "its domain in most openings": (
        {"openings": 4, "mentions": {"Kestrel Loom": 0, "kestrelloom.dev": 2}},
        "accepted",
        "2 of its 4 openings name kestrelloom.dev",
    ),
    "its domain in few openings": (
        {"openings": 4, "mentions": {"Kestrel Loom": 0, "kestrelloom.dev": 1}},
        "candidate",
        "none or too few of its 4 openings name Kestrel Loom",
    ),
    "its name again and again": (
        {"openings": 4, "mentions": {"Kestrel Loom": 4}, "repeated": {"Kestrel Loom": 3}},
        "accepted",
        "3 of its 4 openings keep naming Kestrel Loom",
    ),
    "its name once an opening, as a customer's": (
        {"openings": 4, "mentions": {"Kestrel Loom": 4}, "repeated": {"Kestrel Loom": 0}},
        "candidate",
        "none or too few",
    ),
    "the employer's field": (
        {"openings": 1, "employers": ("Kestrel Loom, Inc.",)},
        "accepted",
        "the board names Kestrel Loom as the employer",
    ),
    "another employer": (
        {"openings": 1, "employers": ("Zephyr Fund",)},
        "candidate",
        "it names Zephyr Fund as the employer, not Kestrel Loom",
    ),
    "no opening": ({"openings": 0}, "candidate", "lists no opening now"),
    "unreadable": ({"status": "malformed", "error": "did not answer in time"}, "candidate", "did not answer"),
    "gone": ({"status": "unknown", "error": "the source does not know it (answered 404)"}, "dead", "404"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_board_is_accepted_only_when_it_names_the_company(name: str) -> None:
    said, state, reason = CASES[name]
    verdict = judged(lead(), looks=(look(**said),))
    assert verdict.state == state, verdict.why
    assert reason in verdict.why
    assert verdict.found_on == POST


def test_a_board_that_was_not_looked_at_waits() -> None:
    assert judged(lead()).why.startswith("it has not been looked at yet; the next discovery looks")


def test_a_link_that_names_no_company_waits() -> None:
    verdict = judged(lead(None, None), looks=(look(openings=3),))
    assert (verdict.state, verdict.why) == ("candidate", "what links it names no company")


def test_a_board_whose_name_is_taken_on_another_host_waits() -> None:
    here, there = Board(source="lever", token="acme"), Board(source="lever", token="acme", host="eu")
    look = BoardLook(board=there, looked_at=NOW, status="complete", openings=1, employers=("Acme",))
    claimed = claims([Lead("Acme", "acme.dev", POST, None, (there,))], [])
    [verdict] = verdicts(claimed, {key_of(there): look}, {key_of(here): here})
    assert (verdict.state, "on another host" in verdict.why) == ("candidate", True)
    [alone] = verdicts(claimed, {key_of(there): look}, {})
    assert (alone.state, alone.board.host) == ("accepted", "eu")


def test_the_boards_own_word_for_its_employer_stands_in_the_registry() -> None:
    said = look(openings=2, employers=("Kestrel Loom",), mentions={"kestrelloom.dev": 2})
    verdict = judged(lead("Kestrel Loom Durable Objects"), looks=(said,))
    assert (verdict.state, verdict.board.company) == ("accepted", "Kestrel Loom")


def test_a_page_of_the_companys_own_domain_confirms_its_only_board_of_a_system() -> None:
    page = site("https://jobs.kestrelloom.dev/", "zephyr-team")
    verdict = judged(sites=(page,), looks=(look(),))
    assert (verdict.state, verdict.board.homepage) == ("accepted", "https://kestrelloom.dev")
    gone = judged(sites=(page,), looks=(look(status="unknown", error="answered 404"),))
    assert (gone.state, gone.why) == ("dead", "answered 404")
    unseen = judged(sites=(page,))
    assert (unseen.state, "looks whether it is there" in unseen.why) == ("candidate", True)


def test_of_several_boards_on_a_page_those_that_bear_the_companys_name_are_its_own() -> None:
    page = "https://kestrelloom.dev/customers"
    boards = [Board(source=source, token=token) for source, token in SEVERAL]
    links = tuple(Linked(board=board, page=page) for board in boards)
    seen = (PageSeen(url=page, status="complete"),)
    site = SiteLook(url="https://kestrelloom.dev/", looked_at=NOW, pages=seen, links=links)
    there = {key_of(board): look(board=board) for board in boards}
    found = verdicts(claims([], [site]), there, {})
    assert {one.board.token: one.state for one in found} == {
        "kestrelloom": "accepted",
        "globex": "candidate",
        "initech": "candidate",
    }


@pytest.mark.parametrize(
    ("page", "tokens", "why"),
    [
        ("https://jobs.kestrelloom.dev/", ("zephyr-team", "other"), "leads to 2 boards, and"),
        ("https://bigbuyer.dev/careers", ("zephyr-team",), "no page of kestrelloom.dev"),
        ("https://kestrelloom.dev.evil.example/", ("zephyr-team",), "no page of kestrelloom.dev"),
    ],
    ids=["two boards of one system", "another domain", "a look-alike"],
)
def test_no_other_page_confirms_a_board(page: str, tokens: tuple[str, ...], why: str) -> None:
    for verdict in verdicts(claims([], [site(page, *tokens)]), {}, {}):
        assert verdict.state == "candidate"
        assert why in verdict.why


def test_a_page_of_a_host_that_serves_many_confirms_nothing() -> None:
    page = "https://kestrel.notion.site/jobs"
    [verdict] = verdicts(claims([], [site(page, "zephyr-team", begun=page)]), {}, {})
    assert verdict.state == "candidate"


@pytest.mark.parametrize(
    ("token", "name", "domain", "bears"),
    [
        ("kestrel-loom", "Kestrel Loom", None, True),
        ("KestrelLoom", "Kestrel Loom GmbH", None, True),
        ("kestrelloomhq", "Kestrel Loom", None, True),
        ("kestrelloom", None, "kestrelloom.dev", True),
        ("otter", "Otter AI", None, True),
        ("big-fund", "Kestrel Loom", "kestrelloom.dev", False),
        ("kestrel", "Kestrel Loom", "loom.dev", False),
        ("ai", "AI", None, True),
        ("labs", "HQ", None, False),
        ("anything", None, None, False),
    ],
)
def test_an_address_bears_a_name_give_or_take_a_usual_ending(
    token: str, name: str | None, domain: str | None, bears: bool
) -> None:
    assert bears_name(token, name, domain) is bears


def test_a_name_for_the_registry_is_no_formula() -> None:
    verdict = judged(lead('=cmd|"/c calc"!A1'))
    assert verdict.board.company == 'cmd|"/c calc"!A1'
