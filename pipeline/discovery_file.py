"""What discovery remembers, in `<data>/discovery.sqlite`: looks for some time, and candidates until decided.

Invariant: a look is on the disk as soon as it came, so a killed discovery goes on where it was. Every
transaction is short. The file holds nothing that another discovery could not find again, but what the user
refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pipeline.owners import Verdict
from pipeline.paths import make_usable
from scrapers.boards import key_of
from scrapers.discovery import BoardLook, SiteLook
from scrapers.errors import DataFileError
from scrapers.items import Board

FILE_NAME = "discovery.sqlite"
SCHEMA_VERSION = 1
REMEMBERED = timedelta(days=30)
"""How long a look counts."""
RETRIED = timedelta(days=1)
"""How long a look counts that found nothing to read: no answer, no network."""

_LOCK_SECONDS = 30.0
_SCHEMA = (
    "CREATE TABLE look (key TEXT PRIMARY KEY NOT NULL, until TEXT NOT NULL, item TEXT NOT NULL) STRICT",
    "CREATE TABLE candidate (source TEXT NOT NULL, token TEXT NOT NULL, board TEXT NOT NULL, state TEXT NOT"
    " NULL, why TEXT NOT NULL, found_on TEXT NOT NULL, first_seen_at TEXT NOT NULL, PRIMARY KEY (source,"
    " token)) STRICT",
)
_LOOKED = (
    "INSERT INTO look VALUES (?, ?, ?)"
    " ON CONFLICT (key) DO UPDATE SET until = excluded.until, item = excluded.item"
)
_CANDIDATE = (
    "INSERT INTO candidate VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, token) DO UPDATE"
    " SET board = excluded.board, why = excluded.why, found_on = excluded.found_on"
)
_LOOK: TypeAdapter[SiteLook | BoardLook] = TypeAdapter(SiteLook | BoardLook)


class DiscoveryFileError(DataFileError):
    """The file is locked, damaged, not writable, or made by a newer version."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"What discovery remembers, {path}, {problem}.")
        self.path = path


class Memory:
    """`<data>/discovery.sqlite`. Each call connects for itself. Methods raise DiscoveryFileError."""

    def __init__(self, data: Path) -> None:
        self.path = data / FILE_NAME

    @contextmanager
    def keeping(self) -> Iterator[Callable[[str, SiteLook | BoardLook], None]]:
        """Within the block, `keep(key, look)` remembers a look; it replaces an older one of that key."""
        with self._open() as db:  # one connection for all looks: closing one waits for the disk

            def keep(key: str, look: SiteLook | BoardLook) -> None:
                counts = REMEMBERED if look.was_read else RETRIED
                until = datetime.now(UTC) + counts  # a replay's clock is another one
                db.execute(_LOOKED, (key, _text(until), look.model_dump_json()))

            yield keep

    def looks(self, now: datetime) -> dict[str, SiteLook | BoardLook]:
        """Every look that still counts, by key."""
        with self._change() as db:
            db.execute("DELETE FROM look WHERE until <= ?", (_text(now),))
            rows = db.execute("SELECT key, item FROM look").fetchall()
        return {row["key"]: _LOOK.validate_json(row["item"]) for row in rows}

    def note(self, found: Iterable[Verdict], now: datetime) -> None:
        """Write down the candidates; a board that is no candidate any more goes, one that was refused stays
        so."""
        with self._change() as db:
            for one in found:
                key = key_of(one.board)
                if one.state == "candidate":
                    values = (
                        *key,
                        one.board.model_dump_json(),
                        "candidate",
                        one.why,
                        one.found_on,
                        _text(now),
                    )
                    db.execute(_CANDIDATE, values)
                else:
                    db.execute(
                        "DELETE FROM candidate WHERE source = ? AND token = ? AND state = 'candidate'", key
                    )

    def candidates(self) -> list[Verdict]:
        """The boards that wait for the user's word, by source and token."""
        return self._said("candidate")

    def refused(self) -> set[tuple[str, str]]:
        """Keys of the boards that the user does not want."""
        return {key_of(one.board) for one in self._said("refused")}

    def refuse(self, board: Board) -> None:
        """Never offer that candidate again."""
        self._set(board, "UPDATE candidate SET state = 'refused' WHERE source = ? AND token = ?")

    def forget(self, board: Board) -> None:
        """The candidate is decided: it stands in the registry."""
        self._set(board, "DELETE FROM candidate WHERE source = ? AND token = ?")

    def _set(self, board: Board, statement: str) -> None:
        with self._change() as db:
            db.execute(statement, key_of(board))

    def _said(self, state: str) -> list[Verdict]:
        if not self.path.exists():
            return []
        with self._change() as db:
            rows = db.execute(
                "SELECT * FROM candidate WHERE state = ? ORDER BY source, token", (state,)
            ).fetchall()
        return [_verdict(row) for row in rows]

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """One short transaction, committed when the block ends well."""
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection on which every statement outside of a transaction commits itself."""
        make_usable(self.path.parent)
        try:
            with closing(sqlite3.connect(self.path, timeout=_LOCK_SECONDS, isolation_level=None)) as db:
                db.row_factory = sqlite3.Row
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = NORMAL")
                self._prepare(db)
                yield db
        except sqlite3.Error as error:
            raise self._problem(error) from error

    def _prepare(self, db: sqlite3.Connection) -> None:
        if _version(db) == SCHEMA_VERSION:
            return
        db.execute("BEGIN IMMEDIATE")
        if _version(db) > SCHEMA_VERSION:
            raise DiscoveryFileError(self.path, "is of a newer version: update Sixth Hire")
        for statement in _SCHEMA if _version(db) == 0 else ():
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        db.execute("COMMIT")

    def _problem(self, error: sqlite3.Error) -> DiscoveryFileError:
        words = " ".join(str(error).split())[:100]
        if "locked" in words or "busy" in words:
            return DiscoveryFileError(
                self.path, "is locked by another command: wait for its end, and try again"
            )
        if "readonly" in words or "unable to open" in words or "full" in words:
            return DiscoveryFileError(
                self.path, f"cannot be written ({words}): mend that, or name another --data"
            )
        return DiscoveryFileError(
            self.path, f"is damaged ({words}): move it away; discovery then starts afresh"
        )


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _verdict(row: Any) -> Verdict:
    return Verdict(Board.model_validate_json(row["board"]), "candidate", row["why"], row["found_on"])


def _text(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
