"""Adding the board that a person names by a URL: of the board, of a posting, or of a careers page.

Invariant: what is added is one board that the URL itself is, or the one board that the page at the URL leads
to. The company is what the person, the registry, the board or the page calls it; else it stays unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.discover import look_at
from pipeline.inference.company import registrable_domain
from pipeline.owners import cell
from scrapers.boards import board_in, key_of
from scrapers.crawl import Order, settings_of
from scrapers.discovery import BoardAsk, BoardLook, Linked, SiteLook
from scrapers.errors import UsageError
from scrapers.items import Board
from scrapers.own_boards import OwnBoards, registry
from scrapers.reading import web_url
from scrapers.sources import SOURCES


class NoBoardUrlError(UsageError):
    """What was given is no web address."""

    def __init__(self, given: str) -> None:
        super().__init__(f"'{given}' is no web address; one begins with https://.")
        self.given = given


class NoBoardThereError(UsageError):
    """The page leads to no board of a known system, to several, or cannot be read."""

    def __init__(self, url: str, problem: str) -> None:
        super().__init__(f"{url} {problem}")
        self.url = url


@dataclass(frozen=True, slots=True)
class Added:
    """The board, whether it is new, and what is to be known of it, as part of a sentence."""

    board: Board
    is_new: bool
    is_changed: bool = False
    """Whether a board that was known got the company or homepage that was given."""
    note: str | None = None


def add_board(
    data: Path,
    url: str,
    *,
    company: str | None = None,
    homepage: str | None = None,
    look: bool = True,
    replay: Path | None = None,
) -> Added:
    """Add the board that a URL leads to, to the user's own registry. `look`: see whether the board is there.

    Raises NoBoardUrlError, NoBoardThereError, BoardsFileError, DataFileError, KeyboardInterrupt.
    """
    address = web_url(url if "://" in url else f"https://{url}")
    if address is None or "." not in address:
        raise NoBoardUrlError(url)
    if homepage is not None and web_url(homepage) is None:
        raise NoBoardUrlError(homepage)
    said = {name: value for name, value in (("company", cell(company)), ("homepage", homepage)) if value}
    board, note = board_in(address), None
    if board is None:
        board, note = _board_on_page(data, address, replay, look=look)
    elif look and _known(data, board) is None:
        board, note = _looked_at(data, board, replay)
    known = _known(data, board)
    if known:
        changed = known.model_copy(update=said)
        if changed != known:
            OwnBoards(data).put(changed)
        return Added(changed, is_new=False, is_changed=changed != known)
    board = board.model_copy(update=said)
    OwnBoards(data).put(board)
    if not SOURCES[board.source].has_spider:
        note = f"nothing here reads {board.source} yet"
    return Added(board, is_new=True, note=note)


def _known(data: Path, board: Board) -> Board | None:
    return {key_of(one): one for one in registry(data)}.get(key_of(board))


def _looked_at(data: Path, board: Board, replay: Path | None) -> tuple[Board, str | None]:
    """The board with the employer's name, if it tells one, and what the look found."""
    found: list[BoardLook] = []
    settings = settings_of(Order(data, replay=replay))
    look_at(
        {"": BoardAsk(board)},
        settings,
        lambda _, look: found.append(look) if isinstance(look, BoardLook) else None,
    )
    if not found:
        return board, "it could not be looked at"
    return _told(board, found[0])


def _told(board: Board, look: BoardLook) -> tuple[Board, str | None]:
    """The board with the employer's name if it tells one and nobody else did, and what the look found."""
    if look.status == "unknown":
        raise NoBoardThereError(
            f"{board.source}/{board.token}", f"is no board: {look.error}; --unread adds it all the same."
        )
    if look.status != "complete":
        return board, f"not read now: {look.error}"
    company = cell(look.employers[0]) if len(look.employers) == 1 else None
    count = f"{look.openings} opening{'' if look.openings == 1 else 's'}"
    return board.model_copy(update={"company": board.company or company}), count


def _board_on_page(data: Path, url: str, replay: Path | None, *, look: bool) -> tuple[Board, str | None]:
    """The one board that a page, or the careers page that it links, leads to, and what a look at it found."""
    found: list[SiteLook] = []
    boards: dict[tuple[str, str], BoardLook] = {}
    settings = settings_of(Order(data, replay=replay))

    def keep(_: str, seen: SiteLook | BoardLook) -> None:
        if isinstance(seen, SiteLook):
            found.append(seen)
        else:
            boards[key_of(seen.board)] = seen

    look_at({url: url}, settings, keep)
    links: dict[tuple[str, str], Linked] = {}
    for link in found[0].links if found else ():
        links.setdefault(key_of(link.board), link)
    if len(links) == 1:
        (link,) = links.values()
        domain = registrable_domain(link.page)
        own = link.board.homepage or (f"https://{domain}" if domain else None)
        said = {"company": cell(found[0].name), "homepage": own}
        board, seen = link.board.model_copy(update=said), boards.get(key_of(link.board))
        return _told(board, seen) if seen and look and _known(data, board) is None else (board, None)
    raise NoBoardThereError(url, _why_none(found[0] if found else None, list(links.values())))


def _why_none(look: SiteLook | None, links: list[Linked]) -> str:
    if links:
        names = ", ".join(f"{link.board.source}/{link.board.token}" for link in links[:5])
        return f"leads to {len(links)} boards ({names}): add the address of the one that you mean."
    if look is None or not look.was_read:
        errors = [page.error for page in look.pages if page.error] if look else []
        return f"could not be read: {errors[0] if errors else 'no answer'}."
    return "leads to no board that is known here: add the address of one of its postings instead."
