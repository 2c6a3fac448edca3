"""The filters of the Roles page: their widgets, their place in the URL, the `Filters` that they add up to.

Invariant: every widget's key is bound to the URL and starts with `roles_`; the URL carries the labels of
`words`, so that a link means the same on another machine. Nothing here reads a generation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from pipeline.queries import Filters

from dashboard import words

TEAM_STEPS = ("1", "5", "10", "20", "50", "100", "200", "500+")
HIRE_STEPS = ("1", "2", "3", "4", "5", "6", "8", "10", "15", "20", "30", "50+")
SINCE = {"24 hours": 1, "7 days": 7, "30 days": 30}
STATUSES = {"Open": "open", "Closed": "closed", "All": "all"}

NAMES = {
    "team_size": "Team size",
    "stage": "Stage",
    "hire_number": "Hire number",
    "family": "Role family",
    "seniority": "Seniority",
    "work_mode": "Work mode",
    "country": "Country",
    "salary": "Salary",
    "first_seen": "First seen",
}
"""The filters that can leave out unknown values, by their name in `Filters`, in the order of the sidebar."""

_KEYS = {
    "team_size": ("roles_team", "roles_team_unknown"),
    "stage": ("roles_stage", "roles_stage_unknown"),
    "hire_number": ("roles_hire", "roles_hire_unknown", "roles_hire_stated"),
    "family": ("roles_family", "roles_family_unknown"),
    "seniority": ("roles_seniority", "roles_seniority_unknown"),
    "work_mode": ("roles_mode", "roles_mode_unknown"),
    "country": ("roles_country", "roles_country_unknown"),
    "salary": ("roles_pay", "roles_pay_unknown"),
    "first_seen": ("roles_since", "roles_since_unknown"),
    "q": ("roles_q",),
    "founding": ("roles_founding",),
    "first_in_function": ("roles_first",),
    "equity": ("roles_equity",),
    "visa": ("roles_visa",),
    "source": ("roles_source",),
    "status": ("roles_status",),
    "early_stage": ("roles_early",),
    "ml_only": ("roles_ml",),
}
_ALIASES = {
    "team_size_min": "team_size",
    "team_size_max": "team_size",
    "hire_number_min": "hire_number",
    "hire_number_max": "hire_number",
    "hire_number_stated": "hire_number",
    "salary_at_least": "salary",
    "salary_currency": "salary",
    "first_seen_days": "first_seen",
}
_DEFAULTS: dict[str, Any] = {
    "roles_team": (TEAM_STEPS[0], TEAM_STEPS[-1]),
    "roles_hire": (HIRE_STEPS[0], HIRE_STEPS[-1]),
    "roles_hire_stated": False,
    "roles_q": "",
    "roles_pay": None,
    "roles_currency": "USD",
    "roles_since": None,
    "roles_status": "Open",
    "roles_early": True,
    "roles_ml": True,
    "roles_founding": False,
    "roles_first": False,
    "roles_equity": False,
    "roles_visa": False,
    "roles_stage": [],
    "roles_family": [],
    "roles_seniority": [],
    "roles_mode": [],
    "roles_country": [],
    "roles_source": [],
}
_DEFAULTS |= {key: True for keys in _KEYS.values() for key in keys if key.endswith("_unknown")}
_WITHOUT: dict[str, Any] = {"roles_early": False, "roles_ml": False, "roles_status": "All"}
"""What a filter is set to when it is dropped, where that differs from the default view."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is set: its name in `Filters`, and how it reads."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Sidebar:
    """The filters as chosen, and the places where the counts of unknown values go once they are known."""

    filters: Filters
    unknown_slots: Mapping[str, Any]
    """By name of the filter: an empty element beside its "Include unknown"."""


def drop(name: str) -> None:
    """Callback: take one filter away, so that its roles show."""
    for key in _KEYS[_ALIASES.get(name, name)]:
        st.session_state[key] = _WITHOUT.get(key, _DEFAULTS.get(key))


