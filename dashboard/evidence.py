"""Why we think so: a role's evidence, in the posting's own words, with source and date.

Invariant: nothing is concluded here; every value stands beside its quote or its rule, and all evidence of a
role is shown somewhere on its page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import words
from dashboard.safe import html

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


def why(row: Mapping[str, Any]) -> None:
    """Which hire one would be, and what that stands on."""
    number = words.hire_number(row)
    if number == words.UNKNOWN:
        st.header("Which hire you would be is unknown", anchor=False)
        st.html(
            '<p class="sh-why">The posting states no number, its title gives no hint, and no source that was '
            "asked knows how many people work there.</p>"
        )
        return
    st.header(f"Why hire {number}", anchor=False)
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


def reasons(row: Mapping[str, Any]) -> None:
    """The four reasons, each with the words that give it."""
    there = [(field, _of(row, field)) for field in REASONS]
    if not any(items for _, items in there):
        return
    st.header("Four reasons to leave a big company", anchor=False)
    with st.grid(2, min_column_width=240, gap="small"):
        for field, items in there:
            name, meaning, icon = REASONS[field]
            with st.container(border=True, gap="xsmall", height="stretch"):
                st.markdown(f"{icon} **{name}** :small[{meaning}]")
                if items:
                    st.html("".join(_quote(item["quote"]) for item in items if item["quote"]) or "&nbsp;")
                else:
                    st.caption("Nothing in the posting says so.")


def others(row: Mapping[str, Any]) -> None:
    """Every other fact with its words."""
    by_size = row["hire_number_basis"] == "from_team_size"
    known = [
        item
        for field in (*FIELDS, *_other_fields(row))
        if field not in REASONS and field != "hire_number" and not (field == "team_size" and by_size)
        for item in _of(row, field)
    ]
    if known:
        st.header("How we know", anchor=False)
        st.html(_items(known))


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
