"""Roles: narrow by team size, stage and hire number, then open or save."""

from __future__ import annotations

from functools import partial
from typing import get_args
from urllib.parse import quote

import streamlit as st

from dashboard import data, decisions, filters, parts, roles_table, sidebar, words
from dashboard.safe import plain
from pipeline import market, reasons
from pipeline.attribution import credit
from pipeline.queries import Filters, Found, Generation, Sort

MY_REASONS = "My reasons"
SORTS = {
    "Newest": "newest",
    "Smallest team": "team_size",
    "Lowest hire number": "hire_number",
    "Highest pay": "salary",
    "Surest early": "best",
    MY_REASONS: "reasons",
}
SORT_NOTES = {
    "newest": "Newest published first.",
    "team_size": "Unknown team sizes come last.",
    "hire_number": "Unknown hire numbers come last.",
    "salary": "Unknown pay comes last; currencies are not converted.",
    "best": "Stated hire numbers first, then those from a known team size, low ones first.",
    "reasons": "By the reasons found in the posting, weighted as in Settings; without any come last.",
}
VIEWS = {"Cards": 25, "Table": 500}  # rows a page


def show() -> None:
    """Draw the page."""
    found = data.generation()
    now = data.decided(found)
    st.title("Roles where you would be early", anchor=False)
    _first_steps()
    search, sort, view = _toolbar()
    chosen = sidebar.sidebar(search, data.choices(found.info.name, found), now)
    size = VIEWS[view]
    number = _page_number(chosen.filters, sort, view)
    roles = _find(found, chosen.filters, sort, size, number)
    if roles.total and not roles.rows:
        number = 1
        roles = _find(found, chosen.filters, sort, size, number)
    _chips(chosen)
    decisions.undo_bar()
    if not roles.rows:
        _nothing(found, chosen.filters)
        chosen.show_unknown(found.count_unknown(chosen.filters))
        return
    st.session_state["roles_order"] = [row["role_id"] for row in roles.rows]
    _numbers(found, chosen.filters, now)
    _above(found, chosen.filters, roles, (number - 1) * size + 1, sort)
    if view == "Table":
        roles_table.draw(roles, now.saved)
    else:
        _cards(found, roles, now.saved)
    _pages(roles.total, size, number)
    _credits(roles)
    chosen.show_unknown(found.count_unknown(chosen.filters))  # last: the list need not wait for it


def _credits(roles: Found) -> None:
    """The credit that the terms of some sources want wherever their roles are shown."""
    wished = {said["value"] for row in roles.rows if (said := credit(row))}
    if wished:
        st.caption(plain(" ".join(sorted(wished)), 2_000))


def _first_steps() -> None:
    """Told until they are dismissed, and then never again."""
    if not data.mine().hints_wanted():
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center", key="first_steps"):
        st.markdown(
            "**First steps:** narrow by team, stage and hire number · open a role to see why, and save it · "
            "export your shortlist, or save the search and let `sixthhire digest` tell what is new.",
            width="stretch",
        )
        st.button("Got it", type="tertiary", key="first_steps_done", on_click=_dismiss_first_steps)


def _dismiss_first_steps() -> None:
    data.change(data.mine().dismiss_hints)


def _find(found: Generation, chosen: Filters, sort: str, size: int, number: int) -> Found:
    offset = (number - 1) * size
    if sort == MY_REASONS:
        return reasons.roles_by_reasons(found, chosen, data.mine().weights(), limit=size, offset=offset)
    order = next(known for known in get_args(Sort) if known == SORTS[sort])
    return found.find_roles(chosen, sort=order, limit=size, offset=offset)


def _toolbar() -> tuple[str, str, str]:
    search, sort, view = st.columns([5, 3, 2.4])
    with search:
        asked = sidebar.search_box()
    order = sort.selectbox("Sort", list(SORTS), key="roles_sort", bind="query-params")
    shown = view.segmented_control(
        "View",
        list(VIEWS),
        default="Cards",
        required=True,
        key="roles_view",
        bind="query-params",
        width="stretch",
    )
    return asked, order if order in SORTS else "Newest", shown if shown in VIEWS else "Cards"


def _page_number(chosen: Filters, sort: str, view: str) -> int:
    """The page asked for; another question begins again at its first page."""
    question = (
        chosen.model_dump_json(exclude={"without_roles", "without_companies", "only_roles"}),
        sort,
        view,
    )
    before = st.session_state.get("roles_question")
    st.session_state["roles_question"] = question
    if before is not None and before != question:
        st.session_state["roles_page"] = 1
    asked = st.session_state.get("roles_page") or st.query_params.get("roles_page", "1")
    return int(asked) if str(asked).isdecimal() and 0 < int(asked) < 100_000 else 1


