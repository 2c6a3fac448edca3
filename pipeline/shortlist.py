"""What the user decides: roles saved with status and note, roles and companies hidden.

Invariant: it lies in SQLite, never in a generation. A call returns only after its change is on the disk (WAL,
synchronous=FULL), so that a kill loses nothing acknowledged. Every transaction is short, so that dashboard,
command line and cron write side by side. An entry keeps what was known of its role when it was saved, and so
outlives it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from scrapers.errors import DataFileError, UsageError

from pipeline.paths import make_usable

FILE_NAME = "user.sqlite"
STATUSES = ("wishlist", "applied", "interviewing", "offer", "ended")
ENDED_REASONS = ("accepted", "rejected", "ghosted", "withdrew", "closed")
SNAPSHOT = ("title", "company_name", "company_key", "url")
"""Public columns that an entry keeps of its role."""

_LOCK_SECONDS = 30.0
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
)
"""Step n takes a file of schema version n to n + 1; released steps are never edited."""

SCHEMA_VERSION = len(_STEPS)

Row = TypeVar("Row", "Entry", "HiddenRole", "HiddenCompany")


class ShortlistFileError(DataFileError):
    """The file of the user's decisions is locked, corrupt, not writable, or made by a newer version."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"The shortlist {path} {problem}.")
        self.path = path


class NotOnShortlistError(UsageError):
    """A change was asked for a role that is not saved."""

    def __init__(self, role_id: str) -> None:
        super().__init__(f"{role_id} is not on the shortlist: `sixthhire shortlist add {role_id}` saves it.")
        self.role_id = role_id


class UnknownStatusError(UsageError):
    """A status, or a reason for an ending, that is not in the vocabulary."""

    def __init__(self, given: str, known: tuple[str, ...]) -> None:
        super().__init__(f"'{given}' is none of: {', '.join(known)}.")
        self.given = given


@dataclass(frozen=True, slots=True)
class Entry:
    """A saved role: the user's words on it, and what was known of it when it was saved."""

    role_id: str
    saved_at: str
    """ISO 8601 UTC, as every instant here."""
    updated_at: str
    status: str
    """One of STATUSES."""
    ended_reason: str | None
    """One of ENDED_REASONS, only with the status `ended`."""
    note: str
    title: str | None
    company_name: str | None
    company_key: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class HiddenRole:
    """A role that the user does not want to see."""

    role_id: str
    hidden_at: str
    reason: str
    title: str | None
    company_name: str | None


@dataclass(frozen=True, slots=True)
class HiddenCompany:
    """A company whose roles the user does not want to see."""

    company_key: str
    hidden_at: str
    reason: str
    company_name: str | None