def clear() -> None:
    """Callback: back to the default view (open, early-stage, ML)."""
    for key, default in _DEFAULTS.items():
        if key != "roles_currency":
            st.session_state[key] = default


def name_of(relaxed: str) -> str:
    """How a filter is called in a sentence, by any of its names in `Filters`."""
    name = _ALIASES.get(relaxed, relaxed)
    return {
        **NAMES,
        "q": "Search",
        "founding": "Founding roles",
        "first_in_function": "First in its function",
        "equity": "Equity offered",
        "visa": "Visa sponsored",
        "source": "Source",
        "status": "Open roles only",
        "early_stage": "Early stage",
        "ml_only": "ML roles",
    }.get(name, name)


def sidebar(search: str, choices: Mapping[str, Sequence[tuple[str, int]]]) -> Sidebar:
    """Draw the filters in the sidebar; `choices` are the values there are, with their counts."""
    slots: dict[str, Any] = {}
    chosen: dict[str, Any] = {"q": search}
    with st.sidebar:
        st.subheader("Filters", anchor=False)
        _company(chosen, slots)
        with st.expander("Role", expanded=True):
            _role(chosen, slots)
        with st.expander("Place"):
            _place(chosen, slots, choices)
        with st.expander("Pay and terms"):
            _terms(chosen, slots, choices)
        with st.expander("Time and source"):
            _time(chosen, slots, choices)
    without = frozenset(name for name in NAMES if not st.session_state[_KEYS[name][1]])
    return Sidebar(Filters(**chosen, without_unknown=without), slots)


def chips(filters: Filters) -> list[Chip]:
    """The filters that are set, in the order of the sidebar."""
    found = [
        ("early_stage", "Early stage" if filters.early_stage else ""),
        ("ml_only", "ML roles" if filters.ml_only else ""),
        ("status", {"open": "Open roles", "closed": "Closed roles"}.get(filters.status, "")),
        ("q", f"“{filters.q}”" if filters.q else ""),
        ("team_size", _range("Team", filters.team_size_min, filters.team_size_max)),
        ("stage", _list(filters.stage, words.STAGES)),
        ("hire_number", _range("Hire", filters.hire_number_min, filters.hire_number_max)),
        ("hire_number", "Hire number stated" if filters.hire_number_stated else ""),
        ("family", _list(filters.family, words.FAMILIES)),
        ("seniority", _list(filters.seniority, words.SENIORITIES)),
        ("founding", "Founding" if filters.founding else ""),
        ("first_in_function", "First in its function" if filters.first_in_function else ""),
        ("work_mode", _list(filters.work_mode, words.WORK_MODES)),
        ("country", _list(filters.country, words.COUNTRIES)),
        ("salary", _pay_chip(filters)),
        ("equity", "Equity offered" if filters.equity else ""),
        ("visa", "Visa sponsored" if filters.visa else ""),
        (
            "first_seen",
            f"Last {words.count(filters.first_seen_days, 'day')}" if filters.first_seen_days else "",
        ),
        ("source", _list(filters.source, words.SOURCES)),
    ]
    unknown = [(name, f"{label} known") for name, label in NAMES.items() if name in filters.without_unknown]
    return [Chip(name, label) for name, label in (*found, *unknown) if label]


