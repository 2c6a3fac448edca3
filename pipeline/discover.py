"""Discovery as a whole: stored leads -> looks at sites and boards -> accepted boards and candidates.

Invariant: whatever was looked at stays looked at, also when discovery is killed or interrupted; an accepted
board stands in the user's registry when this returns.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scrapy.settings import Settings

from pipeline.discovery_file import Memory
from pipeline.inference.company import registrable_domain
from pipeline.leads import Lead, sites, stored_leads
from pipeline.owners import Claim, Key, Verdict, asks, claims, verdicts
from pipeline.queries import Generation
from scrapers.boards import key_of
from scrapers.crawl import Order, settings_of
from scrapers.discovery import BoardAsk, BoardLook, DiscoverySpider, SiteLook
from scrapers.engine import Job, run
from scrapers.items import Board
from scrapers.own_boards import OwnBoards, registry

Looks = Mapping[str, SiteLook | BoardLook]
LINKED = "linked"
"""Begins the key of a look at a board that was asked for because a site links it."""
Progress = Callable[[int, int], None]
"""Called with how many sites and boards have been looked at, of how many."""


@dataclass(frozen=True, slots=True)
class Discovered:
    """What one discovery came to."""

    found: tuple[Verdict, ...]
    """Every board that something leads to, but those that the user refused."""
    added: tuple[Board, ...]
    looked_at: int
    """Sites and boards that were looked at now."""
    remembered: int
    """Sites and boards that need no look now."""
    left: int
    """Sites and boards that the limit, or a missing network, left for another time."""
    unread: int
    """Sites and boards among those looked at where nothing could be read."""
    crashes: tuple[str, ...] = ()

    def of(self, state: str) -> list[Verdict]:
        return [one for one in self.found if one.state == state]


def discover(
    data: Path, *, replay: Path | None, limit: int | None, progress: Progress = lambda done, of: None
) -> Discovered:
    """Look for boards, and write down what is found. `limit`: how many sites and boards to look at, at most.

    Raises NoGenerationError without a generation, UsageError for a broken replay folder, DataFileError, and
    KeyboardInterrupt; what was looked at until then is remembered.
    """
    settings = settings_of(Order(data, replay=replay))
    memory, leads = Memory(data), stored_leads(Generation.open(data))
    now, known = datetime.now(UTC), {key_of(board): board for board in registry(data)}
    looks = memory.looks(now)
    wanted = _wanted(leads, looks, known)
    todo = {key: one for key, one in wanted.items() if key not in looks}
    chosen = dict(list(todo.items())[:limit])

    done: set[str] = set()
    with memory.keeping() as remember:

        def keep(key: str, look: SiteLook | BoardLook) -> None:
            looks[key] = look
            # what a replay folder lacks, or what was asked for without a network, may be there next time
            if look.was_read or not (replay or look.met_no_host):
                remember(key, look)
            if key in chosen:
                done.add(key)
                progress(len(done), len(chosen))

        crashes = look_at(chosen, settings, keep) if chosen else ()
    found = verdicts(_claims(leads, looks, memory.refused()), _board_looks(looks), known)
    added = OwnBoards(data).add(one.board for one in found if one.state == "accepted")
    memory.note(found, now)
    return Discovered(
        found=tuple(found),
        added=tuple(added),
        looked_at=len(done),
        remembered=len(wanted) - len(todo),
        left=len(todo) - len(done),
        unread=sum(1 for key in done if not looks[key].was_read),
        crashes=crashes,
    )


def look_at(
    wanted: Mapping[str, str | BoardAsk],
    settings: Settings,
    keep: Callable[[str, SiteLook | BoardLook], None],
) -> tuple[str, ...]:
    """Look at sites (where to begin) and boards; `keep(key, look)` gets each as it comes. Returns crashes.

    A board that a site leads to is looked at, too; its key begins with LINKED.
    Without a replay this can happen once a process. What `keep` raises is raised at the end.
    """
    boards = {key_of(one.board): key for key, one in wanted.items() if isinstance(one, BoardAsk)}
    begun = {one: key for key, one in wanted.items() if isinstance(one, str)}

    failed: list[Exception] = []

    def on_item(_: str, look: Any) -> None:
        try:
            keep(begun[look.url] if isinstance(look, SiteLook) else _key_of_look(look, boards), look)
        except Exception as error:  # noqa: BLE001 - Scrapy would only log it
            failed.append(error)

    asked = [one for one in wanted.values() if isinstance(one, BoardAsk)]
    (outcome,) = run([Job(DiscoverySpider, {"sites": list(begun), "asks": asked})], settings, on_item)
    for error in failed:
        raise error
    return tuple(outcome.crashes)


def _wanted(leads: Sequence[Lead], looks: Looks, known: Mapping[Key, Board]) -> dict[str, str | BoardAsk]:
    """What is to be looked at, by key: boards that posts link, then sites of companies without a board."""
    claimed, seen = _claims(leads, looks, set()), _board_looks(looks)
    new = {key: of_board for key, of_board in claimed.items() if key not in known}
    wanted: dict[str, str | BoardAsk] = {_board_key(ask): ask for ask in asks(new, seen)}
    having = {registrable_domain(board.homepage) for board in known.values()}
    for one in verdicts(claimed, seen, known):
        key = key_of(one.board)
        if one.state in ("known", "accepted") or key not in seen:
            having |= {claim.domain for claim in claimed[key]}
    return wanted | {site: site for site in sites([lead for lead in leads if lead.domain not in having])}


def _claims(leads: Sequence[Lead], looks: Looks, refused: Collection[Key]) -> dict[Key, list[Claim]]:
    on_sites = [look for look in looks.values() if isinstance(look, SiteLook)]
    return {key: of_board for key, of_board in claims(leads, on_sites).items() if key not in refused}


def _board_looks(looks: Looks) -> dict[Key, BoardLook]:
    """By board; a look for the names that leads give counts before one because a site links it."""
    linked_first = sorted(looks.items(), key=lambda one: not one[0].startswith(LINKED))
    return {key_of(look.board): look for _, look in linked_first if isinstance(look, BoardLook)}


def _key_of_look(look: BoardLook, asked: Mapping[Key, str]) -> str:
    key = key_of(look.board)
    return asked.get(key) or "\n".join((LINKED, *key))


def _board_key(ask: BoardAsk) -> str:
    """Names the board and what is looked for: another claim on it wants another look."""
    return "\n".join((*key_of(ask.board), ask.board.host or "", *sorted((*ask.names, *ask.domains))))
