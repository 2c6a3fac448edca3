"""Charts of what the pipeline counted: each has a name for a screen reader, and a table behind it.

Invariant: a chart shows only numbers that its table shows too; colour never says what no label says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import words
from dashboard.safe import one_line
from pipeline.equity_norms import NORMS

Rows = Sequence[Mapping[str, Any]]

GREY, AMBER = "#7d8789", "#c07a2a"
"""Seen on either theme's background; a rule and a number would else be black on both."""
TEAMS = ("1–5", "6–10", "11–20", "21–50", "51–200", "201+", words.UNKNOWN)
MOST_PAY = 30


def draw(chart: alt.Chart | alt.LayerChart, alternative: str, table: pd.DataFrame, key: str) -> None:
    """A chart, and the table behind it."""
    st.altair_chart(chart, alt=alternative, key=f"chart_{key}")
    with st.expander("As a table", icon=":material/table:", key=f"table_{key}"):
        st.dataframe(table, hide_index=True, alt=f"{alternative}: the table")


def weeks(rows: Rows) -> None:
    """New roles a week, by family: stacked bars."""
    table = pd.DataFrame(
        {
            "Week of": [row["week"].isoformat() for row in rows],
            "Family": [words.FAMILIES.get(row["role_family"], row["role_family"]) for row in rows],
            "Roles": [row["roles"] for row in rows],
        }
    )
    bars = (
        alt.Chart(table)
        .mark_bar()
        .encode(
            x=alt.X(
                "Week of:O",
                title=None,
                axis=alt.Axis(labelAngle=-45, labelOverlap=True),
                scale=alt.Scale(domain=_mondays([row["week"] for row in rows])),
            ),
            y=alt.Y("Roles:Q", title="Roles", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("Family:N", title=None, legend=alt.Legend(orient="bottom", columns=2)),
            tooltip=["Week of", "Family", "Roles"],
        )
        .properties(height=280)
    )
    draw(bars, "New roles a week by role family", table, "weeks")


def stage_by_team(rows: Rows) -> None:
    """How many roles at each stage and team size: a heat map whose cells bear their numbers."""
    table = pd.DataFrame(
        {
            "Stage": [
                words.STAGES.get(row["funding_stage"], row["funding_stage"]) or words.UNKNOWN for row in rows
            ],
            "Team": [row["team"] or words.UNKNOWN for row in rows],
            "Roles": [row["roles"] for row in rows],
        }
    )
    base = alt.Chart(table).encode(
        x=alt.X("Team:O", sort=TEAMS, title="Team size", axis=alt.Axis(labelAngle=0)),
        y=alt.Y("Stage:O", sort=[*words.STAGES.values(), words.UNKNOWN], title=None),
        tooltip=["Stage", "Team", "Roles"],
    )
    heat = base.mark_rect(cornerRadius=3).encode(
        color=alt.Color("Roles:Q", legend=None, scale=alt.Scale(range=["#d5eae1", "#45ab88"]))
    )
    numbers = base.mark_text(fontSize=13, color="#10231c").encode(text="Roles:Q")
    draw((heat + numbers).properties(height=290), "Roles by stage and team size", table, "stages")


def pay(rows: Rows, currency: str) -> None:
    """Ranges of pay in one currency as dumbbells, the highest first."""
    table = pd.DataFrame(
        {
            "Role": [_distinct(place, row) for place, row in enumerate(rows)],
            "From": [row["low"] for row in rows],
            "To": [row["high"] for row in rows],
        }
    )
    shown = table.head(MOST_PAY)
    base = alt.Chart(shown).encode(
        y=alt.Y("Role:N", sort=None, title=None, axis=alt.Axis(labelLimit=240, labelOverlap=False)),
        tooltip=["Role", alt.Tooltip("From:Q", format=","), alt.Tooltip("To:Q", format=",")],
    )
    scale = alt.X(
        "From:Q", title=f"{currency} a year", scale=alt.Scale(zero=False), axis=alt.Axis(format="~s")
    )
    rule = base.mark_rule(strokeWidth=3, color=GREY).encode(x=scale, x2="To:Q")
    ends = base.mark_point(filled=True, size=46)
    chart = (rule + ends.encode(x="From:Q") + ends.encode(x="To:Q")).properties(height=24 * len(shown) + 40)
    draw(chart, f"Pay ranges in {currency} a year, highest first", table, "pay")


def hire_numbers(rows: Rows) -> None:
    """Roles by the lowest hire number of their range, stated ones apart from those worked out."""
    known = [row for row in rows if row["hire"] is not None]
    table = pd.DataFrame(
        {
            "Hire": ["31+" if row["hire"] > 30 else str(row["hire"]) for row in known],
            "Basis": [words.BASES.get(row["basis"], row["basis"]) for row in known],
            "Roles": [row["roles"] for row in known],
        }
    )
    bars = (
        alt.Chart(table)
        .mark_bar()
        .encode(
            x=alt.X(
                "Hire:O",
                title="Hire number (the lowest of a range)",
                axis=alt.Axis(labelAngle=0),
                scale=alt.Scale(domain=[*map(str, range(1, 31)), "31+"]),
            ),
            y=alt.Y("Roles:Q", title="Roles", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("Basis:N", title=None, legend=alt.Legend(orient="bottom")),
            tooltip=["Hire", "Basis", "Roles"],
        )
        .properties(height=280)
    )
    draw(bars, "Roles by hire number, stated and worked out", table, "hires")


def skills(rows: Rows) -> None:
    """The skills named most, and how that changed against the 30 days before."""
    table = pd.DataFrame(
        {
            "Skill": [one_line(row["skill"], 40) for row in rows],
            "Roles": [row["roles"] for row in rows],
            "Last 30 days": [row["last_30_days"] for row in rows],
            "The 30 before": [row["the_30_before"] for row in rows],
            "Change": [f"{row['last_30_days'] - row['the_30_before']:+d}" for row in rows],
        }
    )
    bars = _bars(table, "Skill")
    change = bars.mark_text(align="left", dx=4, color=GREY).encode(text="Change:N")
    draw(bars + change, "Skills named most, with the change in 30 days", table, "skills")


def cities(rows: Rows) -> None:
    """The cities named most."""
    table = pd.DataFrame(
        {"City": [one_line(row["city"], 40) for row in rows], "Roles": [row["roles"] for row in rows]}
    )
    draw(_bars(table, "City"), "Cities named most", table, "cities")


def days_open(rows: Rows) -> None:
    """How long closed roles had been open."""
    table = pd.DataFrame(
        {"Weeks open": [row["weeks"] for row in rows], "Closed roles": [row["roles"] for row in rows]}
    )
    bars = (
        alt.Chart(table)
        .mark_bar()
        .encode(
            x=alt.X("Weeks open:O", axis=alt.Axis(labelAngle=0)),
            y=alt.Y("Closed roles:Q", axis=alt.Axis(tickMinStep=1)),
            tooltip=["Weeks open", "Closed roles"],
        )
        .properties(height=240)
    )
    draw(bars, "How many weeks closed roles had been open", table, "days_open")


def equity(rows: Rows) -> None:
    """Equity that postings state, by hire number, beside what first hires were granted elsewhere."""
    table = pd.DataFrame(
        {
            "Role": [_distinct(place, row) for place, row in enumerate(rows)],
            "Hire": [row["hire_number_min"] for row in rows],
            "Hire range": [words.hire_with_basis(row) for row in rows],
            "From %": [_either(row["equity_min_pct"], row["equity_max_pct"]) for row in rows],
            "To %": [_either(row["equity_max_pct"], row["equity_min_pct"]) for row in rows],
        }
    )
    norms = pd.DataFrame({"Hire": [norm.hire for norm in NORMS], "Median %": [norm.median for norm in NORMS]})
    x = alt.X("Hire:Q", title="Hire number (the lowest of a range)", axis=alt.Axis(tickMinStep=1))
    offers = alt.Chart(table).encode(x=x, tooltip=["Role", "Hire range", "From %", "To %"])
    ranges = offers.mark_rule(strokeWidth=2, color=GREY).encode(
        y=alt.Y("From %:Q", title="Equity, %"), y2="To %:Q"
    )
    points = offers.mark_point(filled=True, size=40)
    line = (
        alt.Chart(norms)
        .mark_line(
            point=alt.OverlayMarkDef(shape="diamond", size=70, color=AMBER), strokeDash=[5, 3], color=AMBER
        )
        .encode(x="Hire:Q", y="Median %:Q", tooltip=["Hire", "Median %"])
    )
    chart = ranges + points.encode(y="From %:Q") + points.encode(y="To %:Q") + line
    draw(
        chart.properties(height=280),
        "Equity stated by hire number, with Carta's medians dashed",
        table,
        "equity",
    )


def runs(rows: Rows) -> None:
    """What each run read, by source."""
    table = pd.DataFrame(
        {
            "Finished": [row["finished_at"] for row in rows],
            "Source": [words.source(row["source"]) for row in rows],
            "How it went": [row["status"] for row in rows],
            "Boards": [row["boards"] for row in rows],
            "Not read": [row["boards_failed"] for row in rows],
            "Postings": [row["postings"] for row in rows],
            "New": [row["new"] for row in rows],
            "Changed": [row["changed"] for row in rows],
            "Closed": [row["closed"] for row in rows],
            "Errors": [len(row["errors"]) for row in rows],
            "Seconds": [round(row["seconds"], 1) for row in rows],
        }
    )
    chart = (
        alt.Chart(table)
        .mark_line(point=True)
        .encode(
            x=alt.X("Finished:T", title=None, axis=alt.Axis(format="%d %b %H:%M", tickCount=6)),
            y=alt.Y("Postings:Q", title="Postings read"),
            color=alt.Color("Source:N", title=None, legend=alt.Legend(orient="bottom", columns=2)),
            tooltip=["Finished:T", "Source", "How it went", "Postings", "New", "Closed", "Errors"],
        )
        .properties(height=260)
    )
    draw(chart, "Postings read by each run, by source", table, "runs")


def team_over_time(sizes: Rows) -> None:
    """How a company's team grew, by what was said of it. The table is the page's own."""
    frame = pd.DataFrame(
        {
            "First read": [size["observed_at"] for size in sizes],
            "People": [size["high"] or size["low"] for size in sizes],
            "Said by": [words.source(size["source"]) for size in sizes],
        }
    )
    chart = (
        alt.Chart(frame)
        .mark_line(point=True, interpolate="step-after")
        .encode(
            x=alt.X("First read:T", title=None),
            y=alt.Y("People:Q", title="People"),
            tooltip=["First read:T", "People:Q", "Said by:N"],
        )
        .properties(height=180)
    )
    st.altair_chart(chart, alt="Team size over time", key="chart_team")


def _bars(table: pd.DataFrame, name: str) -> alt.Chart:
    chart: alt.Chart = (
        alt.Chart(table)
        .mark_bar()
        .encode(
            y=alt.Y(f"{name}:N", sort=None, title=None, axis=alt.Axis(labelOverlap=False)),
            x=alt.X("Roles:Q", axis=alt.Axis(tickMinStep=1)),
            tooltip=list(table.columns),
        )
        .properties(height=max(120, 22 * len(table) + 40))
    )
    return chart


def _mondays(weeks: Sequence[date]) -> list[str]:
    """Every Monday from the first week to the last, so that a week without a role is a gap."""
    first, last = min(weeks), max(weeks)
    return [(first + timedelta(weeks=n)).isoformat() for n in range((last - first).days // 7 + 1)]


def _either(one: float | None, other: float | None) -> float | None:
    return other if one is None else one


def _distinct(place: int, row: Mapping[str, Any]) -> str:
    """A role's title and company, and its place in the list, so that equal names stay apart."""
    return (
        f"{one_line(row['title'], 34)} · {one_line(row['company_name'] or words.UNKNOWN, 20)} · {place + 1}"
    )
