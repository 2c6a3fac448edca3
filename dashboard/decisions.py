"""What a click decides: save, remove, hide, apply, follow; and the one step back after it.

Invariant: every function here is a callback: it runs before the page is drawn. What cannot be kept changes
nothing, and the next screen says why. Whatever takes something out of sight can be undone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import streamlit as st

from dashboard import data
from dashboard.safe import plain
from pipeline.mine import NextAction
from pipeline.shortlist import Entry

HIDE_ROLE, HIDE_COMPANY, APPLIED = "Hide this role", "Hide its company", "Mark as applied"
ICONS = {
    HIDE_ROLE: ":material/visibility_off:",
    HIDE_COMPANY: ":material/domain_disabled:",
    APPLIED: ":material/send:",
}

Role = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """What was just done, in words, and what takes it back."""

    words: str
    back: Callable[[], object]


def toggle_saved(row: Role) -> None:
    """Save a role that is not saved; remove one that is."""
    role_id = row["role_id"]
    if role_id in data.shortlist().role_ids():
        remove(role_id)
    elif data.change(lambda: data.shortlist().add(role_id, row)):
        st.toast(f"Saved: {plain(row['title'], 80)}", icon=":material/bookmark_added:")


def remove(role_id: str) -> None:
    """Take a role off the shortlist, with its note and next action."""
    entry, step = data.shortlist().entry(role_id), data.mine().next_actions().get(role_id)
    if entry is not None and data.change(partial(_take_away, role_id)):
        _done(f"Removed from the shortlist: {_name(entry.title, role_id)}", partial(_put_back, entry, step))


def hide_role(row: Role) -> None:
    """Hide a role."""
    role_id = row["role_id"]
    if data.change(lambda: data.shortlist().hide_role(role_id, row)):
        _done(f"Hidden: {_name(row['title'], role_id)}", partial(_show_role, role_id))


def hide_company(company_key: str, company_name: str | None) -> None:
    """Hide a company with all its roles."""
    if data.change(lambda: data.shortlist().hide_company(company_key, company_name)):
        _done(
            f"Hidden with all its roles: {_name(company_name, company_key)}",
            partial(_show_company, company_key),
        )


def show_role(role_id: str) -> None:
    """Show a hidden role again."""
    data.change(partial(_show_role, role_id))


def show_company(company_key: str) -> None:
    """Show a hidden company again."""
    data.change(partial(_show_company, company_key))


def mark_applied(row: Role) -> None:
    """Save a role, if it is not, with the status `applied`."""
    role_id = row["role_id"]
    before = data.shortlist().entry(role_id)

    def apply() -> None:
        data.shortlist().add(role_id, row)
        data.shortlist().set_status(role_id, "applied")

    if data.change(apply):
        back = partial(_put_back, before, None) if before else partial(data.shortlist().remove, role_id)
        _done(f"Marked as applied: {_name(row['title'], role_id)}", back)


def act(row: Role, label: str) -> None:
    """Do what a menu's label says."""
    if HIDE_ROLE in label:
        hide_role(row)
    elif HIDE_COMPANY in label and row["company_key"]:
        hide_company(row["company_key"], row["company_name"])
    elif APPLIED in label:
        mark_applied(row)


def toggle_followed(company_key: str, company_name: str | None) -> None:
    """Follow a company, or follow it no longer."""
    mine = data.mine()
    if company_key in {followed.company_key for followed in mine.followed()}:
        data.change(lambda: mine.unfollow(company_key))
    else:
        data.change(lambda: mine.follow(company_key, company_name))


def undo_bar() -> None:
    """After something went out of sight: what, and a button that brings it back."""
    done: Done | None = st.session_state.get("done")
    if done is None:
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="undo_bar"):
        st.markdown(done.words, width="stretch")
        st.button("Undo", icon=":material/undo:", key="undo", on_click=_undo)
        st.button("Dismiss", type="tertiary", key="undo_dismiss", on_click=_forget)


def _done(words: str, back: Callable[[], object]) -> None:
    st.session_state["done"] = Done(words, back)


def _undo() -> None:
    done: Done | None = st.session_state.get("done")
    if done is not None and data.change(done.back):
        _forget()


def _forget() -> None:
    st.session_state.pop("done", None)


def _name(name: str | None, key: str) -> str:
    return f"**{plain(name or key, 120)}**"


def _take_away(role_id: str) -> None:
    data.shortlist().remove(role_id)
    data.mine().set_next_action(role_id, None, "")


def _put_back(entry: Entry, step: NextAction | None) -> None:
    kept = data.shortlist()
    kept.add(entry.role_id, asdict(entry))
    kept.set_status(entry.role_id, entry.status, entry.ended_reason)
    kept.set_note(entry.role_id, entry.note)
    if step is not None:
        data.mine().set_next_action(entry.role_id, step.due_on, step.what)


def _show_role(role_id: str) -> None:
    data.shortlist().unhide_role(role_id)


def _show_company(company_key: str) -> None:
    data.shortlist().unhide_company(company_key)
