"""Charts of what the pipeline counted: each has a name for a screen reader, and a table behind it.

Invariant: a chart shows only numbers that its table shows too; colour never says what no label says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from dashboard import words

Rows = Sequence[Mapping[str, Any]]


def draw(chart: alt.Chart | alt.LayerChart, alternative: str, table: pd.DataFrame, key: str) -> None:
    """A chart, and the table behind it."""
    st.altair_chart(chart, alt=alternative, key=f"chart_{key}")
    with st.expander("As a table", icon=":material/table:", key=f"table_{key}"):
        st.dataframe(table, hide_index=True, alt=f"{alternative}, as a table")


def team_over_time(sizes: Rows) -> None:
    """How a company's team grew, by what was said of it."""
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
