"""Market: what the roles that pass the filters have in common; behind every chart lies its table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard import charts, data, filters, sidebar, words
from dashboard.safe import plain
from pipeline import market
from pipeline.equity_norms import DATED, READ_AS, SOURCE
from pipeline.queries import Filters, Generation

Rows = list[dict[str, Any]]


def show() -> None:
    """Draw the page."""
    found = data.generation()
    now = data.decided(found)
    st.title("The market in these roles", anchor=False)
    search = sidebar.search_box()
    chosen = sidebar.sidebar(search, data.choices(found.info.name, found), now)
    chosen.show_unknown(found.count_unknown(chosen.filters))
    _chips(chosen)
    counted = market.summary(found, chosen.filters)
    if not counted.roles:
        with st.container(border=True, key="nothing"):
            st.header("No role matches", anchor=False)
            st.markdown("A chart of nothing says nothing: drop one of the filters above.")
        return
    with st.grid(4, min_column_width=130, gap="small"):
        st.metric("Roles counted", f"{counted.roles:,}")
        st.metric("Companies with them", f"{counted.companies:,}")
        st.metric("State the hire number", f"{counted.hire_number_stated:,}")
        st.metric("Data as of", words.day(found.info.as_of))
    _charts(found, chosen.filters)


def _chips(chosen: sidebar.Sidebar) -> None:
    labels = [chip.label for chip in filters.chips(chosen.filters, chosen.mine)]
    st.caption(
        "Counted: " + (" · ".join(plain(label, 60) for label in labels) or "every role in the data") + "."
    )


def _charts(found: Generation, asked: Filters) -> None:
    def rows(name: str) -> Rows:
        return market.chart(found, asked, name)

    left, right = st.columns(2, gap="medium")
    with left:
        _part(
            "New roles a week",
            "When they were published, else first seen; the last half year.",
            rows("weeks"),
            charts.weeks,
        )
        _hires(rows("hire_numbers"))
        _part(
            "Skills",
            "Named in the posting. The number behind a bar is the change in 30 days.",
            rows("skills"),
            charts.skills,
        )
        _part(
            "How long roles stay open",
            "Closed roles that pass the other filters, from publication to closing.",
            market.days_open(found, asked),
            charts.days_open,
        )
    with right:
        _part(
            "Stage and team size",
            "How many roles at each; unknown is a row and a column.",
            rows("stage_by_team"),
            charts.stage_by_team,
        )
        _part(
            "Equity by hire number",
            f"Only where a posting states it. Dashed: medians of {SOURCE}, {DATED}. {READ_AS}",
            rows("equity"),
            charts.equity,
        )
        _part("Cities", "A role counts in each of its cities.", rows("cities"), charts.cities)
    _pay(rows("pay"), asked.salary_currency)


def _hires(rows: Rows) -> None:
    unknown = sum(row["roles"] for row in rows if row["hire"] is None)
    known = [row for row in rows if row["hire"] is not None]
    _part(
        "Which hire you would be",
        f"{words.count(unknown, 'role')} of unknown number left out.",
        known,
        charts.hire_numbers,
    )


def _pay(rows: Rows, currency: str) -> None:
    total = rows[0]["total"] if rows else 0
    shown = f"The highest {charts.MOST_PAY} of {total:,}; " if total > charts.MOST_PAY else ""
    note = f"{shown}only {currency}, nothing is converted; another currency is a filter under Pay and terms."
    _part(f"Pay in {currency} a year", note, rows, lambda known: charts.pay(known, currency))


def _part(title: str, note: str, rows: Rows, draw: Callable[[Rows], None]) -> None:
    with st.container(border=True, gap="xsmall"):
        st.header(title, anchor=False)
        st.caption(note)
        if rows:
            draw(rows)
        else:
            st.caption("None of these roles says anything of it.")


show()
