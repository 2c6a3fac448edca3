"""The sidebar of the Roles page: the widgets of the filters, and the `Filters` that they add up to.

Invariant: every widget's key is bound to the URL and starts with `roles_`; a widget's default is its place in
`filters.DEFAULTS`. Nothing here reads a generation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import words
from dashboard.data import Decided
from dashboard.filters import (
    DEFAULTS,
    HIDDEN,
    HIRE_STEPS,
    KEYS,
    LAST_VISIT,
    MINE,
    NAMES,
    SAVED,
    SINCE,
    STATUSES,
    TEAM_STEPS,
    UNANSWERED,
)
from pipeline.queries import Filters

Choices = Mapping[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class Sidebar:
    """The filters as chosen, and the places where the counts of unknown values go once they are known."""

    filters: Filters
    unknown_slots: Mapping[str, Any]
    """By name of the filter: an empty element beside its "Include unknown"."""
    mine: tuple[str, ...]
    """Those of filters.MINE that are chosen."""

    def show_unknown(self, counts: Mapping[str, int]) -> None:
        """Say beside each "Include unknown" how many roles it is about."""
        for name, count in counts.items():
            self.unknown_slots[name].caption(f"{count:,}")


def search_box() -> str:
    """The search, which every page with filters has above what it shows."""
    words_ = st.text_input(
        "Search",
        key="roles_q",
        bind="query-params",
        type="search",
        max_chars=200,
        icon=":material/search:",
        placeholder="Title, company or text",
        help="Every word must be there; a word after a minus must not: `pytorch -crypto`.",
    )
    return words_ or ""


def sidebar(search: str, choices: Choices, decided: Decided) -> Sidebar:
    """Draw the filters in the sidebar; `choices` are the values there are, with their counts."""
    slots: dict[str, Any] = {}
    chosen: dict[str, Any] = {"q": search}
    with st.sidebar:
        st.subheader("Filters", anchor=False)
        _company(chosen, slots)
        with st.expander("Role", expanded=True):
            _role(chosen, slots, choices)
        with st.expander("Place"):
            _place(chosen, slots, choices)
        with st.expander("Pay and terms"):
            _terms(chosen, slots, choices)
        with st.expander("Time and source"):
            _time(chosen, slots, choices, decided)
        mine = _mine(chosen, decided)
    without = frozenset(name for name in NAMES if not st.session_state[KEYS[name][1]])
    return Sidebar(Filters(**chosen, without_unknown=without), slots, mine)


def _mine(chosen: dict[str, Any], decided: Decided) -> tuple[str, ...]:
    with st.expander("Yours"):
        picked = st.pills(
            "Your own choice", MINE, selection_mode="multi", key="roles_mine", bind="query-params", wrap=True
        )
    if SAVED in picked:
        chosen["only_roles"] = tuple(sorted(decided.saved))
    if HIDDEN not in picked:
        chosen["without_roles"] = decided.hidden_roles
        chosen["without_companies"] = decided.hidden_companies
    if UNANSWERED in picked:
        chosen["without_roles"] = (*chosen.get("without_roles", ()), *decided.answered)
    return tuple(picked)


def _company(chosen: dict[str, Any], slots: dict[str, Any]) -> None:
    with st.container(horizontal=True, gap="medium"):
        chosen["early_stage"] = st.toggle(
            "Early stage",
            True,
            key="roles_early",
            bind="query-params",
            help="Pre-seed, seed or series A; or, where no stage is known, a team of at most 50; or, where "
            "that is unknown too, a stated hire number of at most 50.",
        )
        chosen["ml_only"] = st.toggle("ML roles", True, key="roles_ml", bind="query-params")
    low, high = st.select_slider(
        "Team size", TEAM_STEPS, DEFAULTS["roles_team"], key="roles_team", bind="query-params"
    )
    chosen["team_size_min"], chosen["team_size_max"] = _bounds(low, high, TEAM_STEPS)
    _unknown("team_size", slots)
    chosen["stage"] = _pills("Stage", words.STAGES, "roles_stage")
    _unknown("stage", slots)
    low, high = st.select_slider(
        "Hire number",
        HIRE_STEPS,
        DEFAULTS["roles_hire"],
        key="roles_hire",
        bind="query-params",
        help="Which hire of the company you would be; founders are not counted. "
        "A role shows when its range overlaps yours.",
    )
    chosen["hire_number_min"], chosen["hire_number_max"] = _bounds(low, high, HIRE_STEPS)
    _unknown("hire_number", slots)
    chosen["hire_number_stated"] = st.checkbox(
        "Only where the posting states it", key="roles_hire_stated", bind="query-params"
    )


def _role(chosen: dict[str, Any], slots: dict[str, Any], choices: Choices) -> None:
    chosen["family"] = _pills("Role family", words.FAMILIES, "roles_family")
    _unknown("family", slots)
    chosen["seniority"] = _pills("Seniority", words.SENIORITIES, "roles_seniority")
    _unknown("seniority", slots)
    skills = [skill for skill, _ in choices.get("skill", ())]
    chosen["skill"] = _multiselect("Skills, any of", {skill: skill for skill in skills}, "roles_skill")
    chosen["founding"] = st.toggle("Founding role", key="roles_founding", bind="query-params")
    chosen["first_in_function"] = st.toggle(
        "First in its function",
        key="roles_first",
        bind="query-params",
        help="The first ML engineer, the first data scientist: it says nothing of how many people are there.",
    )


def _place(chosen: dict[str, Any], slots: dict[str, Any], choices: Choices) -> None:
    chosen["work_mode"] = _pills("Work mode", words.WORK_MODES, "roles_mode")
    _unknown("work_mode", slots)
    chosen["country"] = _multiselect("Country", _named(choices, "country", words.country), "roles_country")
    _unknown("country", slots)


def _terms(chosen: dict[str, Any], slots: dict[str, Any], choices: Choices) -> None:
    amount, currency = st.columns([3, 2], vertical_alignment="bottom")
    # a float: Streamlit fails on a whole number in the address that no float can hold
    asked = amount.number_input(
        "Salary at least",
        min_value=1.0,
        max_value=10_000_000.0,
        value=None,
        step=10_000.0,
        format="%.0f",
        placeholder="a year",
        key="roles_pay",
        bind="query-params",
    )
    chosen["salary_at_least"] = None if asked is None else round(asked)
    known = [code for code, _ in choices.get("salary_currency", ()) if code and code != "USD"]
    chosen["salary_currency"] = currency.selectbox(
        "Currency", ["USD", *known], key="roles_currency", bind="query-params"
    )
    _unknown("salary", slots)
    st.caption("Compared within one currency; nothing is converted.")
    chosen["equity"] = st.toggle("Equity offered", key="roles_equity", bind="query-params")
    chosen["visa"] = st.toggle("Visa sponsored", key="roles_visa", bind="query-params")


def _time(chosen: dict[str, Any], slots: dict[str, Any], choices: Choices, decided: Decided) -> None:
    since = st.pills(
        "First seen in the last", [*SINCE, LAST_VISIT], key="roles_since", bind="query-params", wrap=True
    )
    chosen["first_seen_days"] = SINCE.get(since or "")
    if since == LAST_VISIT:
        chosen["first_seen_after"] = decided.seen_until
        if decided.seen_until is None:
            st.caption("This is your first visit: everything is new.")
    _unknown("first_seen", slots)
    chosen["source"] = _multiselect("Source", _named(choices, "source", words.source), "roles_source")
    status = st.segmented_control(
        "Status", list(STATUSES), default="Open", required=True, key="roles_status", bind="query-params"
    )
    chosen["status"] = STATUSES.get(status or "", "open")


def _pills(label: str, labels: Mapping[str, str], key: str) -> tuple[str, ...]:
    """Pills whose options are the labels; the values that were chosen."""
    picked = st.pills(
        label, list(labels.values()), selection_mode="multi", key=key, bind="query-params", wrap=True
    )
    return tuple(value for value, shown in labels.items() if shown in picked)


def _multiselect(label: str, labels: Mapping[str, str], key: str) -> tuple[str, ...]:
    picked = st.multiselect(label, list(labels.values()), key=key, bind="query-params", placeholder="Any")
    return tuple(value for value, shown in labels.items() if shown in picked)


def _named(choices: Choices, name: str, label: Callable[[str], str]) -> dict[str, str]:
    """The values there are in the data, by their labels' order."""
    values = [value for value, _ in choices.get(name, ()) if value]
    return dict(sorted(((value, label(value)) for value in values), key=lambda pair: pair[1]))


def _unknown(name: str, slots: dict[str, Any]) -> None:
    """The "Include unknown" of a filter, and the place for its count."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.checkbox(
            "Include unknown",
            True,
            key=KEYS[name][1],
            bind="query-params",
            help=f"Also roles whose {NAMES[name].lower()} is not known.",
        )
        slots[name] = st.empty()


def _bounds(low: str, high: str, steps: Sequence[str]) -> tuple[int | None, int | None]:
    """A slider's two ends as numbers; an end of the scale is no bound."""
    return None if low == steps[0] else int(low.rstrip("+")), None if high == steps[-1] else int(high)
