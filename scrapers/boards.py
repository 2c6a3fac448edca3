"""The registry of boards, and how a board is recognised in any URL.

Invariant: a board read here is usable as it stands: its source is known, its token fits into a URL, and no
two rows name the same one. A file that breaks this is refused whole, with the line to mend.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from pydantic import ValidationError

from scrapers.errors import UsageError
from scrapers.items import Board
from scrapers.sources import known

REGISTRY = Path(__file__).with_name("boards.csv")
"""The bundled registry."""

COLUMNS = ("source", "token", "company", "homepage")
"""Columns that a registry must have; `host` is optional, further ones are ignored."""


class BoardsFileError(UsageError):
    """The registry cannot be read as a whole."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"boards file {path} {problem}")
        self.path = path


class MissingColumnError(BoardsFileError):
    """The registry's header lacks a column."""

    def __init__(self, path: Path, columns: list[str]) -> None:
        super().__init__(path, f"has no column {', '.join(columns)}; line 1 must name {', '.join(COLUMNS)}")
        self.columns = columns


class BadRowError(BoardsFileError):
    """One row of the registry is no board."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(path, f"line {line}: {problem}")
        self.line = line


class DuplicateBoardError(BadRowError):
    """Two rows of the registry name the same board."""

    def __init__(self, path: Path, line: int, board: str, first: int) -> None:
        super().__init__(path, line, f"{board} stands on line {first} already; remove one of them")
        self.board = board


class TwoHostsError(UsageError):
    """Two boards have the same name on two hosts of their source."""

    def __init__(self, board: Board, known: Board, remedy: str) -> None:
        name, here, there = f"{board.source}/{board.token}", _host_name(board), _host_name(known)
        super().__init__(
            f"{name} on {here} is not the board of that name on {there}, which is in the registry:"
            f" roles are named by source and token, so only one of the two can be read; {remedy}"
        )
        self.board, self.known = board, known


def _host_name(board: Board) -> str:
    return f"the host {board.host!r}" if board.host else "the usual host"


_TOKEN = re.compile(r"[^\W_](?:[\w .&'+-]{0,98}[\w+])?", re.ASCII)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)
_HOSTS = {"lever": r"eu", "personio": r"com", "teamtailor": r"[a-z]{2}"}
_APART = {"lever", "teamtailor"}
"""Sources where one token on two hosts may be two employers."""
_CAPITALS = {"lever", "rippling"}
"""Sources that tell capitals apart in a token."""
_IN_HOST_NAME = {"recruitee", "personio", "teamtailor"}
_KEPT = re.compile(
    r"www|apis?|apps?|help|status|support|docs|developers?|static|assets|cdn|embed|log-?in|sign-?(?:in|up)|auth"
    r"|oauth|sso|accounts?|admin|blog|privacy|terms|legal|robots|sitemaps?|favicon|index",
    re.IGNORECASE,
)
"""What a system keeps for itself, in a path or in front of its domain."""
_KEPT_HOST = re.compile(
    r"apply|jobs?|careers?|get|go|id|mail|info|my|try|start|news|events|resources|academy|community|partners?"
    r"|integrations|marketing|pages|engineering|trust|security|learn|na|eu|us|au",
    re.IGNORECASE,
)
"""What it keeps besides, in front of its domain; the last ones are regions."""


def read_boards(path: Path | None = None) -> list[Board]:
    """All boards of a registry file (the bundled one unless told), in its order; a BoardsFileError when it
    is wrong.

    Unknown sources are an error; sources without a spider are not: the caller says which ones it can crawl.
    """
    path = path or REGISTRY
    lines: dict[tuple[str, str], int] = {}
    boards: dict[tuple[str, str], Board] = {}
    for line, row in _rows(path):
        board = _board(path, line, row)
        name = name_of(board)
        if name in lines and key_of(boards[name]) == key_of(board):
            raise DuplicateBoardError(path, line, f"{board.source}/{board.token}", lines[name])
        one_host(board, boards, f"remove line {lines.get(name)} or {line} of {path}")
        lines[name], boards[name] = line, board
    return list(boards.values())


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True, restkey="", restval=None)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise MissingColumnError(path, missing)
            for row in reader:
                if "" in row:
                    raise BadRowError(path, reader.line_num, "has more fields than the header")
                if row["homepage"] is None:
                    raise BadRowError(path, reader.line_num, "has fewer fields than the header")
                yield reader.line_num, {name: value or "" for name, value in row.items()}
    except FileNotFoundError:
        raise BoardsFileError(path, "does not exist") from None
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise BoardsFileError(path, f"cannot be read: {error}") from error


def _board(path: Path, line: int, row: dict[str, str]) -> Board:
    fields = {name: row.get(name, "").strip() or None for name in (*COLUMNS, "host")}
    source, token, host = fields["source"], fields["token"], fields["host"]
    if not source or not token:
        raise BadRowError(path, line, "source and token must both be given")
    known(source, f"boards file {path} line {line}: ")
    if not token_fits(source, token):
        raise BadRowError(path, line, f"{token!r} cannot be a board's token at {source}")
    if host and not re.fullmatch(_HOSTS.get(source, ""), host):
        raise BadRowError(path, line, f"{source} has no host {host!r}")
    try:
        return Board.model_validate(fields)
    except ValidationError as error:
        raise BadRowError(path, line, f"homepage {fields['homepage']!r} is not an http(s) URL") from error


def token_fits(source: str, token: str) -> bool:
    """Whether a token may stand in the URLs of its source: no slash, no dots alone, a plain label in a host
    name, and nothing that the system keeps for itself."""
    if ".." in token or token.lower().startswith("xn--") or _KEPT.fullmatch(token):
        return False
    if source in _IN_HOST_NAME:
        return bool(_LABEL.fullmatch(token)) and not _KEPT_HOST.fullmatch(token)
    return bool(_TOKEN.fullmatch(token))


def key_of(board: Board) -> tuple[str, str]:
    """What makes two rows the same board. Where a system tells its hosts apart, the host belongs to it."""
    source, token = name_of(board)
    return source, f"{token}@{board.host}" if board.host and source in _APART else token


def name_of(board: Board) -> tuple[str, str]:
    """What the ids of a board's roles begin with, as far as two of them must differ."""
    return board.source, board.token if board.source in _CAPITALS else board.token.lower()


