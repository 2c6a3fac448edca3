"""Companies: who is small and hiring, what each says of itself and since when; follow one, or hide it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import charts, data, decisions, parts, words
from dashboard.safe import html, one_line, plain, web_link
from pipeline import companies
from pipeline.attribution import wishes
from pipeline.companies import Asked, Order
from pipeline.queries import Generation

ORDERS: dict[str, Order] = {
    "Most ML roles": "open_ml_roles",
    "Smallest team": "team_size",
    "Newest role": "newest",
    "Name": "name",
}
HIRING, EARLY, FOLLOWED, HIDDEN = "Hiring for ML", "Early stage", "Followed", "With hidden"
MOST = 500


def show() -> None:
    """Draw the list, or the one company that the address names."""
    found = data.generation()
    key = st.query_params.get("c", "")
    if key:
        _one(found, key)
    else:
        _all(found)


def _all(found: Generation) -> None:
    st.title("Companies", anchor=False)
    q, order, chosen = _toolbar()
    followed = {one.company_key for one in data.mine().followed()}
    hidden = {one.company_key for one in data.shortlist().hidden_companies()}
    asked = Asked(
        q=q,
        hiring_ml=HIRING in chosen,
        early_stage=EARLY in chosen,
        only=tuple(followed) if FOLLOWED in chosen else None,
        without=() if HIDDEN in chosen else tuple(hidden),
    )
    rows = companies.companies(found, asked, order=ORDERS[order], limit=MOST)
    decisions.undo_bar()
    if not rows:
        with st.container(border=True, key="no_companies"):
            st.header("No company matches", anchor=False)
            st.markdown("Drop a choice above, or search for less.")
        return
    total = rows[0]["total"]
    first = f"The first {MOST} of " if total > MOST else ""
    hides = (
        f" {words.count(len(hidden), 'company', 'companies')} hidden."
        if hidden and HIDDEN not in chosen
        else ""
    )
    st.caption(f"{first}{words.count(total, 'company', 'companies')} with a role in the data.{hides}")
    _table(rows, followed, hidden)


def _toolbar() -> tuple[str, str, list[str]]:
    search, sort = st.columns([5, 3])
    q = search.text_input(
        "Search companies",
        key="companies_q",
        bind="query-params",
        type="search",
        max_chars=100,
        icon=":material/search:",
        placeholder="Name, domain or what it does",
    )
    order = sort.selectbox("Sort companies", list(ORDERS), key="companies_sort", bind="query-params")
    chosen = st.pills(
        "Which companies",
        [HIRING, EARLY, FOLLOWED, HIDDEN],
        default=[HIRING, EARLY],
        selection_mode="multi",
        key="companies_which",
        bind="query-params",
    )
    return q or "", order if order in ORDERS else "Most ML roles", list(chosen)


def _table(rows: Sequence[Mapping[str, Any]], followed: set[str], hidden: set[str]) -> None:
    frame = pd.DataFrame(
        {
            "follow": ["★" if r["company_key"] in followed else "☆" for r in rows],
            "company": [one_line(r["company_name"] or r["company_key"], 80) for r in rows],
            "show": ["Open"] * len(rows),
            "what": [one_line(r["one_liner"] or words.UNKNOWN, 160) for r in rows],
            "team": [_dated(words.team_size(r), r, "team_size") for r in rows],
            "stage": [_dated(words.stage(r), r, "funding_stage") for r in rows],
            "ml": [r["open_ml_roles"] for r in rows],
            "open": [r["open_roles"] for r in rows],
            "seen": [words.day(r["first_seen_at"]) for r in rows],
            "hide": ["Show again" if r["company_key"] in hidden else "Hide" for r in rows],
        }
    )
    text, button = st.column_config.TextColumn, st.column_config.ButtonColumn
    count = st.column_config.NumberColumn
    st.dataframe(
        frame,
        hide_index=True,
        row_height=62,
        height=min(760, 40 + 62 * len(rows)),
        alt=f"Companies that match, {len(rows)} of them",
        column_config={
            "follow": button(
                "Follow",
                width=60,
                type="tertiary",
                key="companies_follow",
                on_click=_follow_clicked,
                args=(rows,),
            ),
            "company": text("Company", width=150),
            "what": text("What it does", width=180),
            "team": text("Team", width=160),
            "stage": text("Stage", width=160),
            "ml": count("ML roles", width=70),
            "open": count("All roles", width=70),
            "seen": text("First seen", width=90),
            "show": button("Open", width=64, key="companies_open", on_click=_open_clicked, args=(rows,)),
            "hide": button(
                "Hide",
                width=88,
                type="tertiary",
                key="companies_hide",
                on_click=_hide_clicked,
                args=(rows, hidden),
            ),
        },
    )


def _dated(shown: str, row: Mapping[str, Any], stem: str) -> str:
    return " · ".join(part for part in (shown, words.as_of(row, stem)) if part)


def _follow_clicked(rows: Sequence[Mapping[str, Any]]) -> None:
    row = rows[st.session_state["companies_follow"]["row"]]
    decisions.toggle_followed(row["company_key"], row["company_name"])


def _open_clicked(rows: Sequence[Mapping[str, Any]]) -> None:
    key = rows[st.session_state["companies_open"]["row"]]["company_key"]
    st.switch_page(parts.COMPANIES_PAGE, query_params={"c": key})


def _hide_clicked(rows: Sequence[Mapping[str, Any]], hidden: set[str]) -> None:
    row = rows[st.session_state["companies_hide"]["row"]]
    if row["company_key"] in hidden:
        decisions.show_company(row["company_key"])
    else:
        decisions.hide_company(row["company_key"], row["company_name"])


def _one(found: Generation, key: str) -> None:
    row = companies.company(found, key)
    st.page_link(parts.COMPANIES_PAGE, label="All companies", icon=":material/arrow_back:", help="")
    decisions.undo_bar()
    if row is None:
        with st.container(border=True, key="gone"):
            st.header("This company is not in the data", anchor=False)
            st.text(one_line(key, 120))
        return
    name = row["company_name"] or row["company_key"]
    st.set_page_config(page_title=f"{one_line(name, 80)} · Sixth Hire")
    st.title(plain(name, 120), anchor=False)
    if row["one_liner"]:
        st.text(one_line(row["one_liner"], 300))
    _decide(row)
    st.html(_facts(row))
    roles = companies.roles_of(found, key)
    _roles([role for role in roles if role["status"] == "open"], "Open roles")
    _history(companies.facts_over_time(found, key))
    _roles([role for role in roles if role["status"] != "open"], "Closed roles")
    if said := wishes(role["role_id"] for role in roles):
        st.caption(plain(said, 2_000))


def _decide(row: Mapping[str, Any]) -> None:
    key, name = row["company_key"], row["company_name"]
    is_followed = key in {one.company_key for one in data.mine().followed()}
    is_hidden = key in {one.company_key for one in data.shortlist().hidden_companies()}
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button(
            ":primary[Following]" if is_followed else "Follow",
            icon=":material/star:" if is_followed else ":material/star_border:",
            key="company_follow",
            on_click=decisions.toggle_followed,
            args=(key, name),
        )
        if is_hidden:
            st.button(
                "Show again",
                icon=":material/visibility:",
                key="company_show",
                on_click=decisions.show_company,
                args=(key,),
            )
        else:
            st.button(
                "Hide",
                icon=":material/domain_disabled:",
                key="company_hide",
                type="tertiary",
                help="Its roles no longer show in lists; Settings brings it back.",
                on_click=decisions.hide_company,
                args=(key, name),
            )
        site = web_link(f"https://{row['company_domain']}") if row["company_domain"] else None
        if site:
            st.link_button("Its homepage", site, icon=":material/open_in_new:", type="tertiary")


def _facts(row: Mapping[str, Any]) -> str:
    facts = [
        ("Team", words.team_size(row), words.as_of(row, "team_size")),
        ("Stage", words.stage(row), words.as_of(row, "funding_stage")),
        ("YC batch", row["yc_batch"] or words.UNKNOWN, ""),
        ("Open ML roles", f"{row['open_ml_roles']:,}", ""),
        ("Open roles", f"{row['open_roles']:,}", f"{row['all_roles']:,} ever seen"),
        ("First seen", words.day(row["first_seen_at"]), f"newest role {words.day(row['newest_at'])}"),
    ]
    cards = "".join(f'<div class="sh-card">{parts.cell(*fact)}</div>' for fact in facts)
    return f'<div class="sh-cards">{cards}</div>'


def _roles(roles: Sequence[Mapping[str, Any]], heading: str) -> None:
    if not roles:
        return
    st.header(f"{heading} · {len(roles)}", anchor=False)
    with st.container(gap="small"):
        for place, role in enumerate(roles):
            with st.container(gap="xxsmall", key=f"also_{role['status']}_{place}"):
                parts.link(role)
                st.html(f'<div class="sh-small sh-muted">{html(_short(role))}</div>')


def _short(role: Mapping[str, Any]) -> str:
    dates = f"first seen {words.day(role['first_seen_at'])}"
    if role["closed_at"]:
        dates += f", closed {words.day(role['closed_at'])}"
    hire = f"hire {words.hire_with_basis(role)}"
    return " · ".join((words.family(role), words.places_and_modes(role), hire, dates))


def _history(facts: Sequence[dict[str, Any]]) -> None:
    if not facts:
        return
    st.header("What was said of it, and when", anchor=False)
    sizes = companies.sizes(facts)
    if len({size["observed_at"] for size in sizes}) > 1:
        charts.team_over_time(sizes)
    parts.fact_table(facts)


show()
