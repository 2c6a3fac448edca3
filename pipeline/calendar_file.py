"""Next actions as a calendar file (RFC 5545), for any calendar program.

Invariant: an event of a role keeps its identity from file to file, so that importing twice makes no second
one; text is escaped by the library; actions without a day stay out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from icalendar import Calendar, Event

from pipeline.attribution import wish
from pipeline.mine import NextAction
from pipeline.shortlist import Entry


def calendar_file(entries: Iterable[Entry], actions: Mapping[str, NextAction], now: datetime) -> bytes:
    """All-day events, one for each saved role with a next action that has a day."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sixth Hire//shortlist//EN")
    calendar.add("version", "2.0")
    for entry in entries:
        action = actions.get(entry.role_id)
        if action is not None and action.due_on is not None:
            calendar.add_component(_event(entry, action, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, action: NextAction, now: datetime) -> Event:
    role = " at ".join(part for part in (entry.title or entry.role_id, entry.company_name) if part)
    event = Event()
    event.add("uid", f"{sha256(entry.role_id.encode()).hexdigest()[:32]}@sixthhire")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", action.due_on)
    event.add("dtend", action.due_on + timedelta(days=1) if action.due_on else None)
    event.add("summary", f"{action.what or 'Next step'}: {role}")
    notes = [text for text in (entry.note, entry.url, wish(entry.role_id)) if text]
    event.add("description", "\n".join(notes))
    return event