def _company(chosen: dict[str, Any], slots: dict[str, Any]) -> None:
    with st.container(horizontal=True, gap="medium"):
        chosen["early_stage"] = st.toggle(
            "Early stage",
            True,
            key="roles_early",
            bind="query-params",
            help="Pre-seed, seed or series A; or, where no stage is known, a team of at most 50.",
        )
        chosen["ml_only"] = st.toggle("ML roles", True, key="roles_ml", bind="query-params")
    low, high = st.select_slider(
        "Team size", TEAM_STEPS, _DEFAULTS["roles_team"], key="roles_team", bind="query-params"
    )
    chosen["team_size_min"], chosen["team_size_max"] = _bounds(low, high, TEAM_STEPS)
    _unknown("team_size", slots)
    chosen["stage"] = _pills("Stage", words.STAGES, "roles_stage")
    _unknown("stage", slots)
    low, high = st.select_slider(
        "Hire number",
        HIRE_STEPS,
        _DEFAULTS["roles_hire"],
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


def _role(chosen: dict[str, Any], slots: dict[str, Any]) -> None:
    chosen["family"] = _pills("Role family", words.FAMILIES, "roles_family")
    _unknown("family", slots)
    chosen["seniority"] = _pills("Seniority", words.SENIORITIES, "roles_seniority")
    _unknown("seniority", slots)
    chosen["founding"] = st.toggle("Founding role", key="roles_founding", bind="query-params")
    chosen["first_in_function"] = st.toggle("First in its function", key="roles_first", bind="query-params")


def _place(
    chosen: dict[str, Any], slots: dict[str, Any], choices: Mapping[str, Sequence[tuple[str, int]]]
) -> None:
    chosen["work_mode"] = _pills("Work mode", words.WORK_MODES, "roles_mode")
    _unknown("work_mode", slots)
    chosen["country"] = _multiselect("Country", _named(choices, "country", words.country), "roles_country")
    _unknown("country", slots)


def _terms(
    chosen: dict[str, Any], slots: dict[str, Any], choices: Mapping[str, Sequence[tuple[str, int]]]
) -> None:
    amount, currency = st.columns([3, 2], vertical_alignment="bottom")
    chosen["salary_at_least"] = amount.number_input(
        "Salary at least",
        min_value=1,
        max_value=10_000_000,
        value=None,
        step=10_000,
        placeholder="a year",
        key="roles_pay",
        bind="query-params",
    )
    known = [code for code, _ in choices.get("salary_currency", ()) if code and code != "USD"]
    chosen["salary_currency"] = currency.selectbox(
        "Currency", ["USD", *known], key="roles_currency", bind="query-params"
    )
    _unknown("salary", slots)
    st.caption("Compared within one currency; nothing is converted.")
    chosen["equity"] = st.toggle("Equity offered", key="roles_equity", bind="query-params")
    chosen["visa"] = st.toggle("Visa sponsored", key="roles_visa", bind="query-params")


def _time(
    chosen: dict[str, Any], slots: dict[str, Any], choices: Mapping[str, Sequence[tuple[str, int]]]
) -> None:
    since = st.segmented_control(
        "First seen in the last", list(SINCE), key="roles_since", bind="query-params"
    )
    chosen["first_seen_days"] = SINCE.get(since or "")
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


def _named(
    choices: Mapping[str, Sequence[tuple[str, int]]], name: str, label: Callable[[str], str]
) -> dict[str, str]:
    """The values there are in the data, by their labels' order."""
    values = [value for value, _ in choices.get(name, ()) if value]
    return dict(sorted(((value, label(value)) for value in values), key=lambda pair: pair[1]))


def _unknown(name: str, slots: dict[str, Any]) -> None:
    """The "Include unknown" of a filter, and the place for its count."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.checkbox(
            "Include unknown",
            True,
            key=_KEYS[name][1],
            bind="query-params",
            help=f"Also roles whose {NAMES[name].lower()} is not known.",
        )
        slots[name] = st.empty()


def _bounds(low: str, high: str, steps: Sequence[str]) -> tuple[int | None, int | None]:
    """A slider's two ends as numbers; an end of the scale is no bound."""
    return None if low == steps[0] else int(low.rstrip("+")), None if high == steps[-1] else int(high)


def _range(label: str, low: int | None, high: int | None) -> str:
    shown = words.span(low, high)
    return f"{label} {shown}" if shown else ""


def _list(values: Sequence[str], labels: Mapping[str, str]) -> str:
    return ", ".join(labels.get(value, value) for value in values)


def _pay_chip(filters: Filters) -> str:
    if filters.salary_at_least is None:
        return ""
    return f"{words.money(filters.salary_at_least, filters.salary_currency)}+ a year"
