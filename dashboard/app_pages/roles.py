"""Roles: narrow by team size, stage and hire number, then open or save."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from dashboard import data, filters, parts, sidebar, words
from dashboard.safe import one_line, plain
from pipeline.queries import Filters, Found, Generation, Sort

SORTS: dict[str, Sort] = {
    "Newest": "newest",
    "Smallest team": "team_size",
    "Lowest hire number": "hire_number",
    "Highest pay": "salary",
}
SORT_NOTES = {
    "newest": "Newest first seen first.",
    "team_size": "Unknown team sizes come last.",
    "hire_number": "Unknown hire numbers come last.",
    "salary": "Unknown pay comes last; currencies are not converted.",
}
VIEWS = {"List": 25, "Table": 500}  # rows a page


def show() -> None:
    """Draw the page."""
    found = data.generation()
    st.title("Roles where you would be early", anchor=False)
    search, sort, view = _toolbar()
    chosen = sidebar.sidebar(search, data.choices(found.info.name, found))
    for name, count in found.count_unknown(chosen.filters).items():
        chosen.unknown_slots[name].caption(f"{count:,}")
    size = VIEWS[view]
    number = _page_number(chosen.filters, sort, view)
    roles = found.find_roles(chosen.filters, sort=SORTS[sort], limit=size, offset=(number - 1) * size)
    if roles.total and not roles.rows:
        number = 1
        roles = found.find_roles(chosen.filters, sort=SORTS[sort], limit=size)
    _chips(chosen.filters)
    parts.undo_bar()
    if not roles.rows:
        _nothing(found, chosen.filters)
        return
    _numbers(found, chosen.filters, roles.total)
    _above(found, chosen.filters, roles, number, size, SORTS[sort])
    saved = data.shortlist().role_ids()
    if view == "Table":
        _table(roles, saved)
    else:
        _list(roles, saved)
    _pages(roles.total, size, number)


def _toolbar() -> tuple[str, str, str]:
    search, sort, view = st.columns([5, 3, 2.4])
    words_ = search.text_input(
        "Search",
        key="roles_q",
        bind="query-params",
        type="search",
        max_chars=200,
        icon=":material/search:",
        placeholder="Title, company or text",
        help="Every word must be there; a word after a minus must not: `pytorch -crypto`.",
    )
    order = sort.selectbox("Sort", list(SORTS), key="roles_sort", bind="query-params")
    shown = view.segmented_control(
        "View",
        list(VIEWS),
        default="List",
        required=True,
        key="roles_view",
        bind="query-params",
        width="stretch",
    )
    return words_ or "", order if order in SORTS else "Newest", shown if shown in VIEWS else "List"


def _page_number(chosen: Filters, sort: str, view: str) -> int:
    """The page asked for; another question begins again at its first page."""
    question = (chosen.model_dump_json(), sort, view)
    before = st.session_state.get("roles_question")
    st.session_state["roles_question"] = question
    if before is not None and before != question:
        st.session_state["roles_page"] = 1
    asked = st.session_state.get("roles_page") or st.query_params.get("roles_page", "1")
    return int(asked) if str(asked).isdecimal() and 0 < int(asked) < 100_000 else 1


def _chips(chosen: Filters) -> None:
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="chips"):
        for place, chip in enumerate(filters.chips(chosen)):
            st.button(
                plain(chip.label, 60),
                icon=":material/close:",
                icon_position="right",
                key=f"chip_{place}_{chip.name}",
                help=f"Drop this filter: {filters.name_of(chip.name)}",
                on_click=filters.drop,
                args=(chip.name,),
            )
        st.button(
            "Reset",
            type="tertiary",
            icon=":material/restart_alt:",
            key="roles_clear",
            help="Back to open, early-stage, ML roles",
            on_click=filters.clear,
        )


def _numbers(found: Generation, chosen: Filters, total: int) -> None:
    stated = found.find_roles(chosen.model_copy(update={"hire_number_stated": True}), limit=1).total
    with st.grid(4, min_column_width=130, gap="small"):
        st.metric("Roles matching", f"{total:,}")
        st.metric("Companies in the data", f"{found.info.companies:,}")
        st.metric("State the hire number", f"{stated:,}")
        st.metric("Data as of", words.day(found.info.as_of))


def _above(found: Generation, chosen: Filters, roles: Found, number: int, size: int, sort: Sort) -> None:
    first = (number - 1) * size + 1
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(
            f"{first:,}{words.DASH}{first + len(roles.rows) - 1:,} of {words.count(roles.total, 'role')}. "
            f"{SORT_NOTES[sort]}",
            width="content",
        )
        with st.popover("Export", icon=":material/download:", key="roles_export"):
            st.caption(f"All {words.count(roles.total, 'role')} shown by these filters.")
            parts.downloads(
                "roles_export", "roles", partial(data.exported_roles, found, chosen), "These roles"
            )


def _list(roles: Found, saved: set[str]) -> None:
    with st.container(gap=None):
        for place, row in enumerate(roles.rows):
            with st.container(key=f"row_{place}", horizontal=True, gap="medium", vertical_alignment="top"):
                with st.container(gap="xxsmall", width="stretch"):
                    parts.link(row)
                    st.html(parts.summary(row))
                with st.container(width=340, gap=None):
                    st.html(parts.three(row))
                with st.container(width=96, gap=None):
                    parts.save_button(row, saved=row["role_id"] in saved, key=f"save_{place}")


def _table(roles: Found, saved: set[str]) -> None:
    ids = [row["role_id"] for row in roles.rows]
    frame = pd.DataFrame(
        {
            "save": [":material/bookmark_added:" if i in saved else ":material/bookmark_add:" for i in ids],
            "role": [one_line(row["title"], 200) for row in roles.rows],
            "company": [one_line(row["company_name"] or words.UNKNOWN, 80) for row in roles.rows],
            "hire": [words.hire_with_basis(row) for row in roles.rows],
            "team": [words.team_size(row) for row in roles.rows],
            "stage": [words.stage(row) for row in roles.rows],
            "place": [one_line(words.places_and_modes(row)) for row in roles.rows],
            "pay": [words.pay(row) for row in roles.rows],
            "open": ["Open"] * len(ids),
        }
    )
    text = st.column_config.TextColumn
    st.dataframe(
        frame,
        hide_index=True,
        row_height=62,
        height=min(700, 40 + 62 * len(ids)),
        alt=f"Roles that match, {len(ids)} on this page",
        column_config={
            "save": st.column_config.ButtonColumn(
                "",
                width=40,
                type="tertiary",
                key="roles_table_save",
                on_click=_save_clicked,
                args=(roles.rows,),
            ),
            "role": text("Role", width=208),
            "company": text("Company", width=105),
            "hire": text("Hire number", width=105, help="Which hire of the company you would be"),
            "team": text("Team", width=78),
            "stage": text("Stage", width=82),
            "place": text("Place", width=120),
            "pay": text("Pay", width=102),
            "open": st.column_config.ButtonColumn(
                "", width=62, key="roles_table_open", on_click=_open_clicked, args=(ids,)
            ),
        },
    )


def _open_clicked(ids: list[str]) -> None:
    st.switch_page(parts.ROLE_PAGE, query_params={"id": ids[st.session_state["roles_table_open"]["row"]]})


def _save_clicked(rows: list[dict[str, object]]) -> None:
    parts.toggle_saved(rows[st.session_state["roles_table_save"]["row"]])


def _pages(total: int, size: int, number: int) -> None:
    pages = -(-total // size)
    if pages > 1:
        with st.container(horizontal_alignment="center"):
            st.pagination(pages, default=min(number, pages), key="roles_page", bind="query-params")


def _nothing(found: Generation, chosen: Filters) -> None:
    with st.container(border=True, key="nothing"):
        st.subheader("No role matches", anchor=False)
        relaxations = [relaxed for relaxed in found.relaxations(chosen) if relaxed.would_show]
        if not relaxations:
            st.markdown("No single filter is the reason: several of them leave nothing together.")
            st.button("Reset all filters", key="nothing_clear", type="primary", on_click=filters.clear)
            return
        best = relaxations[0]
        st.markdown(
            f"Without **{filters.name_of(best.name)}** {words.count(best.would_show, 'role')} would show."
        )
        with st.container(horizontal=True, gap="small"):
            for place, relaxed in enumerate(relaxations[:5]):
                st.button(
                    f"Drop {filters.name_of(relaxed.name)}: {words.count(relaxed.would_show, 'role')}",
                    key=f"relax_{relaxed.name}",
                    type="primary" if place == 0 else "secondary",
                    on_click=filters.drop,
                    args=(relaxed.name,),
                )


show()
