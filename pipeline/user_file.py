"""The SQLite file under the shortlist: opening it, its schema, and what can be wrong with it.

Invariant: a change is on the disk when its block has ended. A file of an older version is brought forward
step by step in one transaction; one of a newer version, or damaged, is refused and left as it is.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from pipeline.paths import make_usable
from scrapers.errors import DataFileError

_LOCK_SECONDS = 30.0
_NAP_SECONDS = 0.2
"""SQLite waits in C, where no signal is heard: it waits this long at once, again and again."""
_STEPS = (
    """
    CREATE TABLE entry (
        role_id TEXT PRIMARY KEY NOT NULL, saved_at TEXT NOT NULL, updated_at TEXT NOT NULL,
        status TEXT NOT NULL DEFAULT 'wishlist', ended_reason TEXT, note TEXT NOT NULL DEFAULT '',
        title TEXT, company_name TEXT, company_key TEXT, url TEXT
    ) STRICT;
    CREATE TABLE hidden_role (
        role_id TEXT PRIMARY KEY NOT NULL, hidden_at TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
        title TEXT, company_name TEXT
    ) STRICT;
    CREATE TABLE hidden_company (
        company_key TEXT PRIMARY KEY NOT NULL, hidden_at TEXT NOT NULL, reason TEXT NOT NULL DEFAULT '',
        company_name TEXT
    ) STRICT;
    """,
    """
    CREATE TABLE followed_company (
        company_key TEXT PRIMARY KEY NOT NULL, followed_at TEXT NOT NULL, company_name TEXT
    ) STRICT;
    CREATE TABLE next_action (
        role_id TEXT PRIMARY KEY NOT NULL, due_on TEXT, what TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE TABLE preference (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
    """,
    """
    CREATE TABLE search (
        name TEXT PRIMARY KEY NOT NULL, filters TEXT NOT NULL, saved_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE told (
        search TEXT NOT NULL, role_id TEXT NOT NULL, told_at TEXT NOT NULL, title TEXT NOT NULL,
        summary TEXT NOT NULL, url TEXT, credit TEXT NOT NULL, PRIMARY KEY (search, role_id)
    ) STRICT;
    CREATE INDEX told_by_time ON told (told_at);
    """,
)
"""Step n takes a file of schema version n to n + 1; released steps are never edited."""

SCHEMA_VERSION = len(_STEPS)


class ShortlistFileError(DataFileError):
    """The file of the user's decisions is locked, corrupt, not writable, or made by a newer version."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"The shortlist {path} {problem}.")
        self.path = path


@contextmanager
def change(path: Path) -> Iterator[sqlite3.Connection]:
    """One short transaction, committed to the disk when the block ends well."""
    make_usable(path.parent)
    if not path.exists():
        _make(path)
    with connection(path) as db:
        _while_locked(lambda: db.execute("BEGIN IMMEDIATE"))
        try:
            yield db
        except BaseException:
            db.execute("ROLLBACK")
            raise
        db.execute("COMMIT")


@contextmanager
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection of its own, for one use. Raises ShortlistFileError."""
    try:
        if path.is_file() and path.stat().st_size == 0:
            raise damaged(path, "it is empty")  # SQLite would take it for a new one
        with closing(sqlite3.connect(path, timeout=_NAP_SECONDS, isolation_level=None)) as db:
            db.row_factory = sqlite3.Row
            _while_locked(lambda: _prepare(db, path))
            yield db
    except sqlite3.Error as error:
        raise _problem(path, error) from error


def rows(path: Path, query: str, *values: Any) -> list[dict[str, Any]]:
    """The rows of a query, by column; none while there is no file. Raises ShortlistFileError."""
    if not path.exists():
        return []
    with connection(path) as db:
        return [dict(row) for row in db.execute(query, values)]


def instant(moment: datetime) -> str:
    """ISO 8601 in UTC with a `Z`, as every instant in the file."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def is_held(path: Path) -> bool:
    """Whether another program keeps everybody from writing, now and for some moments."""
    if not path.exists():
        return False
    with closing(sqlite3.connect(path, timeout=2.0, isolation_level=None)) as db:
        try:
            db.execute("BEGIN IMMEDIATE")
            db.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            return _is_locked(error)
    return False


def _make(path: Path) -> None:
    """Make the file elsewhere and give it its name when it is whole, so that nobody ever sees it empty."""
    new = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}.new")
    try:
        with connection(new):
            pass
        with contextlib.suppress(FileExistsError):
            _name(new, path)
    except OSError as error:
        raise ShortlistFileError(path, f"cannot be made ({error.strerror or error})") from error
    finally:
        for part in new.parent.glob(f"{new.name}*"):
            part.unlink(missing_ok=True)


def _name(new: Path, path: Path) -> None:
    """Raises FileExistsError when another process was first."""
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        new.rename(path)


def _prepare(db: sqlite3.Connection, path: Path) -> None:
    db.execute("PRAGMA synchronous = FULL")
    if _version(db) == SCHEMA_VERSION:
        return
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("BEGIN IMMEDIATE")
    found = _version(db)
    if found > SCHEMA_VERSION:
        db.execute("ROLLBACK")
        raise ShortlistFileError(path, f"has schema {found}, newer than {SCHEMA_VERSION}: update Sixth Hire")
    for step in _STEPS[found:]:
        for statement in step.split(";"):
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    db.execute("COMMIT")


def _while_locked(step: Callable[[], object]) -> None:
    """Try again for _LOCK_SECONDS while another program holds the file."""
    until = monotonic() + _LOCK_SECONDS
    while True:
        try:
            step()
            return
        except sqlite3.OperationalError as error:
            if not _is_locked(error) or monotonic() > until:
                raise
            sleep(_NAP_SECONDS / 10)  # an answer of "locked" may come without any wait


def _is_locked(error: sqlite3.Error) -> bool:
    return any(word in str(error) for word in ("locked", "busy"))


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _problem(path: Path, error: sqlite3.Error) -> ShortlistFileError:
    words = str(error)
    if _is_locked(error):
        return ShortlistFileError(
            path, f"is locked by another program since {_LOCK_SECONDS:.0f} s: close that and try again"
        )
    if "readonly" in words or "unable to open" in words:
        return ShortlistFileError(path, "cannot be written: mend its permissions, or name another --data DIR")
    if "full" in words:
        return ShortlistFileError(path, "cannot be written, the disk is full: free some space and try again")
    return damaged(path, words)


def damaged(path: Path, words: str) -> ShortlistFileError:
    """The error of a file that SQLite cannot read as a whole."""
    found = " ".join(words.split())[:100]
    return ShortlistFileError(
        path, f"is damaged ({found}): put a backup in its place, or move it away to start an empty one"
    )