def _chips(chosen: sidebar.Sidebar) -> None:
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="chips"):
        for place, chip in enumerate(filters.chips(chosen.filters, chosen.mine)):
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
            "Clear",
            type="tertiary",
            icon=":material/restart_alt:",
            key="roles_clear",
            help="Back to open, early-stage, ML roles",
            on_click=filters.clear,
        )
        with st.popover(
            "Save search", type="tertiary", icon=":material/notification_add:", key="search_save"
        ):
            _save_search(chosen.filters)


def _save_search(chosen: Filters) -> None:
    with st.form("search_form", border=False, clear_on_submit=True):
        st.text_input(
            "Name of the search", key="search_name", max_chars=80, placeholder="First ML hires, remote"
        )
        st.caption("Settings lists it; `sixthhire digest` tells what is new in it.")
        st.form_submit_button("Save", icon=":material/save:", on_click=_keep_search, args=(chosen,))


def _keep_search(chosen: Filters) -> None:
    name = st.session_state["search_name"].strip()
    if data.change(lambda: data.searches().save(name, chosen)):
        st.toast(f"Search saved: {plain(name, 80)}", icon=":material/notification_add:")


def _numbers(found: Generation, chosen: Filters, now: data.Decided) -> None:
    counted = market.summary(found, chosen, now.seen_until)
    with st.grid(5 if counted.new is not None else 4, min_column_width=130, gap="small"):
        st.metric("Roles matching", f"{counted.roles:,}")
        if counted.new is not None:
            st.metric("New since your last visit", f"{counted.new:,}")
        st.metric("Companies with them", f"{counted.companies:,}")
        st.metric("State the hire number", f"{counted.hire_number_stated:,}")
        st.metric("Data as of", words.day(found.info.as_of))


def _above(found: Generation, chosen: Filters, roles: Found, first: int, sort: str) -> None:
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        st.caption(
            f"{first:,}{words.DASH}{first + len(roles.rows) - 1:,} of {words.count(roles.total, 'role')}. "
            f"{SORT_NOTES[SORTS[sort]]}{_hidden_note(found, chosen, roles.total)}",
            width="content",
        )
        with st.container(horizontal=True, gap="xsmall", width="content"):
            with st.popover("Link", icon=":material/link:", key="roles_link"):
                st.caption("This list, with its filters, on this machine:")
                st.code(_address(), language=None, wrap_lines=True)
            with st.popover("Export", icon=":material/download:", key="roles_export"):
                st.caption(f"All {words.count(roles.total, 'role')} shown by these filters.")
                parts.downloads(
                    "roles_export", "roles", partial(data.exported_roles, found, chosen), "These roles"
                )


def _hidden_note(found: Generation, chosen: Filters, total: int) -> str:
    if not (chosen.without_roles or chosen.without_companies):
        return ""
    everything = chosen.model_copy(update={"without_roles": (), "without_companies": ()})
    hidden = found.count(everything) - total
    return f" {hidden:,} left out by your own choice." if hidden else ""


def _address() -> str:
    """The address of this page with its filters."""
    asked = "&".join(
        f"{quote(name)}={quote(value)}"
        for name in sorted(st.query_params)
        for value in st.query_params.get_all(name)
    )
    return f"{(st.context.url or '').split('?')[0]}{'?' + asked if asked else ''}"


def _cards(found: Generation, roles: Found, saved: frozenset[str]) -> None:
    why = reasons.reasons_of(found, [row["role_id"] for row in roles.rows])
    with st.container(gap="small"):
        for place, row in enumerate(roles.rows):
            with st.container(key=f"row_{place}", horizontal=True, gap="medium", vertical_alignment="top"):
                with st.container(gap="xxsmall", width="stretch"):
                    parts.link(row)
                    st.html(parts.summary(row, why.get(row["role_id"], ())))
                with st.container(width=340, gap=None):
                    st.html(parts.three(row))
                with st.container(width=104, gap=None, key=f"acts_{place}"):
                    parts.save_button(row, saved=row["role_id"] in saved, key=f"save_{place}")
                    parts.role_menu(row, key=f"more_{place}")


def _pages(total: int, size: int, number: int) -> None:
    pages = -(-total // size)
    if pages > 1:
        with st.container(horizontal_alignment="center"):
            st.pagination(pages, default=min(number, pages), key="roles_page", bind="query-params")


def _nothing(found: Generation, chosen: Filters) -> None:
    with st.container(border=True, key="nothing"):
        st.header("No role matches", anchor=False)
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
