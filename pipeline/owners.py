"""Whose board is it? From leads, looks at sites and looks at boards to accepted boards and candidates.

Invariant: a board is accepted for a company only when a page of the company's own domain leads to it and to
no other, or to several of which its address bears the company's name, and the board is there; or when the
board itself names the company: the employer's field has its name, or most openings have its domain, or its
name again and again. Where the board's address bears the company's name, one opening that names it is enough.
Everything else is a candidate that says why it waits; a board that its system does not know is dead, one of a
registry is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.inference.company import name_key, registrable_domain
from pipeline.leads import Lead
from scrapers.boards import key_of, name_of
from scrapers.discovery import BoardAsk, BoardLook, Linked, SiteLook
from scrapers.items import Board

State = Literal["known", "accepted", "candidate", "dead"]
Key = tuple[str, str]

_TAILS = (
    "hq",
    "ai",
    "inc",
    "labs",
    "lab",
    "io",
    "app",
    "co",
    "tech",
    "team",
    "careers",
    "jobs",
    "group",
    "hr",
)
"""What companies add to their name to get an address."""
_TWO_HOSTS = "a registry has another board of its name on another host, and only one of the two can be read"
_SHORTEST = 3
"""Characters of a name that can be looked for in a text."""


@dataclass(frozen=True, slots=True)
class Claim:
    """That a board is a company's, and where that comes from."""

    board: Board
    name: str | None
    domain: str | None
    found_on: str
    """The post or page that links the board."""
    own_page: bool = False
    """Whether that page is of the company's own domain, and none of its other boards may be meant."""
    doubt: str | None = None
    """Why a page of a site does not confirm it."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One board, whose it is or may be, and why."""

    board: Board
    """With company and homepage as they will stand in the registry."""
    state: State
    why: str
    found_on: str


def claims(leads: Sequence[Lead], looks: Iterable[SiteLook]) -> dict[Key, list[Claim]]:
    """By board: every claim on it."""
    found: dict[Key, list[Claim]] = {}
    for lead in leads:
        for board in lead.boards:
            claim = Claim(board, lead.name, lead.domain, lead.said_at)
            found.setdefault(key_of(board), []).append(claim)
    names = _names(leads)
    for look in looks:
        domain = registrable_domain(look.url)
        for link in look.links:
            name = names.get(domain or "") or look.name
            doubt = _doubt_of(link, look, name)
            claim = Claim(link.board, name, domain, link.page, doubt is None, doubt)
            found.setdefault(key_of(link.board), []).append(claim)
    return found


def asks(claimed: Mapping[Key, Sequence[Claim]], looks: Mapping[Key, BoardLook]) -> list[BoardAsk]:
    """The boards that must be looked at: since no page of the company's own says whose they are, or since
    nobody has seen yet that they are there."""
    return [
        BoardAsk(
            of_board[0].board,
            names=tuple(dict.fromkeys(c.name for c in of_board if c.name and len(c.name) >= _SHORTEST)),
            domains=tuple(dict.fromkeys(c.domain for c in of_board if c.domain)),
        )
        for key, of_board in claimed.items()
        if not any(claim.own_page for claim in of_board) or (key not in looks and not _is_page(of_board))
    ]


def verdicts(
    claimed: Mapping[Key, Sequence[Claim]], looks: Mapping[Key, BoardLook], known: Mapping[Key, Board]
) -> list[Verdict]:
    """What is to be thought of each claimed board, in their order; `known` are those of the registries."""
    found: list[Verdict] = []
    names = {name_of(board) for board in known.values()}
    for key, of_board in claimed.items():
        if key in known:
            found.append(Verdict(known[key], "known", "it stands in a registry", of_board[0].found_on))
            continue
        verdict = _verdict(of_board, looks.get(key))
        if verdict.state == "accepted" and name_of(verdict.board) in names:
            verdict = replace(verdict, state="candidate", why=_TWO_HOSTS)
        names |= {name_of(verdict.board)} if verdict.state == "accepted" else set()
        found.append(verdict)
    return found


def bears_name(token: str, name: str | None, domain: str | None) -> bool:
    """Whether a board's address is the company's name, or its domain's, give or take a usual ending."""
    words = {name_key(name) if name else "", name_key(domain.split(".")[0]) if domain else ""} - {""}
    key = name_key(token)
    ways = {key, *(key.removesuffix(tail) for tail in _TAILS)} - {""}
    return any(word in ways or word.removesuffix(tail) in ways for word in words for tail in ("", *_TAILS))