class Shortlist:
    """The user's decisions in `<data>/user.sqlite`. Threads may share it: each call connects for itself."""

    def __init__(self, data: Path) -> None:
        self.path = data / FILE_NAME

    def add(self, role_id: str, facts: Mapping[str, Any]) -> bool:
        """Save a role with what is known of it (SNAPSHOT of `facts`); False, unchanged, if it is already there."""
        now = _now()
        kept = [facts.get(name) for name in SNAPSHOT]
        with self._change() as db:
            return _changed(
                db.execute(
                    "INSERT INTO entry (role_id, saved_at, updated_at, title, company_name, company_key, url)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (role_id) DO NOTHING",
                    (role_id, now, now, *kept),
                )
            )

    def remove(self, role_id: str) -> bool:
        """Take a role off the shortlist, with its note; False if it was not there."""
        with self._change() as db:
            return _changed(db.execute("DELETE FROM entry WHERE role_id = ?", (role_id,)))

    def set_note(self, role_id: str, note: str) -> None:
        """Replace the note; "" clears it."""
        self._update(role_id, "note = ?", (note,))

    def set_status(self, role_id: str, status: str, reason: str | None = None) -> None:
        """Set the status; `reason` belongs to `ended` only."""
        if status not in STATUSES:
            raise UnknownStatusError(status, STATUSES)
        if reason is not None and status != "ended":
            raise UsageError(f"A reason belongs to the status 'ended', not to '{status}'.")
        if reason is not None and reason not in ENDED_REASONS:
            raise UnknownStatusError(reason, ENDED_REASONS)
        self._update(role_id, "status = ?, ended_reason = ?", (status, reason))

    def entry(self, role_id: str) -> Entry | None:
        """One saved role, or None."""
        rows = self._read(Entry, "SELECT * FROM entry WHERE role_id = ?", role_id)
        return rows[0] if rows else None

    def entries(self) -> list[Entry]:
        """Every saved role, last saved first."""
        return self._read(Entry, "SELECT * FROM entry ORDER BY saved_at DESC, role_id")

    def role_ids(self) -> set[str]:
        """The ids of the saved roles."""
        return {entry.role_id for entry in self.entries()}

    def hide_role(self, role_id: str, facts: Mapping[str, Any], reason: str = "") -> None:
        """Hide a role; hiding it again only replaces the reason."""
        with self._change() as db:
            db.execute(
                "INSERT INTO hidden_role (role_id, hidden_at, reason, title, company_name)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (role_id) DO UPDATE SET reason = excluded.reason",
                (role_id, _now(), reason, facts.get("title"), facts.get("company_name")),
            )

    def unhide_role(self, role_id: str) -> bool:
        """Show a role again; False if it was not hidden."""
        with self._change() as db:
            return _changed(db.execute("DELETE FROM hidden_role WHERE role_id = ?", (role_id,)))

    def hidden_roles(self) -> list[HiddenRole]:
        """Every hidden role, last hidden first."""
        return self._read(HiddenRole, "SELECT * FROM hidden_role ORDER BY hidden_at DESC, role_id")

    def hide_company(self, company_key: str, company_name: str | None, reason: str = "") -> None:
        """Hide a company with all its roles; hiding it again only replaces the reason."""
        with self._change() as db:
            db.execute(
                "INSERT INTO hidden_company (company_key, hidden_at, reason, company_name)"
                " VALUES (?, ?, ?, ?) ON CONFLICT (company_key) DO UPDATE SET reason = excluded.reason",
                (company_key, _now(), reason, company_name),
            )

    def unhide_company(self, company_key: str) -> bool:
        """Show a company again; False if it was not hidden."""
        with self._change() as db:
            return _changed(db.execute("DELETE FROM hidden_company WHERE company_key = ?", (company_key,)))

    def hidden_companies(self) -> list[HiddenCompany]:
        """Every hidden company, last hidden first."""
        return self._read(HiddenCompany, "SELECT * FROM hidden_company ORDER BY hidden_at DESC, company_key")

    def backup(self, destination: Path) -> None:
        """Copy the file as one consistent whole, while others use it; `destination` must not exist."""
        if destination.exists():
            raise UsageError(f"{destination} is already there: a backup never overwrites a file.")
        part = destination.with_name(destination.name + ".part")
        with self._connection() as db:
            try:
                part.unlink(missing_ok=True)
                with closing(sqlite3.connect(part)) as copy:
                    db.backup(copy)
                part.rename(destination)
            except (OSError, sqlite3.Error) as error:
                part.unlink(missing_ok=True)
                raise DataFileError(f"Cannot write the backup {destination} ({error}).") from error

    def _update(self, role_id: str, assignments: str, values: tuple[Any, ...]) -> None:
        with self._change() as db:
            done = db.execute(
                f"UPDATE entry SET {assignments}, updated_at = ? WHERE role_id = ?",  # noqa: S608 - our own words only
                (*values, _now(), role_id),
            )
            if not _changed(done):
                raise NotOnShortlistError(role_id)

    def _read(self, row: type[Row], sql: str, *values: str) -> list[Row]:
        """The rows as `row`s: the fields of the class are the columns of the table."""
        if not self.path.exists():
            return []
        with self._connection() as db:
            return [row(**found) for found in db.execute(sql, values)]

    @contextmanager
    def _change(self) -> Iterator[sqlite3.Connection]:
        """One short transaction, committed to the disk when the block ends well."""
        make_usable(self.path.parent)
        with self._connection() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.path, timeout=_LOCK_SECONDS, isolation_level=None)) as db:
                db.row_factory = sqlite3.Row
                _prepare(db, self.path)
                yield db
        except sqlite3.Error as error:
            raise ShortlistFileError(self.path, _problem(error)) from error


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


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _problem(error: sqlite3.Error) -> str:
    words = str(error)
    if "locked" in words or "busy" in words:
        return f"is locked by another program since {_LOCK_SECONDS:.0f} s: close that and try again"
    if "readonly" in words or "unable to open" in words:
        return "cannot be written: check the folder's permissions, or choose another with --data DIR"
    return f"is damaged ({words}): put a backup in its place, or move it away to start an empty one"


def _changed(done: sqlite3.Cursor) -> bool:
    return done.rowcount > 0


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
