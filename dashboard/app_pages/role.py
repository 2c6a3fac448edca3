"""One role: why we think so, in the posting's own words, and what the user makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import charts, data, decisions, evidence, parts, words
from dashboard.safe import html, one_line, plain, web_link
from pipeline import companies
from pipeline.equity_norms import DATED, READ_AS, SOURCE, norms_between
from pipeline.history import Standing, same_opening, standing
from pipeline.queries import Filters, Generation
from pipeline.questions import questions
from pipeline.shortlist import Entry


def show() -> None:
    """Draw the page."""
    found = data.generation()
    role_id = st.query_params.get("id", "")
    row = found.role(role_id) if role_id else None
    _around(found, role_id)
    decisions.undo_bar()
    if row is None:
        _gone(role_id)
        return
    st.set_page_config(page_title=f"{one_line(row['title'], 80)} · Sixth Hire")
    entry, stands = data.shortlist().entry(role_id), standing(found, role_id)
    _heading(row, entry)
    words_, side = st.columns([2.1, 1], gap="large")
    with words_:
        evidence.why(row)
        evidence.reasons(row)
        _equity(row)
        evidence.others(row)
        _description(row)
    with side:
        _mine(row, entry)
        _questions(row, stands)
        _standing(found, row, stands)
        _others(found, row)
        _company(found, row)
        _origin(row)


def _around(found: Generation, role_id: str) -> None:
    """Back to the list, and to the roles before and after this one in it."""
    order: list[str] = st.session_state.get("roles_order") or []
    if role_id not in order:
        order = [row["role_id"] for row in found.find_roles(Filters(), limit=100).rows]
    place = order.index(role_id) if role_id in order else -1
    before = order[place - 1] if place > 0 else None
    after = order[place + 1] if 0 <= place < len(order) - 1 else None
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="around"):
        st.page_link(parts.ROLES_PAGE, label="All roles", icon=":material/arrow_back:", help="")
        for label, target, key in (("Previous", before, "p"), ("Next", after, "n")):
            st.button(
                label,
                key=f"go_{label.lower()}",
                type="tertiary",
                shortcut=key,
                disabled=target is None,
                on_click=_go,
                args=(target,),
            )


def _go(role_id: str | None) -> None:
    if role_id:
        st.query_params["id"] = role_id


def _heading(row: Mapping[str, Any], entry: Entry | None) -> None:
    st.title(plain(row["title"], 200), anchor=False)
    st.html(parts.summary(row))
    if row["status"] == "closed":
        st.warning(
            f"Since {words.day(row['closed_at'])} its board no longer lists it; these are the last facts.",
            title="This role is closed",
            icon=":material/event_busy:",
        )
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        apply_url = web_link(row["apply_url"]) or web_link(row["url"])
        if apply_url and row["status"] != "closed":
            st.link_button(
                "Apply on the company's page", apply_url, type="primary", icon=":material/open_in_new:"
            )
        parts.save_button(row, saved=entry is not None, key="role_save", shortcut="s")
        _hide_button(row)
        parts.role_menu(row, key="role_more")
    st.html(_cards(row))


def _hide_button(row: Mapping[str, Any]) -> None:
    is_hidden = row["role_id"] in {hidden.role_id for hidden in data.shortlist().hidden_roles()}
    st.button(
        "Show again" if is_hidden else "Hide",
        icon=":material/visibility:" if is_hidden else ":material/visibility_off:",
        key="role_hide",
        type="tertiary",
        shortcut="h",
        help="Show it in lists again" if is_hidden else "Leave it out of lists; Settings brings it back",
        on_click=decisions.show_role if is_hidden else decisions.hide_role,
        args=(row["role_id"] if is_hidden else dict(row),),
    )


def _cards(row: words.Row) -> str:
    facts = [
        ("Hire number", words.hire_number(row), words.hire_basis(row), "sh-value sh-hire"),
        ("Team", words.team_size(row), words.as_of(row, "team_size"), "sh-value"),
        ("Stage", words.stage(row), parts.stage_note(row, words.as_of(row, "funding_stage")), "sh-value"),
        ("In its function", words.function_hire_number(row), "hire number", "sh-value"),
        ("Engineers now", words.engineering_team(row), "", "sh-value"),
        ("Pay", words.pay(row), "", "sh-value"),
        ("Equity", words.equity(row), "", "sh-value"),
        ("Work mode", words.work_modes(row), "", "sh-value"),
        ("Place", words.places(row, 3), "", "sh-value"),
        ("Seniority", words.seniority(row), _unless_unknown(words.employment(row)), "sh-value"),
        ("Visa", words.visa(row), "", "sh-value"),
        (
            "Published",
            words.day(row["published_at"]),
            f"first seen {words.day(row['first_seen_at'])}",
            "sh-value",
        ),
    ]
    cards = (
        f'<div class="sh-card">{parts.cell(key, shown, note, css)}</div>' for key, shown, note, css in facts
    )
    return f'<div class="sh-cards">{"".join(cards)}</div>'


def _equity(row: Mapping[str, Any]) -> None:
    """Norms only beside a stated offer, and only as far as their source reaches."""
    if row["equity_min_pct"] is None and row["equity_max_pct"] is None:
        return
    st.header(f"Equity: {words.equity(row)}", anchor=False)
    norms = norms_between(row["hire_number_min"], row["hire_number_max"])
    if not norms:
        st.caption("No sourced figure was found for hires beyond the fifth, or the hire number is unknown.")
        return
    table = {
        "Hire": [norm.hire for norm in norms],
        "Median": [f"{norm.median:.2f} %" for norm in norms],
        "Middle half": [f"{norm.low:.2f}{words.DASH}{norm.high:.2f} %" for norm in norms],
    }
    st.caption("What such hires were granted elsewhere:")
    st.dataframe(pd.DataFrame(table), hide_index=True, alt="Equity granted to first hires elsewhere")
    st.caption(f"{SOURCE}; {DATED}. {READ_AS}")


def _description(row: Mapping[str, Any]) -> None:
    st.header("The posting", anchor=False)
    if row["description_html"]:
        st.html(f'<div class="sh-posting">{row["description_html"]}</div>')
    elif row["description_text"]:
        st.text(row["description_text"])
    else:
        st.caption("The board published no text for this role.")


def _mine(row: Mapping[str, Any], entry: Entry | None) -> None:
    with st.container(border=True, key="mine"):
        st.header("Yours", anchor=False)
        if entry is None:
            st.caption("Save this role to keep a status and a note with it. Both stay on this machine.")
            parts.save_button(row, saved=False, key="mine_save", wide=True)
            return
        parts.status_widgets(entry, prefix="mine")
        parts.note_form(entry, data.mine().next_actions().get(entry.role_id), prefix="mine")


def _questions(row: Mapping[str, Any], stands: Standing | None) -> None:
    asked = questions(row, stands["days_open"] if stands else None)
    with st.expander(f"Questions to ask · {len(asked)}", icon=":material/contact_support:"):
        items = "".join(
            f'<li>{html(one.words)}<span class="sh-note"> – {html(one.because)}</span></li>' for one in asked
        )
        st.html(f'<ul class="sh-questions">{items}</ul>')


def _standing(found: Generation, row: Mapping[str, Any], stands: Standing | None) -> None:
    if stands is None:
        return
    with st.expander("How long it has stood", icon=":material/hourglass_empty:"):
        facts = [
            ("Open for", words.count(stands["days_open"], "day"), "sh-value"),
            ("Text unchanged since", words.day(stands["text_unchanged_since"]), "sh-value"),
            ("Gone and back", words.count(stands["reposts"], "time"), "sh-value"),
            ("Pay stated", "yes" if stands["pay_stated"] else "no", "sh-value"),
        ]
        st.html("".join(parts.cell(key, shown, css=css) for key, shown, css in facts))
        st.caption("Facts, none of which proves anything by itself.")
        for other in same_opening(found, row):
            with st.container(gap="xxsmall", key=f"also_same_{other['role_id']}"):
                parts.link(other, f"The same opening: {words.source(other['source'])}, {words.places(other)}")


def _company(found: Generation, row: Mapping[str, Any]) -> None:
    key = row["company_key"]
    if not key:
        return
    facts = companies.facts_over_time(found, key)
    sizes = companies.sizes(facts)
    with st.container(gap="small"):
        st.header("The company over time", anchor=False)
        if len({size["observed_at"] for size in sizes}) > 1:
            charts.team_over_time(sizes)
        if facts:
            parts.fact_table(facts[-20:])
        parts.company_link(key, row["company_name"], f"All of {row['company_name'] or key}")


def _others(found: Generation, row: Mapping[str, Any]) -> None:
    others = found.other_roles(row["company_key"], but=row["role_id"]) if row["company_key"] else []
    if not others:
        return
    with st.container(gap="small"):
        company = plain(row["company_name"] or "this company", 60)
        st.header(f"Also at {company}", anchor=False)
        for other in others:
            with st.container(gap="xxsmall", key=f"also_{other['role_id']}"):
                parts.link(other)
                st.html(f'<div class="sh-small sh-muted">{html(parts.short(other))}</div>')


def _origin(row: Mapping[str, Any]) -> None:
    st.header("Where it comes from", anchor=False)
    url = web_link(row["url"])
    st.text(one_line(row["attribution"]))
    if url:
        st.link_button("The original posting", url, icon=":material/link:", width="stretch")
    st.caption(f"First seen {words.day(row['first_seen_at'])}, last seen {words.day(row['last_seen_at'])}.")
    st.code(row["role_id"], language=None, wrap_lines=True)


def _gone(role_id: str) -> None:
    entry = data.shortlist().entry(role_id) if role_id else None
    with st.container(border=True, key="gone"):
        st.title(
            "This role is not in the data" if role_id else "No role is named in the address", anchor=False
        )
        if entry is None:
            st.markdown("The link may be old, or it belongs to another data folder.")
        else:
            st.text(
                f"{one_line(entry.title or role_id)} – {one_line(entry.company_name or 'company unknown')}"
            )
            st.caption(f"Saved {words.day(entry.saved_at)}; this is what was known of it then.")
            url = web_link(entry.url)
            if url:
                st.link_button("The original posting", url, icon=":material/link:")
        if role_id:
            st.code(one_line(role_id), language=None)
    if entry is not None:
        with st.container(border=True, width=560, key="mine"):
            parts.status_widgets(entry, prefix="mine")
            parts.note_form(entry, data.mine().next_actions().get(role_id), prefix="mine")


def _unless_unknown(shown: str) -> str:
    return "" if shown == words.UNKNOWN else shown


show()
