"""Pieces of screen that several pages share.

Invariant: our own HTML is built only from `safe.html`; a posting's own HTML comes in sanitised by the
pipeline and goes through `st.html`, which sanitises it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

import streamlit as st

from dashboard import data, words
from dashboard.safe import html, plain
from pipeline.shortlist import ENDED_REASONS, STATUSES, Entry, Shortlist

ROLES_PAGE = "app_pages/roles.py"
ROLE_PAGE = "app_pages/role.py"
SHORTLIST_PAGE = "app_pages/shortlist.py"

STATUS_LABELS = {
    "wishlist": "Wishlist",
    "applied": "Applied",
    "interviewing": "Interviewing",
    "offer": "Offer",
    "ended": "Ended",
}
REASON_LABELS = {
    "accepted": "Accepted",
    "rejected": "Rejected",
    "ghosted": "Never answered",
    "withdrew": "Withdrew",
    "closed": "Role closed",
}


def value(shown: str, css: str = "sh-value") -> str:
    """A value as HTML; an unknown one looks unknown."""
    muted = " sh-unknown" if shown == words.UNKNOWN else ""
    return f'<span class="{css}{muted}">{html(shown)}</span>'


def cell(key: str, shown: str, note: str = "", css: str = "sh-value") -> str:
    """A fact as HTML: what it is, its value, and a small note under it."""
    under = f'<span class="sh-note">{html(note)}</span>' if note else ""
    return f'<div class="sh-cell"><span class="sh-key">{html(key)}</span>{value(shown, css)}{under}</div>'


def three(row: words.Row) -> str:
    """The three facts that matter most, as HTML: hire number, team size, stage, with what each stands on."""
    batch = f"YC {row['yc_batch']}" if row["yc_batch"] else ""
    return (
        '<div class="sh-three">'
        + cell("Hire number", words.hire_number(row), words.hire_basis(row), "sh-value sh-hire")
        + cell("Team", words.team_size(row), _source_note(row, "team_size"))
        + cell("Stage", words.stage(row), batch or _source_note(row, "funding_stage"))
        + "</div>"
    )


def summary(row: words.Row) -> str:
    """Company, kind of role, place and pay on two lines, as HTML."""
    kind = [words.family(row)] if row["role_family"] != "other" else []
    kind += [words.seniority(row)] if row["seniority"] else []
    where = words.places_and_modes(row)
    where = "place unknown" if where == words.UNKNOWN else where
    company = f"<b>{html(row['company_name'] or 'company unknown')}</b>"
    first = " · ".join([company, *map(html, kind)])
    return (
        f'<div class="sh-line">{first}</div>'
        f'<div class="sh-line sh-muted">{html(where)}</div>'
        f'<div class="sh-tags">{"".join(_tags(row))}</div>'
    )


def link(row: Mapping[str, Any], label: str | None = None) -> None:
    """A link to a role's page, inside this app."""
    shown = label or row["title"] or row["role_id"]
    st.page_link(ROLE_PAGE, label=plain(shown, 160), icon="", help="", query_params={"id": row["role_id"]})


def save_button(row: Mapping[str, Any], *, saved: bool, key: str, wide: bool = False) -> None:
    """Save a role, or take it off the shortlist again."""
    name = str(row["title"] or row["role_id"])
    st.button(
        ":primary[Saved]" if saved else "Save",
        icon=":material/bookmark_check:" if saved else ":material/bookmark_add:",
        key=key,
        type="secondary" if wide else "tertiary",
        width="stretch" if wide else "content",
        help=f"Take “{plain(name, 80)}” off the shortlist" if saved else f"Save “{plain(name, 80)}”",
        on_click=toggle_saved,
        args=(dict(row),),
    )


def toggle_saved(row: Mapping[str, Any]) -> None:
    """Callback: save a role that is not saved; remove one that is, and offer to undo it."""
    role_id = row["role_id"]
    if role_id in data.shortlist().role_ids():
        remove(role_id)
    elif data.change(lambda kept: kept.add(role_id, row)):
        st.toast(f"Saved: {plain(row['title'], 80)}", icon=":material/bookmark_added:")


def remove(role_id: str) -> None:
    """Callback: take a role off the shortlist, and keep it for one undo."""

    def take(kept: Shortlist) -> None:
        entry = kept.entry(role_id)
        if entry is not None and kept.remove(role_id):
            st.session_state["removed_entry"] = entry

    data.change(take)


