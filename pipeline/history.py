"""What became of a role, a company and a board over time.

Invariant: everything here is a recorded fact with its date; what it means (a ghost job, a growing company) is
left to the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypedDict

from pipeline.queries import Generation

Row = Mapping[str, Any]


class Standing(TypedDict):
    """What may tell an opening that nobody means to fill from one that somebody does."""

    days_open: int
    """From when it was published or first seen, the earlier, to its end or to the generation's `as_of`."""
    reposts: int
    """How often it was gone and came back."""
    text_unchanged_since: datetime
    pay_stated: bool


class Event(TypedDict):
    """One thing that happened. `what`: first_seen, title, salary, text, closed, reopened, team_size,
    funding_stage or company_status."""

    at: datetime
    what: str
    before: str | None
    after: str | None
    source: str | None
    """For a fact of the company: `posting`, or the directory."""


def standing(generation: Generation, role_id: str) -> Standing | None:
    """How long a role has stood, and how still; None for one that the generation does not hold."""
    found = generation.read("history", "standing", role_id=role_id)
    if not found:
        return None
    (row,) = found
    end = row["closed_at"] or datetime.fromisoformat(generation.info.as_of).astimezone(UTC)
    return {
        "days_open": max(0, (end - row["begun_at"]).days),
        "reposts": row["reposts"],
        "text_unchanged_since": row["text_since"],
        "pay_stated": row["has_pay"],
    }


def same_opening(generation: Generation, row: Row) -> list[dict[str, Any]]:
    """The other roles of a role's group: id, source, title, url, status, places. `row`: public columns."""
    if not row["group_id"]:
        return []
    members = generation.read("history", "groups", ids=[row["group_id"]])
    return [member for member in members if member["role_id"] != row["role_id"]]


def history(generation: Generation, row: Row) -> list[Event]:
    """What happened to a role and what became known of its company, oldest first. `row`: public columns."""
    role_id = row["role_id"]
    events = [_event(row["first_seen_at"], "first_seen")]
    events += [
        _event(change["changed_at"], change["field"], change["before"], change["after"])
        for change in generation.read("history", "changes", role_id=role_id)
    ]
    events += [
        _event(found["happened_at"], found["event"])
        for found in generation.read("history", "events", role_id=role_id)
    ]
    closed_at = row["closed_at"]
    if closed_at and not any(e["what"] == "closed" and e["at"] == closed_at for e in events):
        events.append(_event(closed_at, "closed"))
    events += company_history(generation, row["company_key"])
    return sorted(events, key=lambda event: event["at"])


def company_history(generation: Generation, company_key: str) -> list[Event]:
    """What postings and directories said of a company, each time it was something new, oldest first."""
    events: list[Event] = []
    last: dict[tuple[str, str], str] = {}
    for fact in generation.read("history", "company", company_key=company_key):
        said = fact["word"] or _span(fact["low"], fact["high"])
        key = (fact["field"], fact["source"])
        if last.get(key) != said:
            events.append(_event(fact["observed_at"], fact["field"], last.get(key), said, fact["source"]))
        last[key] = said
    return events


def board_days(
    generation: Generation, source: str | None = None, board: str | None = None
) -> list[dict[str, Any]]:
    """What each board listed on each day it was read: source, board, day, postings, new, changed, closed."""
    return generation.read("history", "board_days", source=source, board=board)


def runs(generation: Generation, source: str | None = None, limit: int = 50) -> list[dict[str, Any]]:
    """What each crawl came to, a source a row, the newest first: status, boards, postings, new, changed,
    closed, rejected, requests, bytes, seconds, errors."""
    return generation.read("history", "runs", source=source, limit=limit)


def board_runs(generation: Generation, source: str, board: str, limit: int = 50) -> list[dict[str, Any]]:
    """The readings of one board, the newest first: status, requests, bytes, postings, new, changed, closed,
    rejected, seconds (None before they were measured), error."""
    return generation.read("history", "board_runs", source=source, board=board, limit=limit)


def _event(
    at: datetime, what: str, before: str | None = None, after: str | None = None, source: str | None = None
) -> Event:
    return {"at": at, "what": what, "before": before, "after": after, "source": source}


def _span(low: int | None, high: int | None) -> str:
    return str(low) if low == high else f"{'' if low is None else low}-{'' if high is None else high}"