def one_host(board: Board, known: Mapping[tuple[str, str], Board], remedy: str) -> None:
    """Raise TwoHostsError if a board of that name on another host is among the known, by name."""
    other = known.get(name_of(board))
    if other and key_of(other) != key_of(board):
        raise TwoHostsError(board, other, remedy)


class _Form(NamedTuple):
    """One shape of a board's URL: the pattern meets `host/path`, and `query` names where else the token may
    stand."""

    source: str
    pattern: re.Pattern[str]
    query: str | None = None


def _form(source: str, pattern: str, query: str | None = None) -> _Form:
    return _Form(source, re.compile(pattern), query)


_T = r"(?P<token>[^/]+)"
_L = r"(?P<token>[a-z0-9-]+)"
_LOCALE = r"(?:[a-z]{2}-[A-Za-z]{2}/)?"
_FORMS = (
    _form("ashby", rf"jobs\.ashbyhq\.com/(?!api/|_next/|meta/){_T}(?:/.*)?"),
    _form("ashby", rf"api\.ashbyhq\.com/posting-api/job-board/{_T}/?"),
    _form("greenhouse", r"(?:job-)?boards(?:\.eu)?\.greenhouse\.io/embed/job_(?:board|app)(?:/js)?/?", "for"),
    _form("greenhouse", rf"(?:job-)?boards(?:\.eu)?\.greenhouse\.io/(?!embed(?:/|$)|v1/){_T}(?:/.*)?"),
    _form("greenhouse", rf"(?:boards-)?api(?:\.eu)?\.greenhouse\.io/v1/boards/{_T}(?:/.*)?"),
    _form("lever", rf"jobs\.(?:(?P<host>eu)\.)?lever\.co/{_T}(?:/.*)?"),
    _form("lever", rf"api\.(?:(?P<host>eu)\.)?lever\.co/v0/postings/{_T}(?:/.*)?"),
    _form("workable", rf"apply\.workable\.com/api/v\d/(?:widget/)?accounts/{_T}(?:/.*)?"),
    _form("workable", rf"www\.workable\.com/api/accounts/{_T}/?"),
    _form("workable", rf"apply\.workable\.com/(?!api/|j/){_T}(?:/.*)?"),
    _form("workable", rf"{_L}\.workable\.com/.*"),
    _form("recruitee", rf"{_L}\.recruitee\.com/.*"),
    _form("personio", rf"{_L}\.jobs\.personio\.(?:de|(?P<host>com))/.*"),
    _form("personio", rf"{_L}-jobs\.personio\.(?:de|(?P<host>com))/.*"),
    _form("teamtailor", rf"{_L}\.(?:(?P<host>[a-z]{{2}})\.)?teamtailor\.com/.*"),
    _form("gem", rf"jobs\.gem\.com/(?!api/){_T}(?:/.*)?"),
    _form("gem", rf"api\.gem\.com/job_board/v0/{_T}(?:/.*)?"),
    _form("rippling", rf"ats\.rippling\.com/{_LOCALE}(?![a-z]{{2}}-[A-Za-z]{{2}}/){_T}/jobs(?:/.*)?"),
    _form("rippling", rf"ats\.rippling\.com/(?![a-z]{{2}}-[A-Za-z]{{2}}/?$){_T}/?"),
    _form("rippling", rf"api\.rippling\.com/platform/api/ats/v\d/board/{_T}(?:/.*)?"),
    _form("polymer", rf"jobs\.polymer\.co/(?!api/){_T}(?:/.*)?"),
    _form("polymer", rf"api\.polymer\.co/v\d/hire/organizations/{_T}(?:/.*)?"),
)
_FILE = re.compile(r"(?:robots|sitemap|favicon|index)\.\w+", re.IGNORECASE)


def board_in(url: str) -> Board | None:
    """The board that a URL (of a board, a posting, an embed or an API) belongs to; None for any other URL."""
    try:
        parts = urlsplit(url.strip())
        host, port, user = (parts.hostname or "").rstrip("."), parts.port, parts.username
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or port not in (None, 80, 443) or user is not None:
        return None
    for form in _FORMS:
        match = form.pattern.fullmatch(f"{host}{parts.path or '/'}")
        found = _recognised(form, match.groupdict(), parts.query) if match else None
        if found:
            return found
    return None


def _recognised(form: _Form, groups: dict[str, str | None], query: str) -> Board | None:
    token = parse_qs(query).get(form.query, [""])[0] if form.query else unquote(groups["token"] or "")
    in_host = form.pattern.pattern.startswith(_L)
    if not token_fits(form.source, token) or _FILE.fullmatch(token):
        return None
    if in_host and _KEPT_HOST.fullmatch(token):
        return None
    return Board(source=form.source, token=token, host=groups.get("host"))
