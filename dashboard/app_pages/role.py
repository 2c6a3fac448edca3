"""One role: why we think so, in the posting's own words, and what the user makes of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import data, decisions, parts, words
from dashboard.safe import html, one_line, plain, web_link
from pipeline.queries import Generation
from pipeline.shortlist import Entry

FIELDS = {
    "hire_number": "Hire number",
    "function_hire_number": "Hire number in its function",
    "team_size": "Team size",
    "eng_size": "Engineering team",
    "funding_stage": "Funding stage",
    "is_founding": "Founding role",
    "first_in_function": "First in its function",
    "role_family": "Role family",
    "seniority": "Seniority",
    "work_modes": "Work mode",
    "countries": "Countries",
    "cities": "Cities",
    "regions": "Regions",
    "locations": "Place",
    "salary": "Pay",
    "equity_offered": "Equity",
    "visa_sponsorship": "Visa",
    "employment_type": "Employment",
    "yc_batch": "YC batch",
    "company_name": "Company",
}
REASONS = {
    "signal_speed": ("Speed", "few layers, shipping often", ":material/bolt:"),
    "signal_purpose": ("Purpose", "ownership, close to the founders", ":material/flag:"),
    "signal_tools": ("Tools", "public tools, not in-house ones", ":material/build:"),
    "signal_scope": ("Scope", "new ground rather than maintenance", ":material/explore:"),
}


RULE = (
    "Nobody states the number, so it follows from the size of the team: everyone there now, less the "
    "founders, is how many were hired, and you would be the next. The range is as wide as what is not "
    "known: there may be one to three founders, and every open role may be filled before yours."
)


def show() -> None:
    """Draw the page."""
    found = data.generation()
    role_id = st.query_params.get("id", "")
    row = found.role(role_id) if role_id else None
    st.page_link(parts.ROLES_PAGE, label="All roles", icon=":material/arrow_back:", help="")
    decisions.undo_bar()
    if row is None:
        _gone(role_id)
        return
    st.set_page_config(page_title=f"{one_line(row['title'], 80)} · Sixth Hire")
    entry = data.shortlist().entry(role_id)
    _heading(row, entry)
    words_, side = st.columns([2.1, 1], gap="large")
    with words_:
        _why(row)
        _reasons(row)
        _evidence(row)
        _description(row)
    with side:
        _mine(row, entry)
        _others(found, row)
        _origin(row)


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
        parts.save_button(row, saved=entry is not None, key="role_save")
    st.html(_cards(row))


def _cards(row: words.Row) -> str:
    batch = f"YC {row['yc_batch']}" if row["yc_batch"] else ""
    facts = [
        ("Hire number", words.hire_number(row), words.hire_basis(row), "sh-value sh-hire"),
        ("Team", words.team_size(row), words.as_of(row, "team_size"), "sh-value"),
        ("Stage", words.stage(row), batch or words.as_of(row, "funding_stage"), "sh-value"),
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


def _why(row: Mapping[str, Any]) -> None:
    number = words.hire_number(row)
    if number == words.UNKNOWN:
        st.subheader("Which hire you would be is unknown", anchor=False)
        st.html(
            '<p class="sh-why">The posting states no number, its title gives no hint, and no source that was '
            "asked knows how many people work there.</p>"
        )
        return
    st.subheader(f"Why hire {number}", anchor=False)
    basis = row["hire_number_basis"]
    because = [item for item in _of(row, "hire_number") if item["basis"] == basis]
    if basis == "from_team_size":
        st.html(f'<p class="sh-why">{RULE}</p>{"".join(map(_sum, because))}{_items(_of(row, "team_size"))}')
    else:
        st.html(_items(because))
        others = [item for item in _of(row, "hire_number") if item["basis"] != basis]
        if others:
            st.caption("Beside it, what the team size alone would say; the stated number wins.")
            st.html("".join(map(_sum, others)))


def _reasons(row: Mapping[str, Any]) -> None:
    there = [(field, _of(row, field)) for field in REASONS]
    if not any(items for _, items in there):
        return
    st.subheader("Four reasons to leave a big company", anchor=False)
    with st.grid(2, min_column_width=240, gap="small"):
        for field, items in there:
            name, meaning, icon = REASONS[field]
            with st.container(border=True, gap="xsmall", height="stretch"):
                st.markdown(f"{icon} **{name}** :small[{meaning}]")
                if items:
                    st.html("".join(_quote(item["quote"]) for item in items if item["quote"]) or "&nbsp;")
                else:
                    st.caption("Nothing in the posting says so.")


def _evidence(row: Mapping[str, Any]) -> None:
    by_size = row["hire_number_basis"] == "from_team_size"
    known = [
        item
        for field in (*FIELDS, *_other_fields(row))
        if field not in REASONS and field != "hire_number" and not (field == "team_size" and by_size)
        for item in _of(row, field)
    ]
    if known:
        st.subheader("How we know", anchor=False)
        st.html(_items(known))


def _description(row: Mapping[str, Any]) -> None:
    st.subheader("The posting", anchor=False)
    if row["description_html"]:
        st.html(f'<div class="sh-posting">{row["description_html"]}</div>')
    elif row["description_text"]:
        st.text(row["description_text"])
    else:
        st.caption("The board published no text for this role.")


def _mine(row: Mapping[str, Any], entry: Entry | None) -> None:
    with st.container(border=True, key="mine"):
        st.subheader("Yours", anchor=False)
        if entry is None:
            st.caption("Save this role to keep a status and a note with it. Both stay on this machine.")
            parts.save_button(row, saved=False, key="mine_save", wide=True)
            return
        parts.status_widgets(entry, prefix="mine")
        parts.note_form(entry, prefix="mine")


def _others(found: Generation, row: Mapping[str, Any]) -> None:
    others = found.other_roles(row["company_key"], but=row["role_id"]) if row["company_key"] else []
    if not others:
        return
    with st.container(gap="small"):
        company = plain(row["company_name"] or "this company", 60)
        st.subheader(f"Also at {company}", anchor=False)
        for other in others:
            with st.container(gap="xxsmall", key=f"also_{other['role_id']}"):
                parts.link(other)
                st.html(f'<div class="sh-small sh-muted">{html(_short(other))}</div>')


def _origin(row: Mapping[str, Any]) -> None:
    st.subheader("Where it comes from", anchor=False)
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
            parts.note_form(entry, prefix="mine")


def _of(row: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
    return [item for item in row["evidence"] or () if item["field"] == field]


def _other_fields(row: Mapping[str, Any]) -> Sequence[str]:
    return sorted({item["field"] for item in row["evidence"] or ()} - FIELDS.keys() - REASONS.keys())


def _items(items: Sequence[Mapping[str, Any]]) -> str:
    return f'<ul class="sh-evidence">{"".join(map(_item, items))}</ul>'


def _item(item: Mapping[str, Any]) -> str:
    name = FIELDS.get(item["field"], str(item["field"]).replace("_", " "))
    value = words.stated_value(str(item["value"]))
    where = " · ".join(part for part in (_origin_of(item), words.day(item["observed_at"], "")) if part)
    return (
        f'<li><div class="sh-head"><span><span class="sh-key">{html(name)}</span> '
        f'<b>{html(value)}</b></span><span class="sh-note">{html(where)}</span></div>'
        f"{_quote(item['quote']) if item['quote'] else ''}</li>"
    )


def _origin_of(item: Mapping[str, Any]) -> str:
    if item["basis"] == "stated":
        return {"posting": "stated in the posting", "title": "stated in the title"}.get(
            item["source"], f"stated in {item['source']}"
        )
    if item["source"] == "hire number rule":
        return str(words.BASES.get(item["basis"], item["basis"]))
    return words.source(item["source"])


def _sum(item: Mapping[str, Any]) -> str:
    origin = words.day(item["observed_at"], "")
    under = f'<div class="sh-note">team size as of {html(origin)}</div>' if origin else ""
    said = str(item["value"])
    return f'<p class="sh-why"><span class="sh-sum">{html(said[:1].upper() + said[1:])}</span>{under}</p>'


def _quote(quote: object) -> str:
    return f'<p class="sh-quote">{html(quote, 600)}</p>'


def _unless_unknown(shown: str) -> str:
    return "" if shown == words.UNKNOWN else shown


def _short(row: words.Row) -> str:
    return f"{words.family(row)} · {words.places_and_modes(row)} · hire {words.hire_with_basis(row)}"


show()
