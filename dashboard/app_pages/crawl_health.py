"""Crawl health: whether to trust what is shown: what was read when, what failed, what was not understood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import charts, data, words
from dashboard.safe import one_line
from pipeline import crawl_history, history
from pipeline.queries import Generation

STATUSES = {"ok": "✓ in full", "partial": "◐ in part", "failed": "✗ failed"}
HALF = 0.5
"""A source that reads less than this share of its median is suspect."""
MOST_RUNS = 300


def show() -> None:
    """Draw the page."""
    found = data.generation()
    st.title("Crawl health", anchor=False)
    rows = found.health()
    if not rows:
        st.caption("No crawl is recorded in this data.")
        return
    before = crawl_history.against_before(found)
    _numbers(found, rows)
    _alarms(rows, before)
    st.header("Sources", anchor=False)
    _sources(rows, before, found.info.is_sample)
    _errors(rows)
    _boards(found)
    st.header("What was understood", anchor=False)
    st.caption("Of the open roles of each source: what it says that could not be read, and what is known.")
    _understood(crawl_history.understood(found))
    st.header("Runs", anchor=False)
    charts.runs(history.runs(found, limit=MOST_RUNS))


def _numbers(found: Generation, rows: Sequence[Mapping[str, Any]]) -> None:
    last = max(row["last_crawl_at"] for row in rows)
    with st.grid(4, min_column_width=130, gap="small"):
        st.metric("Last crawl", words.day(last))
        st.metric("Age", "sample" if found.info.is_sample else words.ago(datetime.now(UTC) - last))
        st.metric("Sources read in full", f"{sum(row['status'] == 'ok' for row in rows)} of {len(rows)}")
        st.metric("Open roles", f"{found.info.roles_open:,}")


def _alarms(rows: Sequence[Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]]) -> None:
    for row in rows:
        seen = before.get(row["source"], {})
        median = seen.get("median")
        if median and row["postings"] < HALF * median:
            st.warning(
                f"{words.source(row['source'])} gave {words.count(row['postings'], 'posting')}, against a "
                f"median of {median:g} in the runs before. Its roles stay until they are missing twice.",
                title="Far fewer than usual",
                icon=":material/trending_down:",
            )


def _sources(
    rows: Sequence[Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]], is_sample: bool
) -> None:
    now = datetime.now(UTC)
    table = pd.DataFrame(
        {
            "Source": [words.source(row["source"]) for row in rows],
            "Last time": [STATUSES.get(row["status"], row["status"]) for row in rows],
            "Last in full": [words.day(row["last_ok_at"], "never") for row in rows],
            "Age": ["sample" if is_sample else words.ago(now - row["last_crawl_at"]) for row in rows],
            "Postings": [row["postings"] for row in rows],
            "Median before": [_median(before.get(row["source"], {})) for row in rows],
            "Recent": [list(before.get(row["source"], {}).get("recent") or []) for row in rows],
            "Open roles": [row["roles_open"] for row in rows],
            "Boards": [row["boards"] for row in rows],
            "Not read": [row["boards_failed"] for row in rows],
            "Rejected": [row["rejected"] for row in rows],
            "Requests": [row["requests"] for row in rows],
        }
    )
    st.dataframe(
        table,
        hide_index=True,
        alt="Sources: how the last crawl of each went",
        column_config={"Recent": st.column_config.BarChartColumn("Recent runs", width="small", y_min=0)},
    )


def _median(seen: Mapping[str, Any]) -> str:
    median = seen.get("median")
    return "first run" if median is None else f"{median:g}"


def _errors(rows: Sequence[Mapping[str, Any]]) -> None:
    errors = [(row["source"], error) for row in rows for error in row["errors"]]
    if not errors:
        return
    with st.expander(f"{words.count(len(errors), 'error')} in the last crawl", icon=":material/report:"):
        table = {
            "Source": [words.source(name) for name, _ in errors],
            "What went wrong": [one_line(error, 300) for _, error in errors],
        }
        st.dataframe(pd.DataFrame(table), hide_index=True, alt="Errors of the last crawl")


def _boards(found: Generation) -> None:
    bad = crawl_history.boards_not_read(found)
    if not bad:
        return
    with st.expander(
        f"{words.count(bad[0]['total'], 'board')} not read in full; what they had stays open",
        icon=":material/link_off:",
    ):
        table = {
            "Board": [one_line(f"{board['source']}/{board['board']}", 80) for board in bad],
            "How it went": [board["status"] for board in bad],
            "Times in a row": [board["failures_in_a_row"] for board in bad],
            "Last in full": [words.day(board["completed_at"], "never") for board in bad],
            "Open roles": [board["roles_open"] for board in bad],
            "Why": [one_line(board["error"] or words.UNKNOWN, 200) for board in bad],
        }
        st.dataframe(pd.DataFrame(table), hide_index=True, alt="Boards that were not read in full")


def _understood(rows: Sequence[Mapping[str, Any]]) -> None:
    share = st.column_config.NumberColumn(format="percent")
    known = {
        "Team size": "team_size",
        "Stage": "funding_stage",
        "Hire number": "hire_number",
        "Pay known": "pay",
        "Place known": "place",
    }
    table = {
        "Source": [words.source(row["source"]) for row in rows],
        "Open roles": [row["roles"] for row in rows],
        "Pay not understood": [_of(row["pay_not_understood"], row["pay_said"]) for row in rows],
        "Place not understood": [_of(row["place_not_understood"], row["place_said"]) for row in rows],
        **{title: [row[name] / row["roles"] for row in rows] for title, name in known.items()},
    }
    st.dataframe(
        pd.DataFrame(table),
        hide_index=True,
        alt="How much of what each source says was understood",
        column_config=dict.fromkeys(known, share),
    )


def _of(number: int, total: int) -> str:
    return f"{number:,} of {total:,}" if total else "none says any"


show()
