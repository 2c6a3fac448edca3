"""Pieces of screen that several pages share.

Invariant: our own HTML is built only from `safe.html`; a posting's own HTML comes in sanitised by the
pipeline and goes through `st.html`, which sanitises it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import data, decisions, words
from dashboard.safe import html, one_line, plain
from pipeline.mine import NextAction
from pipeline.shortlist import ENDED_REASONS, STATUSES, Entry

ROLES_PAGE = "app_pages/roles.py"
ROLE_PAGE = "app_pages/role.py"
SHORTLIST_PAGE = "app_pages/shortlist.py"
COMPANIES_PAGE = "app_pages/companies.py"
MARKET_PAGE = "app_pages/market.py"
HEALTH_PAGE = "app_pages/crawl_health.py"
SETTINGS_PAGE = "app_pages/settings.py"

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
    return (
        '<div class="sh-three">'
        + cell("Hire number", words.hire_number(row), words.hire_basis(row), "sh-value sh-hire")
        + cell("Team", words.team_size(row), _source_note(row, "team_size"))
        + cell("Stage", words.stage(row), stage_note(row, _source_note(row, "funding_stage")))
        + "</div>"
    )


def stage_note(row: words.Row, said_by: str) -> str:
    """What stands under a stage: who says it; a YC batch, which is no stage, only where nobody does."""
    if words.stage(row) != words.UNKNOWN:
        return said_by
    return f"YC {row['yc_batch']}" if row["yc_batch"] else ""


def summary(row: words.Row, reasons: Sequence[str] = ()) -> str:
    """Company, kind of role, place and pay on two lines, as HTML; the reasons that its posting gives."""
    kind = [words.family(row)] if row["role_family"] != "other" else []
    kind += [words.seniority(row)] if row["seniority"] else []
    where = words.places_and_modes(row)
    where = "place unknown" if where == words.UNKNOWN else where
    company = f"<b>{html(row['company_name'] or 'company unknown')}</b>"
    first = " · ".join([company, *map(html, kind)])
    return (
        f'<div class="sh-line">{first}</div>'
        f'<div class="sh-line sh-muted">{html(where)}</div>'
        f'<div class="sh-tags">{"".join((*_tags(row), *(_tag(f"{r} ✓") for r in reasons)))}</div>'
    )


def link(row: Mapping[str, Any], label: str | None = None) -> None:
    """A link to a role's page, inside this app."""
    shown = label or row["title"] or row["role_id"]
    st.page_link(ROLE_PAGE, label=plain(shown, 160), icon="", help="", query_params={"id": row["role_id"]})


def short(row: words.Row) -> str:
    """A role in one line: kind, place, hire number."""
    return f"{words.family(row)} · {words.places_and_modes(row)} · hire {words.hire_with_basis(row)}"


def save_button(
    row: Mapping[str, Any], *, saved: bool, key: str, wide: bool = False, shortcut: str | None = None
) -> None:
    """Save a role, or take it off the shortlist again."""
    name = str(row["title"] or row["role_id"])
    st.button(
        ":primary[Saved]" if saved else "Save",
        icon=":material/bookmark_check:" if saved else ":material/bookmark_add:",
        key=key,
        type="secondary" if wide else "tertiary",
        width="stretch" if wide else "content",
        help=f"Take “{plain(name, 80)}” off the shortlist" if saved else f"Save “{plain(name, 80)}”",
        shortcut=shortcut,
        on_click=decisions.toggle_saved,
        args=(dict(row),),
    )


def role_menu(row: Mapping[str, Any], key: str) -> None:
    """What else can be done with a role in a list."""
    options = [decisions.APPLIED, decisions.HIDE_ROLE] + (
        [decisions.HIDE_COMPANY] if row["company_key"] else []
    )
    st.menu_button(
        "More",
        options,
        key=key,
        type="tertiary",
        format_func=lambda label: f"{decisions.ICONS[label]} {label}",
        help=f"More to do with “{plain(row['title'] or row['role_id'], 80)}”",
        on_click=_act,
        args=(dict(row), key),
    )


