"""What else the user decides, beside the shortlist: companies followed, next actions, preferences, visits.

Invariant: as in the shortlist, whose file this shares: a call returns only after its change is on the disk;
nothing here ever lies in a generation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from pipeline.shortlist import FILE_NAME
from pipeline.user_file import change, instant, rows

REASONS = ("speed", "purpose", "tools", "scope")
"""Why someone leaves a large company, in the words of the evidence fields `signal_*`."""
WEIGHTS = {"none": 0, "some": 1, "much": 3}
"""What a reason may weigh, by the word that the user picks."""

_VISIT = timedelta(hours=4)
"""Pages opened within this time belong to one visit."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A company whose new roles the user wants to see."""

    company_key: str
    followed_at: str
    company_name: str | None


@dataclass(frozen=True, slots=True)
class NextAction:
    """What the user means to do next about a role, and by which day."""

    role_id: str
    due_on: date | None
    what: str


class Mine:
    """Decisions in `<data>/user.sqlite`. Threads may share it: each call connects for itself.

    Every method raises ShortlistFileError when the file cannot be used.
    """

    def __init__(self, data: Path) -> None:
        self.path = data / FILE_NAME

    def follow(self, company_key: str, company_name: str | None) -> None:
        """Follow a company; following it again changes nothing."""
        with change(self.path) as db:
            db.execute(
                "INSERT INTO followed_company VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (company_key, instant(datetime.now(UTC)), company_name),
            )

    def unfollow(self, company_key: str) -> bool:
        """Follow a company no longer; False if it was not followed."""
        with change(self.path) as db:
            done = db.execute("DELETE FROM followed_company WHERE company_key = ?", (company_key,))
            return done.rowcount > 0

    def followed(self) -> list[Followed]:
        """Every company followed, the last one first."""
        return [
            Followed(**row) for row in rows(self.path, "SELECT * FROM followed_company ORDER BY 2 DESC, 1")
        ]

    def set_next_action(self, role_id: str, due_on: date | None, what: str) -> None:
        """What to do next about a role; neither a day nor words takes it away."""
        words = what.encode("utf-8", "replace").decode().strip()
        with change(self.path) as db:
            db.execute("DELETE FROM next_action WHERE role_id = ?", (role_id,))
            if due_on or words:
                day = due_on.isoformat() if due_on else None
                db.execute("INSERT INTO next_action VALUES (?, ?, ?)", (role_id, day, words))

    def next_actions(self) -> dict[str, NextAction]:
        """By role_id; the ones due first come first, those without a day last."""
        found = rows(self.path, "SELECT * FROM next_action ORDER BY due_on IS NULL, due_on, role_id")
        return {
            row["role_id"]: NextAction(
                row["role_id"], date.fromisoformat(row["due_on"]) if row["due_on"] else None, row["what"]
            )
            for row in found
        }

    def weights(self) -> dict[str, int]:
        """How much each of REASONS counts for the user; 1 unless said."""
        kept = self._preferences().get("weights")
        said = kept if isinstance(kept, dict) else {}
        return {r: said[r] if said.get(r) in WEIGHTS.values() else 1 for r in REASONS}

    def set_weights(self, weights: Mapping[str, int]) -> None:
        """Keep what each of REASONS counts."""
        self._prefer("weights", dict(weights))

    def hints_wanted(self) -> bool:
        """Whether the first steps should still be told."""
        return self._preferences().get("hints") is not False

    def dismiss_hints(self) -> None:
        """Never tell the first steps again."""
        self._prefer("hints", False)

    def visit(self, as_of: str, now: datetime) -> str | None:
        """Begin a visit to a generation `as_of`: what the visit before this one had seen; None for the first.

        What is opened within four hours is still the same visit, so a second window loses no news.
        """
        kept = self._preferences().get("visit")
        last = kept if isinstance(kept, dict) and {"began_at", "as_of", "before"} <= kept.keys() else None
        if last and now - datetime.fromisoformat(last["began_at"]) < _VISIT:
            before: str | None = last["before"]
            began = last["began_at"]
        else:
            before, began = (last["as_of"] if last else None), now.isoformat()
        self._prefer("visit", {"began_at": began, "as_of": as_of, "before": before})
        return before

    def _preferences(self) -> dict[str, Any]:
        return {row["name"]: json.loads(row["value"]) for row in rows(self.path, "SELECT * FROM preference")}

    def _prefer(self, name: str, value: object) -> None:
        with change(self.path) as db:
            db.execute("INSERT OR REPLACE INTO preference VALUES (?, ?)", (name, json.dumps(value)))
