"""Shortlist: the saved roles by status, with notes and next actions; compare them, take them along."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import data, decisions, parts, words
from dashboard.safe import html, one_line, plain, web_link
from pipeline.attribution import wishes
from pipeline.mine import NextAction
from pipeline.queries import Generation
from pipeline.shortlist import STATUSES, Entry

MOST_COMPARED = 4
Rows = Mapping[str, Mapping[str, Any]]


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
    steps = data.mine().next_actions()
    _above(found, entries)
    _due(entries, steps)
    _board(entries, rows, steps)
    _compare(entries, rows)
    if said := wishes(entry.role_id for entry in entries):
        st.caption(plain(said, 2_000))


def _above(found: Generation, entries: list[Entry]) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(
            f"{words.count(len(entries), 'saved role')}. Status and notes are kept on this machine.",
            width="content",
        )
        with st.popover("Export", icon=":material/download:", key="shortlist_export"):
            st.caption(
                "Every saved role, with your words; the calendar holds the next actions that have a day."
            )
            make = partial(data.exported_shortlist, found, entries)
            parts.downloads("shortlist_export", "shortlist", make, "The shortlist", data.SHORTLIST_EXPORTS)


def _due(entries: Sequence[Entry], steps: Mapping[str, NextAction]) -> None:
    """What is due today or was before, in words."""
    today, names = (
        datetime.now().astimezone().date(),
        {entry.role_id: entry.title or entry.role_id for entry in entries},
    )
    late = [s for s in steps.values() if s.role_id in names and s.due_on and s.due_on <= today]
    if late:
        lines = [
            f"{words.day(s.due_on)}: {plain(s.what or 'next step', 80)} – {plain(names[s.role_id], 60)}"
            for s in late
        ]
        st.info("  \n".join(lines), title="Due", icon=":material/event:")


def _empty() -> None:
    with st.container(border=True, key="shortlist_empty"):
        st.header("Nothing saved yet", anchor=False)
        st.markdown(
            "Press :material/bookmark_add: **Save** beside a role, or `s` on its page, and it waits here."
        )
        st.page_link(parts.ROLES_PAGE, label="Find roles", icon=":material/arrow_forward:", help="")


def _board(entries: Sequence[Entry], rows: Rows, steps: Mapping[str, NextAction]) -> None:
    for column, status in zip(st.columns(len(STATUSES), gap="small"), STATUSES, strict=True):
        group = [entry for entry in entries if entry.status == status]
        with column:
            st.header(f"{parts.STATUS_LABELS[status]} · {len(group)}", anchor=False)
            for entry in sorted(group, key=partial(_urgency, steps)):
                _entry(entry, rows.get(entry.role_id), steps.get(entry.role_id))


def _urgency(steps: Mapping[str, NextAction], entry: Entry) -> date:
    step = steps.get(entry.role_id)
    return step.due_on if step and step.due_on else date.max


def _entry(entry: Entry, row: Mapping[str, Any] | None, step: NextAction | None) -> None:
    with (
        st.container(border=True, key=f"entry_{entry.role_id}"),
        st.container(gap="xxsmall", key=f"saved_{entry.role_id}"),
    ):
        if row is None:
            _remembered(entry)
        else:
            parts.link(row)
            st.html(_facts(row))
        st.html(_words(entry, step))
        with st.container(horizontal=True, gap="xsmall"):
            with st.popover("Edit", icon=":material/edit:", type="tertiary", key=f"edit_{entry.role_id}"):
                parts.status_widgets(entry, prefix="list")
                parts.note_form(entry, step, prefix="list")
            st.button(
                "",
                type="tertiary",
                icon=":material/delete:",
                key=f"remove_{entry.role_id}",
                help=f"Take “{plain(entry.title or entry.role_id, 80)}” off the shortlist",
                on_click=decisions.remove,
                args=(entry.role_id,),
            )


def _facts(row: words.Row) -> str:
    facts = f"hire {words.hire_with_basis(row)} · team {words.team_size(row)} · {words.stage(row)}"
    where = f"{words.places_and_modes(row)} · pay {words.pay(row)}"
    closed = f'<div class="sh-line"><b>closed {html(words.day(row["closed_at"]))}</b></div>'
    return (
        f'<div class="sh-line"><b>{html(row["company_name"] or "company unknown")}</b></div>'
        f'<div class="sh-small sh-muted">{html(facts)}</div>'
        f'<div class="sh-small sh-muted">{html(where)}</div>'
        f"{closed if row['status'] == 'closed' else ''}"
    )


def _words(entry: Entry, step: NextAction | None) -> str:
    said = []
    if entry.ended_reason:
        said.append(f'<div class="sh-small">{html(parts.REASON_LABELS[entry.ended_reason])}</div>')
    if step is not None:
        day = f"by {words.day(step.due_on)}:" if step.due_on else "next:"
        said.append(f'<div class="sh-small"><b>{html(day)}</b> {html(step.what or "next step", 200)}</div>')
    if entry.note:
        said.append(f'<p class="sh-quote">{html(entry.note, 300)}</p>')
    return "".join(said) or '<div class="sh-small sh-muted">No note yet</div>'


def _remembered(entry: Entry) -> None:
    title, company = one_line(entry.title or entry.role_id), one_line(entry.company_name or "company unknown")
    st.html(
        f'<div class="sh-value">{html(title)}</div><div class="sh-line"><b>{html(company)}</b></div>'
        f'<div class="sh-line sh-muted">No longer in the data; saved {html(words.day(entry.saved_at))}.</div>'
    )
    url = web_link(entry.url)
    if url:
        st.link_button("The original posting", url, icon=":material/link:")


def _compare(entries: Sequence[Entry], rows: Rows) -> None:
    known = {
        f"{place + 1}. {_name(e)}": rows[e.role_id] for place, e in enumerate(entries) if e.role_id in rows
    }
    if len(known) < 2:
        return
    st.header("Compare", anchor=False)
    chosen = st.multiselect(
        f"Up to {MOST_COMPARED} roles, side by side",
        list(known),
        max_selections=MOST_COMPARED,
        key="shortlist_compare",
        placeholder="Choose roles",
    )
    if chosen:
        table = {"What": list(COMPARED)}
        table |= {name: [tell(known[name]) for tell in COMPARED.values()] for name in chosen}
        st.dataframe(
            pd.DataFrame(table),
            hide_index=True,
            height="content",
            alt=f"{len(chosen)} saved roles side by side",
        )


def _name(entry: Entry) -> str:
    return " · ".join(
        one_line(part, 60) for part in (entry.title or entry.role_id, entry.company_name) if part
    )


COMPARED: dict[str, Callable[[words.Row], str]] = {
    "Hire number": words.hire_with_basis,
    "Team": words.team_size,
    "Stage": words.stage,
    "In its function": words.function_hire_number,
    "Engineers now": words.engineering_team,
    "Pay": words.pay,
    "Equity": words.equity,
    "Work mode": words.work_modes,
    "Place": words.places,
    "Role family": words.family,
    "Seniority": words.seniority,
    "Visa": words.visa,
    "First seen": lambda row: words.day(row["first_seen_at"]),
    "Status": lambda row: str(row["status"]),
}


show()
