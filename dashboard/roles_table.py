"""The roles of a page as one table, each row with its buttons.

Invariant: a cell shows text or "unknown", never a blank; what a button does is decided by its row's place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import decisions, parts, words
from dashboard.safe import one_line
from pipeline.queries import Found


def draw(roles: Found, saved: frozenset[str]) -> None:
    """Draw the table."""
    ids = [row["role_id"] for row in roles.rows]
    menu = [f"{decisions.ICONS[label]} {label}" for label in decisions.ICONS]
    frame = pd.DataFrame(
        {
            "save": [":material/bookmark_added:" if i in saved else ":material/bookmark_add:" for i in ids],
            "role": [one_line(row["title"], 200) for row in roles.rows],
            "company": [one_line(row["company_name"] or words.UNKNOWN, 80) for row in roles.rows],
            "hire": [words.hire_with_basis(row) for row in roles.rows],
            "team": [words.team_size(row) for row in roles.rows],
            "stage": [words.stage(row) for row in roles.rows],
            "place": [one_line(_place(row)) for row in roles.rows],
            "pay": [words.pay(row).removesuffix(" a year") for row in roles.rows],
            "seen": [words.day(row["first_seen_at"]) for row in roles.rows],
            "open": ["Open"] * len(ids),
            "more": [menu] * len(ids),
        }
    )
    text, button = st.column_config.TextColumn, st.column_config.ButtonColumn
    st.dataframe(
        frame,
        hide_index=True,
        row_height=62,
        height=min(700, 40 + 62 * len(ids)),
        alt=f"Roles that match, {len(ids)} on this page",
        column_config={
            "save": button(
                "Save",
                width=46,
                type="tertiary",
                key="roles_table_save",
                on_click=_save_clicked,
                args=(roles.rows,),
            ),
            "role": text("Role", width=150),
            "company": text("Company", width=90),
            "hire": text("Hire number", width=92, help="Which hire of the company you would be"),
            "team": text("Team", width=68),
            "stage": text("Stage", width=68),
            "place": text("Place", width=100),
            "pay": text("Pay", width=94, help="A year, unless another period is named"),
            "seen": text("First seen", width=78),
            "open": button("Open", width=58, key="roles_table_open", on_click=_open_clicked, args=(ids,)),
            "more": button(
                "More",
                width=48,
                type="tertiary",
                key="roles_table_more",
                on_click=_more_clicked,
                args=(roles.rows,),
            ),
        },
    )


def _place(row: words.Row) -> str:
    """The place in few words: its cities say enough where there are any."""
    cities = list(row["cities"] or ())
    where = " · ".join(cities[:2]) if cities else words.places(row)
    known = [shown for shown in (where, words.work_modes(row)) if shown != words.UNKNOWN]
    return " · ".join(known) or words.UNKNOWN


def _open_clicked(ids: list[str]) -> None:
    st.switch_page(parts.ROLE_PAGE, query_params={"id": ids[st.session_state["roles_table_open"]["row"]]})


def _save_clicked(rows: Sequence[Mapping[str, Any]]) -> None:
    decisions.toggle_saved(rows[st.session_state["roles_table_save"]["row"]])


def _more_clicked(rows: Sequence[Mapping[str, Any]]) -> None:
    clicked = st.session_state["roles_table_more"]
    decisions.act(rows[clicked["row"]], clicked["label"])