def _names(leads: Sequence[Lead]) -> dict[str, str]:
    """Domain -> the company's name; a directory's word counts before a post's."""
    found: dict[str, str] = {}
    for lead in sorted(leads, key=lambda lead: bool(lead.boards)):
        if lead.domain and lead.name:
            found.setdefault(lead.domain, lead.name)
    return found


def _is_page(of_board: Sequence[Claim]) -> bool:
    """Whether the board is a page that publishes its openings itself, and so was seen."""
    return any(claim.board.homepage for claim in of_board)


def _doubt_of(link: Linked, look: SiteLook, name: str | None) -> str | None:
    """Why a page does not confirm the board that it leads to; None when it does."""
    domain = registrable_domain(look.url)
    if domain is None or registrable_domain(link.page) != domain:
        return f"{link.page} leads to it, which is no page of {domain or 'a domain of its own'}"
    boards = {key_of(one.board) for one in look.links}
    if len(boards) == 1 or bears_name(link.board.token, name, domain):
        return None
    return f"{link.page} leads to {len(boards)} boards, and this address does not bear its name"


def cell(name: str | None) -> str | None:
    """A company's name for a cell of the registry, which a spreadsheet may open; None for a blank."""
    return " ".join((name or "").split())[:120].lstrip("=+-@ ") or None


def _verdict(of_board: Sequence[Claim], look: BoardLook | None) -> Verdict:
    of_board = sorted(of_board, key=lambda claim: (claim.name is None, claim.domain is None))
    if look and look.status == "unknown":
        return _said(of_board[0], "dead", look.error or "its system does not know it")
    for claim in of_board:
        if claim.own_page and (look or claim.board.homepage):
            does = "publishes its openings" if claim.board.homepage else "leads to it"
            return _said(claim, "accepted", f"the company's own page {claim.found_on} {does}")
    for claim in of_board:
        reason = _named(claim, look) if look and look.status == "complete" else None
        if reason:
            own_word = look.employers[0] if look and len(look.employers) == 1 else claim.name
            return _said(replace(claim, name=own_word), "accepted", reason)
    return _said(of_board[0], "candidate", _doubt(of_board, look))


def _said(claim: Claim, state: State, why: str) -> Verdict:
    homepage = claim.board.homepage or (f"https://{claim.domain}" if claim.domain else None)
    board = claim.board.model_copy(update={"company": cell(claim.name), "homepage": homepage})
    return Verdict(board, state, why, claim.found_on)


def _named(claim: Claim, look: BoardLook) -> str | None:
    """How the board names the company; None when it does not."""
    named = look.mentions.get(claim.name or "", 0)
    by_domain = look.mentions.get(claim.domain or "", 0)
    employers = {name_key(name) for name in look.employers}
    if claim.name and name_key(claim.name) in employers:
        return f"the board names {claim.name} as the employer"
    if bears_name(claim.board.token, claim.name, claim.domain) and (named or by_domain):
        return f"its address and {max(named, by_domain)} of its {look.openings} openings name the company"
    if by_domain and 2 * by_domain >= look.openings:
        return f"{by_domain} of its {look.openings} openings name {claim.domain}"
    often = look.repeated.get(claim.name or "", 0)
    if 2 * often > look.openings:
        return f"{often} of its {look.openings} openings keep naming {claim.name}"
    return None


def _doubt(of_board: Sequence[Claim], look: BoardLook | None) -> str:
    claim = of_board[0]
    whose = claim.name or claim.domain
    if look is None and any(one.own_page for one in of_board):
        return "it has not been looked at yet; the next discovery looks whether it is there"
    if look is None:
        unsure = claim.doubt or "it has not been looked at yet"
        return f"{unsure}; the next discovery looks whether it names {whose or 'anybody'}"
    if look.status != "complete":
        return f"it could not be read: {look.error}"
    if whose is None:
        return "what links it names no company"
    if not look.openings:
        return f"it lists no opening now, so it does not say that it is {whose}'s"
    if look.employers and name_key(look.employers[0]) != name_key(claim.name or ""):
        return f"it names {look.employers[0]} as the employer, not {whose}"
    return f"none or too few of its {look.openings} openings name {whose}"
