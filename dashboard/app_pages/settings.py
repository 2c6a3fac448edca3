"""Settings: saved searches, what is hidden and followed, what reasons weigh, where the data lies."""

from __future__ import annotations

import platform
import shlex
from functools import partial
from importlib.metadata import version

import pandas as pd
import streamlit as st

from dashboard import data, decisions, filters, parts, words
from dashboard.safe import html, one_line, plain
from pipeline.mine import REASONS, WEIGHTS
from pipeline.queries import Generation
from pipeline.searches import NewerSearchError, Search, as_options

MEANINGS = {
    "speed": "few layers, shipping often",
    "purpose": "ownership, close to the founders",
    "tools": "public tools, not in-house ones",
    "scope": "new ground rather than maintenance",
}
LABELS = {"Nothing": WEIGHTS["none"], "Some": WEIGHTS["some"], "Much": WEIGHTS["much"]}
MOST = 200


def show() -> None:
    """Draw the page."""
    found = data.generation()
    st.title("Settings", anchor=False)
    _searches(found)
    _hidden()
    _followed()
    _weights()
    _versions(found)


def _searches(found: Generation) -> None:
    try:
        saved = data.searches().all()
    except NewerSearchError as error:
        st.error(plain(error), title="Saved searches could not be read")
        return
    st.header(f"Saved searches · {len(saved)}", anchor=False)
    if not saved:
        st.caption("None is saved. “Save search” on the Roles page keeps its filters under a name.")
        return
    news = data.waiting(found, saved)
    for search in saved:
        _search(search, news.get(search.name, 0))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.download_button(
            "Atom feed",
            data=partial(data.feed, found, saved),
            file_name="roles.xml",
            mime="application/atom+xml",
            icon=":material/rss_feed:",
            key="searches_feed",
            on_click="ignore",
        )
        st.caption("`sixthhire digest --atom FILE` writes the same after each crawl, for a feed reader.")


def _search(search: Search, news: int) -> None:
    with st.container(
        horizontal=True, vertical_alignment="center", gap="small", key=f"line_search_{search.name}"
    ):
        asked = shlex.join(as_options(search.filters)) or "the default view"
        st.html(
            f'<b>{html(search.name)}</b> <span class="sh-note">{html(asked, 200)} · '
            f"{html(words.count(news, 'role'))} for the next digest</span>",
            width="stretch",
        )
        if st.button("Show roles", icon=":material/search:", key=f"search_show_{search.name}"):
            filters.ask(search.filters)
            st.switch_page(parts.ROLES_PAGE, query_params=filters.address())
        with st.popover("Remove", type="tertiary", icon=":material/delete:", key=f"search_pop_{search.name}"):
            st.caption("With its memory of what it has told.")
            st.button(
                "Remove for good",
                key=f"search_remove_{search.name}",
                on_click=_remove_search,
                args=(search.name,),
            )


def _remove_search(name: str) -> None:
    data.change(lambda: data.searches().remove(name))


def _hidden() -> None:
    kept = data.shortlist()
    roles, firms = kept.hidden_roles(), kept.hidden_companies()
    st.header(f"Hidden · {len(roles) + len(firms)}", anchor=False)
    if not (roles or firms):
        st.caption("Nothing is hidden. A role or a company can be hidden from its page, or from a list.")
    for company in firms[:MOST]:
        key, name = company.company_key, company.company_name or company.company_key
        _line(
            name, f"company, hidden {words.day(company.hidden_at)}", f"show_company_{key}", key, is_role=False
        )
    for role in roles[:MOST]:
        said = " at ".join(
            one_line(part, 80) for part in (role.title or role.role_id, role.company_name) if part
        )
        _line(said, f"role, hidden {words.day(role.hidden_at)}", f"show_role_{role.role_id}", role.role_id)


def _line(name: str, note: str, key: str, target: str, *, is_role: bool = True) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"line_{key}"):
        st.html(f'<b>{html(name, 160)}</b> <span class="sh-note">{html(note)}</span>', width="stretch")
        st.button(
            "Show again",
            icon=":material/visibility:",
            key=key,
            help=f"Show “{plain(name, 80)}” again",
            on_click=decisions.show_role if is_role else decisions.show_company,
            args=(target,),
        )


def _followed() -> None:
    followed = data.mine().followed()
    st.header(f"Followed · {len(followed)}", anchor=False)
    if not followed:
        st.caption("No company is followed. The star on the Companies page follows one.")
    for company in followed[:MOST]:
        with st.container(gap="xxsmall", key=f"also_followed_{company.company_key}"):
            parts.company_link(company.company_key, company.company_name)


def _weights() -> None:
    st.header("What your reasons weigh", anchor=False)
    st.caption("The order “My reasons” of the Roles page adds these up for the reasons that a posting gives.")
    weights = data.mine().weights()
    shown = {weight: label for label, weight in LABELS.items()}
    with st.grid(4, min_column_width=220, gap="small"):
        for reason in REASONS:
            st.segmented_control(
                f"{reason.capitalize()}: {MEANINGS[reason]}",
                list(LABELS),
                default=shown[weights[reason]],
                required=True,
                key=f"weight_{reason}",
                on_change=_keep_weights,
            )


def _keep_weights() -> None:
    data.change(
        lambda: data.mine().set_weights({r: LABELS[st.session_state[f"weight_{r}"]] for r in REASONS})
    )


def _versions(found: Generation) -> None:
    st.header("Data and versions", anchor=False)
    info = found.info
    facts = {
        "Data folder": data.folder(),
        "Generation": info.path,
        "Published": info.created_at,
        "Data as of": info.as_of,
        "Size": f"{info.size_bytes / 1e6:,.1f} MB, schema {info.schema_version}",
        "Roles": f"{info.roles_open:,} open, {info.roles_closed:,} closed, {info.companies:,} companies",
        "Your decisions": data.shortlist().path,
        "Sixth Hire": version("sixthhire"),
        "Python": platform.python_version(),
        **{name: version(name.lower()) for name in ("Streamlit", "DuckDB", "Scrapy")},
    }
    st.dataframe(
        pd.DataFrame({"What": list(facts), "Value": [one_line(value, 300) for value in facts.values()]}),
        hide_index=True,
        height="content",
        alt="Where the data lies and which versions run",
    )
    st.caption("Everything stays on this machine; `sixthhire db backup` copies what you decided.")


show()
