"""Where the pages get what they show: the generation that is current now, and the user's own decisions.

Invariant: every rerun asks for the generation that CURRENT names; nothing that belongs to one generation
is kept under another's name. Which folder that is in, pipeline.paths decides.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import streamlit as st

from pipeline import digest, export, generations
from pipeline.calendar_file import calendar_file
from pipeline.feed import write_feed
from pipeline.mine import Mine, NextAction
from pipeline.paths import FolderNotWritableError, data_folder, demo_folder
from pipeline.queries import PUBLIC_COLUMNS, Filters, Generation
from pipeline.searches import BadSearchNameError, NoSuchSearchError, Search, Searches
from pipeline.shortlist import Entry, NotOnShortlistError, Shortlist
from pipeline.user_file import ShortlistFileError

EXPORTS = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "md": ("Markdown", "text/markdown"),
    "json": ("JSON", "application/json"),
}
"""The formats that a page offers: name on the button, media type."""
SHORTLIST_EXPORTS = {**EXPORTS, "ics": ("Calendar", "text/calendar")}
"""Beside them, the next actions that have a day."""
MOST_TOLD = 100
STEP_COLUMNS = ("next_action", "next_action_on")
"""Columns of an exported shortlist after those of pipeline.export."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What the user has decided that bears on lists of roles, as it is now."""

    saved: frozenset[str]
    answered: tuple[str, ...]
    """Saved roles that the user has applied to, or is done with."""
    hidden_roles: tuple[str, ...]
    hidden_companies: tuple[str, ...]
    seen_until: datetime | None
    """Naive UTC: how new the data was at the visit before this one."""


def folder() -> Path:
    """The data folder in use; while nothing is in it, the sample's beside it, if that was loaded."""
    own, sample = data_folder(None), demo_folder(None)
    return sample if not _has_generation(own) and _has_generation(sample) else own


def sample_folder() -> Path:
    """Where the sample goes, apart from real roles."""
    return demo_folder(None)


def _has_generation(data: Path) -> bool:
    try:
        return bool(generations.current_name(data))
    except generations.NoGenerationError:
        return False
    except generations.CorruptGenerationError:
        return True  # opening it tells what is wrong


def generation() -> Generation:
    """The generation that is current now. Raises the errors of pipeline.generations."""
    return Generation.open(folder())


def shortlist() -> Shortlist:
    """The user's shortlist in the data folder."""
    return Shortlist(folder())


def mine() -> Mine:
    """What else the user decided, in the data folder."""
    return Mine(folder())


def searches() -> Searches:
    """The user's saved searches, in the data folder."""
    return Searches(folder())


def waiting(found: Generation, saved: Sequence[Search]) -> dict[str, int]:
    """By search: how many roles the next digest would tell."""
    told = digest.find(found, folder(), saved)
    return {one.search.name: len(one.rows) for one in told}


def feed(found: Generation, saved: Sequence[Search]) -> bytes:
    """An Atom file of what the searches would tell now and have told; nothing is remembered by it."""
    told = [*digest.to_tell(digest.find(found, folder(), saved)), *searches().last_told(MOST_TOLD)]
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "roles.xml"
        write_feed(told, folder(), path)
        return path.read_bytes()


def decided(found: Generation) -> Decided:
    """The user's decisions; the first call of a browser session begins a visit."""
    kept = shortlist()
    entries = kept.entries()
    return Decided(
        saved=frozenset(entry.role_id for entry in entries),
        answered=tuple(entry.role_id for entry in entries if entry.status != "wishlist"),
        hidden_roles=tuple(hidden.role_id for hidden in kept.hidden_roles()),
        hidden_companies=tuple(hidden.company_key for hidden in kept.hidden_companies()),
        seen_until=_seen_until(found),
    )


def _seen_until(found: Generation) -> datetime | None:
    if "visit" not in st.session_state:
        try:
            before = mine().visit(found.info.as_of, datetime.now(UTC))
        except (ShortlistFileError, FolderNotWritableError):
            before = None  # a file that can only be read still shows its roles
        st.session_state["visit"] = before
    kept = st.session_state["visit"]
    return datetime.fromisoformat(kept).astimezone(UTC).replace(tzinfo=None) if kept else None


@st.cache_data(max_entries=3, show_spinner=False)
def choices(name: str, _generation: Generation) -> dict[str, list[tuple[str, int]]]:
    """The values to choose from in the generation called `name`, with their counts."""
    return _generation.choices()


def exported_roles(found: Generation, filters: Filters, form: str) -> bytes:
    """Every role that passes the filters, as a file in one of EXPORTS."""
    return _file(found.export_rows(filters), PUBLIC_COLUMNS, form)


def exported_shortlist(found: Generation, entries: Sequence[Entry], form: str) -> bytes:
    """The saved roles with the user's words on them; a role that is gone keeps what was saved of it."""
    steps = mine().next_actions()
    if form == "ics":
        return calendar_file(entries, steps, datetime.now(UTC))
    known = {row["role_id"]: row for row in found.export_rows(ids=[entry.role_id for entry in entries])}
    rows = (_with_step(row, steps) for row in export.shortlist_rows(entries, known))
    return _file(rows, (*PUBLIC_COLUMNS, *export.SHORTLIST_COLUMNS, *STEP_COLUMNS), form)


def _with_step(row: Mapping[str, Any], steps: Mapping[str, NextAction]) -> dict[str, Any]:
    step = steps.get(row["role_id"])
    return {
        **row,
        "next_action": step.what if step else None,
        "next_action_on": step.due_on.isoformat() if step and step.due_on else None,
    }


def change(action: Callable[[], object]) -> bool:
    """Change what the user decided; False if it could not be changed, and the next screen says why."""
    try:
        action()
    except (
        ShortlistFileError,
        FolderNotWritableError,
        NotOnShortlistError,
        BadSearchNameError,
        NoSuchSearchError,
    ) as error:
        st.session_state["trouble"] = str(error)
        return False
    return True


def _file(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], form: str) -> bytes:
    out = io.BytesIO()
    export.write_stream(rows, columns, form, out)
    return out.getvalue()
