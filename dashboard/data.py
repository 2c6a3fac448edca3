"""Where the pages get what they show: the generation that is current now, and the user's own decisions.

Invariant: every rerun asks for the generation that CURRENT names; nothing that belongs to one generation
is kept under another's name. Which folder that is in, pipeline.paths decides.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from pipeline import export
from pipeline.paths import FolderNotWritableError, data_folder
from pipeline.queries import PUBLIC_COLUMNS, Filters, Generation
from pipeline.shortlist import Entry, NotOnShortlistError, Shortlist
from pipeline.user_file import ShortlistFileError

EXPORTS = {
    "csv": ("CSV", "text/csv"),
    "xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "md": ("Markdown", "text/markdown"),
    "json": ("JSON", "application/json"),
}
"""The formats that a page offers: name on the button, media type."""


def folder() -> Path:
    """The data folder in use."""
    return data_folder(None)


def generation() -> Generation:
    """The generation that is current now. Raises the errors of pipeline.generations."""
    return Generation.open(folder())


def shortlist() -> Shortlist:
    """The user's shortlist in the data folder."""
    return Shortlist(folder())


@st.cache_data(max_entries=3, show_spinner=False)
def choices(name: str, _generation: Generation) -> dict[str, list[tuple[str, int]]]:
    """The values to choose from in the generation called `name`, with their counts."""
    return _generation.choices()


def exported_roles(found: Generation, filters: Filters, form: str) -> bytes:
    """Every role that passes the filters, as a file in one of EXPORTS."""
    return _file(found.export_rows(filters), PUBLIC_COLUMNS, form)


def exported_shortlist(found: Generation, entries: Sequence[Entry], form: str) -> bytes:
    """The saved roles with the user's words on them; a role that is gone keeps what was saved of it."""
    known = {row["role_id"]: row for row in found.export_rows(ids=[entry.role_id for entry in entries])}
    rows = export.shortlist_rows(entries, known)
    return _file(rows, (*PUBLIC_COLUMNS, *export.SHORTLIST_COLUMNS), form)


def change(action: Callable[[Shortlist], object]) -> bool:
    """Change the shortlist; False if it could not be changed, and the next screen says why."""
    try:
        action(shortlist())
    except (ShortlistFileError, FolderNotWritableError, NotOnShortlistError) as error:
        st.session_state["trouble"] = str(error)
        return False
    return True


def _file(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], form: str) -> bytes:
    out = io.BytesIO()
    export.write_stream(rows, columns, form, out)
    return out.getvalue()