def undo_bar() -> None:
    """After a removal: what was removed, and a button that puts it back with its note and status."""
    entry = st.session_state.get("removed_entry")
    if entry is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="undo_bar"):
        st.markdown(
            f"Removed from the shortlist: **{plain(entry.title or entry.role_id, 120)}**", width="stretch"
        )
        st.button("Undo", icon=":material/undo:", key="undo_remove", on_click=_undo)
        st.button("Dismiss", type="tertiary", key="undo_dismiss", on_click=_forget)


def downloads(prefix: str, name: str, make: Callable[[str], bytes], label: str) -> None:
    """One download button for each format; a file is made when its button is pressed."""
    for form, (shown, media) in data.EXPORTS.items():
        st.download_button(
            shown,
            data=lambda form=form: make(form),  # type: ignore[misc]
            file_name=f"{name}.{form}",
            mime=media,
            key=f"{prefix}_{form}",
            icon=":material/download:",
            on_click="ignore",
            width="stretch",
            help=f"{label} as {shown}",
        )


def _undo() -> None:
    entry: Entry | None = st.session_state.get("removed_entry")
    if entry is not None and data.change(partial(_put_back, entry)):
        _forget()


def _put_back(entry: Entry, kept: Shortlist) -> None:
    kept.add(entry.role_id, asdict(entry))
    kept.set_status(entry.role_id, entry.status, entry.ended_reason)
    kept.set_note(entry.role_id, entry.note)


def _forget() -> None:
    st.session_state.pop("removed_entry", None)


def _source_note(row: words.Row, stem: str) -> str:
    name = row[f"{stem}_source"]
    return words.source(name) if name else ""


def _tags(row: words.Row) -> Iterable[str]:
    if row["status"] == "closed":
        yield _tag(f"closed {words.day(row['closed_at'], '')}")
    if row["is_founding"]:
        yield _tag("founding", "sh-tag-strong")
    if row["first_in_function"]:
        yield _tag("first in its function", "sh-tag-strong")
    pay = words.pay(row)
    yield _tag("pay unknown" if pay == words.UNKNOWN else pay)
    if row["equity_offered"]:
        amount = words.equity(row)
        yield _tag("equity" if amount == "offered" else f"equity {amount}")
    if row["visa_sponsorship"]:
        yield _tag("visa sponsored")
    if row["reposts"]:
        yield _tag(f"reposted {words.count(row['reposts'], 'time')}")
    yield _tag(f"first seen {words.day(row['first_seen_at'])}")


def _tag(text: str, css: str = "") -> str:
    return f'<span class="sh-tag {css}">{html(text)}</span>'


def status_widgets(entry: Entry, prefix: str) -> None:
    """The status of a saved role, and the reason once it has ended; each change is kept at once."""
    status_key, reason_key = f"{prefix}_status_{entry.role_id}", f"{prefix}_reason_{entry.role_id}"
    st.selectbox(
        "Status",
        STATUSES,
        index=STATUSES.index(entry.status),
        format_func=STATUS_LABELS.__getitem__,
        key=status_key,
        on_change=_keep_status,
        args=(entry.role_id, status_key, None),
    )
    if entry.status == "ended":
        st.selectbox(
            "How it ended",
            ENDED_REASONS,
            index=ENDED_REASONS.index(entry.ended_reason) if entry.ended_reason else None,
            format_func=REASON_LABELS.__getitem__,
            placeholder="Not said",
            key=reason_key,
            on_change=_keep_status,
            args=(entry.role_id, status_key, reason_key),
        )


def note_form(entry: Entry, prefix: str) -> None:
    """The note of a saved role, kept when it is sent."""
    key = f"{prefix}_note_{entry.role_id}"
    with st.form(f"{prefix}_form_{entry.role_id}", border=False):
        st.text_area(
            "Note",
            entry.note,
            key=key,
            height=92,
            max_chars=10_000,
            placeholder="Who to ask, what to ask, what you think",
        )
        st.form_submit_button(
            "Save note",
            icon=":material/save:",
            width="stretch",
            on_click=_keep_note,
            args=(entry.role_id, key),
        )


def _keep_status(role_id: str, status_key: str, reason_key: str | None) -> None:
    status = st.session_state[status_key]
    reason = st.session_state.get(reason_key) if reason_key else None
    data.change(lambda kept: kept.set_status(role_id, status, reason))


def _keep_note(role_id: str, key: str) -> None:
    note = st.session_state[key].strip()
    if data.change(lambda kept: kept.set_note(role_id, note)):
        st.toast("Note saved", icon=":material/save:")
