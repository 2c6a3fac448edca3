"""The filters of the Roles page: their keys, names and defaults, and what is set, in words.

Invariant: a key is the filter's name in the URL, and the URL carries the labels of `words`, so that a
link means the same on another machine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard import words
from pipeline.queries import Filters

TEAM_STEPS = ("1", "5", "10", "20", "50", "100", "200", "500+")
HIRE_STEPS = ("1", "2", "3", "4", "5", "6", "8", "10", "15", "20", "30", "50+")
SINCE = {"24 hours": 1, "7 days": 7, "30 days": 30}
LAST_VISIT = "My last visit"
SAVED, UNANSWERED, HIDDEN = "Saved only", "Not applied to", "With hidden"
MINE = (SAVED, UNANSWERED, HIDDEN)
"""What the user's own decisions leave in the list."""
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

KEYS = {
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
    "skill": ("roles_skill",),
    "founding": ("roles_founding",),
    "first_in_function": ("roles_first",),
    "equity": ("roles_equity",),
    "visa": ("roles_visa",),
    "source": ("roles_source",),
    "status": ("roles_status",),
    "early_stage": ("roles_early",),
    "ml_only": ("roles_ml",),
    "mine": ("roles_mine",),
    "hidden": ("roles_mine",),
}
_ALIASES = {
    "only_roles": "mine",
    "first_seen_after": "first_seen",
    "team_size_min": "team_size",
    "team_size_max": "team_size",
    "hire_number_min": "hire_number",
    "hire_number_max": "hire_number",
    "hire_number_stated": "hire_number",
    "salary_at_least": "salary",
    "salary_currency": "salary",
    "first_seen_days": "first_seen",
}
DEFAULTS: dict[str, Any] = {
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
    "roles_skill": [],
    "roles_mode": [],
    "roles_country": [],
    "roles_source": [],
    "roles_mine": [],
}
DEFAULTS |= {key: True for keys in KEYS.values() for key in keys if key.endswith("_unknown")}
_WITHOUT: dict[str, Any] = {"roles_early": False, "roles_ml": False, "roles_status": "All"}
"""What a filter is set to when it is dropped, where that differs from the default view."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter that is set: its name in `Filters`, and how it reads."""

    name: str
    label: str


def drop(name: str) -> None:
    """Callback: take one filter away, so that its roles show."""
    if name == "hidden":
        st.session_state["roles_mine"] = [HIDDEN]
        return
    for key in KEYS[_ALIASES.get(name, name)]:
        st.session_state[key] = _WITHOUT.get(key, DEFAULTS.get(key))


def clear() -> None:
    """Callback: back to the default view (open, early-stage, ML)."""
    for key, default in DEFAULTS.items():
        if key != "roles_currency":
            st.session_state[key] = default


def ask(filters: Filters) -> None:
    """Callback: set every widget to what a saved search asks for."""
    clear()
    state = st.session_state
    state["roles_q"], state["roles_early"], state["roles_ml"] = (
        filters.q,
        filters.early_stage,
        filters.ml_only,
    )
    state["roles_status"] = next(shown for shown, value in STATUSES.items() if value == filters.status)
    state["roles_team"] = _ends(filters.team_size_min, filters.team_size_max, TEAM_STEPS)
    state["roles_hire"] = _ends(filters.hire_number_min, filters.hire_number_max, HIRE_STEPS)
    state["roles_hire_stated"] = filters.hire_number_stated
    state["roles_founding"], state["roles_first"] = filters.founding, filters.first_in_function
    state["roles_equity"], state["roles_visa"] = filters.equity, filters.visa
    state["roles_pay"], state["roles_currency"] = filters.salary_at_least, filters.salary_currency
    state["roles_since"] = next(
        (shown for shown, days in SINCE.items() if days == filters.first_seen_days), None
    )
    for key, values, labels in (
        ("roles_stage", filters.stage, words.STAGES),
        ("roles_family", filters.family, words.FAMILIES),
        ("roles_seniority", filters.seniority, words.SENIORITIES),
        ("roles_skill", filters.skill, {}),
        ("roles_mode", filters.work_mode, words.WORK_MODES),
        ("roles_country", filters.country, words.COUNTRIES),
        ("roles_source", filters.source, words.SOURCES),
    ):
        state[key] = [labels.get(value, value) for value in values]
    for name in filters.without_unknown:
        state[KEYS[name][1]] = False


def address() -> dict[str, str | list[str]]:
    """What differs from the default view, as the address has it: for a page that is not drawn yet."""
    state = st.session_state
    differing = {
        key: state[key] for key, default in DEFAULTS.items() if key in state and state[key] != default
    }
    return {key: _in_address(value) for key, value in differing.items() if value is not None}


def _in_address(value: object) -> str | list[str]:
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _ends(low: int | None, high: int | None, steps: Sequence[str]) -> tuple[str, str]:
    """The steps of a slider nearest to a range, never narrower than it."""
    numbers = [int(step.rstrip("+")) for step in steps]
    first = max((n for n in numbers if n <= (low or 1)), default=numbers[0])
    last = min((n for n in numbers if n >= (high or numbers[-1])), default=numbers[-1])
    return steps[numbers.index(first)], steps[numbers.index(last)]


def name_of(relaxed: str) -> str:
    """How a filter is called in a sentence, by any of its names in `Filters`."""
    name = _ALIASES.get(relaxed, relaxed)
    return {
        **NAMES,
        "q": "Search",
        "skill": "Skills",
        "founding": "Founding roles",
        "first_in_function": "First in its function",
        "equity": "Equity offered",
        "visa": "Visa sponsored",
        "source": "Source",
        "status": "Open roles only",
        "early_stage": "Early stage",
        "ml_only": "ML roles",
        "mine": "Your own choice",
        "hidden": "What you have hidden",
    }.get(name, name)


def chips(filters: Filters, mine: Sequence[str] = ()) -> list[Chip]:
    """The filters that are set, in the order of the sidebar; `mine` are those of MINE that are chosen."""
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
        ("skill", _list(filters.skill, {})),
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
        ("first_seen", "New since your last visit" if filters.first_seen_after else ""),
        ("source", _list(filters.source, words.SOURCES)),
        ("mine", ", ".join(mine)),
    ]
    unknown = [(name, f"{label} known") for name, label in NAMES.items() if name in filters.without_unknown]
    return [Chip(name, label) for name, label in (*found, *unknown) if label]


def _range(label: str, low: int | None, high: int | None) -> str:
    shown = words.span(low, high)
    return f"{label} {shown}" if shown else ""


def _list(values: Sequence[str], labels: Mapping[str, str]) -> str:
    return ", ".join(labels.get(value, value) for value in values)


def _pay_chip(filters: Filters) -> str:
    if filters.salary_at_least is None:
        return ""
    return f"{words.money(filters.salary_at_least, filters.salary_currency)}+ a year"
