"""What the user decides: roles saved with status and note, roles and companies hidden.

Invariant: it lies in SQLite, never in a generation. A call returns only after its change is on the disk (WAL,
synchronous=FULL), so that a kill loses nothing acknowledged. Every transaction is short, so that dashboard,
command line and cron write side by side. An entry keeps what was known of its role when it was saved, and so
outlives it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from pipeline.user_file import change, connection, damaged, instant, rows
from scrapers.errors import DataFileError, UsageError

FILE_NAME = "user.sqlite"
STATUSES = ("wishlist", "applied", "interviewing", "offer", "ended")
ENDED_REASONS = ("accepted", "rejected", "ghosted", "withdrew", "closed")
SNAPSHOT = ("title", "company_name", "company_key", "url")
"""Public columns that an entry keeps of its role."""

Row = TypeVar("Row", "Entry", "HiddenRole", "HiddenCompany")


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
        """Save a role with a SNAPSHOT of what is known of it; False if it is saved already, and stays."""
        now = _now()
        kept = [facts.get(name) for name in SNAPSHOT]
        with change(self.path) as db:
            return _changed(
                db.execute(
                    "INSERT INTO entry (role_id, saved_at, updated_at, title, company_name, company_key, url)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (role_id) DO NOTHING",
                    (role_id, now, now, *kept),
                )
            )

    def remove(self, role_id: str) -> bool:
        """Take a role off the shortlist, with its note; False if it was not there."""
        with change(self.path) as db:
            return _changed(db.execute("DELETE FROM entry WHERE role_id = ?", (role_id,)))

    def set_note(self, role_id: str, note: str) -> None:
        """Replace the note; "" clears it."""
        self._update(role_id, "note = ?", (note.encode("utf-8", "replace").decode(),))

    def set_status(self, role_id: str, status: str, reason: str | None = None) -> None:
        """Set the status; `reason` belongs to `ended` only."""
        check_status(status, reason)
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
        with change(self.path) as db:
            db.execute(
                "INSERT INTO hidden_role (role_id, hidden_at, reason, title, company_name)"
                " VALUES (?, ?, ?, ?, ?) ON CONFLICT (role_id) DO UPDATE SET reason = excluded.reason",
                (role_id, _now(), reason, facts.get("title"), facts.get("company_name")),
            )

    def unhide_role(self, role_id: str) -> bool:
        """Show a role again; False if it was not hidden."""
        with change(self.path) as db:
            return _changed(db.execute("DELETE FROM hidden_role WHERE role_id = ?", (role_id,)))

    def hidden_roles(self) -> list[HiddenRole]:
        """Every hidden role, last hidden first."""
        return self._read(HiddenRole, "SELECT * FROM hidden_role ORDER BY hidden_at DESC, role_id")

    def hide_company(self, company_key: str, company_name: str | None, reason: str = "") -> None:
        """Hide a company with all its roles; hiding it again only replaces the reason."""
        with change(self.path) as db:
            db.execute(
                "INSERT INTO hidden_company (company_key, hidden_at, reason, company_name)"
                " VALUES (?, ?, ?, ?) ON CONFLICT (company_key) DO UPDATE SET reason = excluded.reason",
                (company_key, _now(), reason, company_name),
            )

    def unhide_company(self, company_key: str) -> bool:
        """Show a company again; False if it was not hidden."""
        with change(self.path) as db:
            return _changed(db.execute("DELETE FROM hidden_company WHERE company_key = ?", (company_key,)))

    def hidden_companies(self) -> list[HiddenCompany]:
        """Every hidden company, last hidden first."""
        return self._read(HiddenCompany, "SELECT * FROM hidden_company ORDER BY hidden_at DESC, company_key")

    def check(self) -> None:
        """Read the whole file, so that damage shows. Raises ShortlistFileError."""
        if not self.path.exists():
            return
        with connection(self.path) as db:
            found = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise damaged(self.path, str(found))

    def backup(self, destination: Path) -> None:
        """Copy the file as one consistent whole, while others use it; `destination` must not exist."""
        if destination.exists():
            raise UsageError(f"{destination} is already there: a backup never overwrites a file.")
        part = destination.with_name(destination.name + ".part")
        with connection(self.path) as db:
            try:
                part.unlink(missing_ok=True)
                with closing(sqlite3.connect(part)) as copy:
                    db.backup(copy)
                part.rename(destination)
            except (OSError, sqlite3.Error) as error:
                part.unlink(missing_ok=True)
                raise DataFileError(f"Cannot write the backup {destination} ({error}).") from error

    def _update(self, role_id: str, assignments: str, values: tuple[Any, ...]) -> None:
        with change(self.path) as db:
            done = db.execute(
                f"UPDATE entry SET {assignments}, updated_at = ? WHERE role_id = ?",  # noqa: S608 - our own words only
                (*values, _now(), role_id),
            )
            if not _changed(done):
                raise NotOnShortlistError(role_id)

    def _read(self, row: type[Row], sql: str, *values: str) -> list[Row]:
        """The rows as `row`s: the fields of the class are the columns of the table."""
        return [row(**found) for found in rows(self.path, sql, *values)]


def check_status(status: str, reason: str | None = None) -> None:
    """Raises UnknownStatusError, or UsageError for a reason without an end."""
    if status not in STATUSES:
        raise UnknownStatusError(status, STATUSES)
    if reason is not None and status != "ended":
        raise UsageError(f"A reason belongs to the status 'ended', not to '{status}'.")
    if reason is not None and reason not in ENDED_REASONS:
        raise UnknownStatusError(reason, ENDED_REASONS)


def _changed(done: sqlite3.Cursor) -> bool:
    return done.rowcount > 0


def _now() -> str:
    return instant(datetime.now(UTC))