def _act(row: Mapping[str, Any], key: str) -> None:
    decisions.act(row, st.session_state[key] or "")


def company_link(company_key: str, company_name: str | None, label: str = "") -> None:
    """A link to a company's page, inside this app."""
    shown = label or company_name or company_key
    st.page_link(COMPANIES_PAGE, label=plain(shown, 120), icon="", help="", query_params={"c": company_key})


def fact_table(facts: Sequence[Mapping[str, Any]]) -> None:
    """What was said of a company: the fact, its value, who said it, and when it was first read."""
    names = {"team_size": "Team size", "funding_stage": "Stage", "company_status": "Status"}
    st.dataframe(
        pd.DataFrame(
            {
                "First read": [words.day(fact["observed_at"]) for fact in facts],
                "What": [names.get(fact["field"], fact["field"]) for fact in facts],
                "Value": [
                    words.span(fact["low"], fact["high"]) or words.stated_value(str(fact["word"]))
                    for fact in facts
                ],
                "Said by": [one_line(words.source(fact["source"]), 120) for fact in facts],
            }
        ),
        hide_index=True,
        alt="What was said of the company, with who said it and when",
    )


def downloads(
    prefix: str,
    name: str,
    make: Callable[[str], bytes],
    label: str,
    formats: Mapping[str, tuple[str, str]] = data.EXPORTS,
) -> None:
    """One download button for each format; a file is made when its button is pressed."""
    for form, (shown, media) in formats.items():
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


def _source_note(row: words.Row, stem: str) -> str:
    name = row[f"{stem}_source"]
    return words.source(name) if name else ""


def _tags(row: words.Row) -> Iterable[str]:
    if row["status"] == "closed":
        yield _tag(f"closed {words.day(row['closed_at'], '')}")
    if row["is_founding"]:
        yield _tag("founding", "sh-tag-strong")
    if row["hire_number_basis"] == "stated" and row["hire_number_max"] == 1:
        yield _tag("first hire", "sh-tag-strong")
    elif row["first_in_function"]:
        yield _tag("first in its function", "sh-tag-strong")
    pay = words.pay(row)
    yield _tag("pay unknown" if pay == words.UNKNOWN else pay)
    if row["equity_offered"]:
        amount = words.equity(row)
        yield _tag("equity" if amount == "offered" else f"equity {amount}")
    if row["visa_sponsorship"]:
        yield _tag("visa sponsored")
    if row["yc_batch"] and words.stage(row) != words.UNKNOWN:
        yield _tag(f"YC {row['yc_batch']}")
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


def note_form(entry: Entry, step: NextAction | None, prefix: str) -> None:
    """The note of a saved role and what to do next about it, kept when they are sent."""
    note, what, day = (f"{prefix}_{name}_{entry.role_id}" for name in ("note", "what", "day"))
    with st.form(f"{prefix}_form_{entry.role_id}", border=False):
        st.text_area(
            "Note",
            entry.note,
            key=note,
            height=92,
            max_chars=10_000,
            placeholder="Who to ask, what to ask, what you think",
        )
        st.text_input(
            "Next action",
            step.what if step else "",
            key=what,
            max_chars=200,
            placeholder="Write to the founder",
        )
        st.date_input("By", step.due_on if step else None, key=day, format="YYYY-MM-DD")
        st.form_submit_button(
            "Save note",
            icon=":material/save:",
            width="stretch",
            on_click=_keep_note,
            args=(entry.role_id, note, what, day),
        )


def _keep_status(role_id: str, status_key: str, reason_key: str | None) -> None:
    status = st.session_state[status_key]
    reason = st.session_state.get(reason_key) if reason_key else None
    data.change(lambda: data.shortlist().set_status(role_id, status, reason))


def _keep_note(role_id: str, note: str, what: str, day: str) -> None:
    state = st.session_state

    def keep() -> None:
        data.shortlist().set_note(role_id, state[note].strip())
        data.mine().set_next_action(role_id, state[day], state[what])

    if data.change(keep):
        st.toast("Note saved", icon=":material/save:")
