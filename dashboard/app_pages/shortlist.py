"""Shortlist: the saved roles by status, with notes; change, remove, undo, take them along."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from dashboard import data, decisions, parts, words
from dashboard.safe import html, one_line, plain, web_link
from pipeline.shortlist import STATUSES, Entry


def show() -> None:
    """Draw the page."""
    found = data.generation()
    entries = data.shortlist().entries()
    st.title("Shortlist", anchor=False)
    decisions.undo_bar()
    if not entries:
        _empty()
        return
    rows = found.roles_by_id([entry.role_id for entry in entries])
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(
            f"{words.count(len(entries), 'saved role')}. Status and notes are kept on this machine.",
            width="content",
        )
        with st.popover("Export", icon=":material/download:", key="shortlist_export"):
            st.caption("Every saved role, with your status and note.")
            make = partial(data.exported_shortlist, found, entries)
            parts.downloads("shortlist_export", "shortlist", make, "The shortlist")
    for status in STATUSES:
        group = [entry for entry in entries if entry.status == status]
        if group:
            st.subheader(f"{parts.STATUS_LABELS[status]} · {len(group)}", anchor=False)
            for entry in group:
                _entry(entry, rows.get(entry.role_id))


def _empty() -> None:
    with st.container(border=True, key="shortlist_empty"):
        st.subheader("Nothing saved yet", anchor=False)
        st.markdown("Press :material/bookmark_add: **Save** beside a role, and it waits for you here.")
        st.page_link(parts.ROLES_PAGE, label="Find roles", icon=":material/arrow_forward:", help="")


def _entry(entry: Entry, row: dict[str, Any] | None) -> None:
    with st.container(border=True, key=f"entry_{entry.role_id}"):
        facts, mine = st.columns([1.5, 1], gap="medium")
        with facts:
            with st.container(gap="xxsmall", key=f"saved_{entry.role_id}"):
                if row is None:
                    _remembered(entry)
                else:
                    parts.link(row)
                    st.html(parts.summary(row))
            if row is not None:
                st.html(parts.three(row))
            st.button(
                "Remove",
                type="tertiary",
                icon=":material/delete:",
                key=f"remove_{entry.role_id}",
                help=f"Take “{plain(entry.title or entry.role_id, 80)}” off the shortlist",
                on_click=decisions.remove,
                args=(entry.role_id,),
            )
        with mine:
            parts.status_widgets(entry, prefix="list")
            parts.note_form(entry, prefix="list")


def _remembered(entry: Entry) -> None:
    title, company = one_line(entry.title or entry.role_id), one_line(entry.company_name or "company unknown")
    st.html(
        f'<div class="sh-value">{html(title)}</div><div class="sh-line"><b>{html(company)}</b></div>'
        f'<div class="sh-line sh-muted">No longer in the data; saved {html(words.day(entry.saved_at))}.</div>'
    )
    url = web_link(entry.url)
    if url:
        st.link_button("The original posting", url, icon=":material/link:")


show()
