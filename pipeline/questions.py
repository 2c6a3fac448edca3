"""What to ask a startup before joining it: from what its posting leaves open, and from what it claims.

Invariant: a question follows from the role's own columns and evidence by a rule of this file; it says why it
is asked, and never what the answer is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

LONG_DAYS = 60
"""A role open for longer is worth a question."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask, and what in the role makes it worth asking."""

    words: str
    because: str


def questions(row: Row, days_open: int | None = None) -> list[Question]:
    """Questions about one role, the most telling first. `row`: public columns with evidence."""
    said = {item["field"] for item in row.get("evidence") or ()}
    return [*_place_in_company(row), *_money(row), *_work(row, said), *_terms(row, days_open)]


def _place_in_company(row: Row) -> Iterator[Question]:
    basis = row["hire_number_basis"]
    if basis is None:
        yield Question(
            "How many people work there today, and how many of them are founders?",
            "nothing tells how large the team is",
        )
    elif basis != "stated":
        yield Question(
            "How many people were hired before this role, not counting founders and contractors?",
            "the hire number is worked out, not stated",
        )
    if row["funding_stage"] is None:
        yield Question("What has been raised, from whom and when?", "no stage is stated")
    if row["funding_stage"] in ("pre_seed", "seed", "series_a", None):
        yield Question(
            "For how many months does the money last at today's spending?",
            "it is early, and roles end with money",
        )


def _money(row: Row) -> Iterator[Question]:
    if row["equity_min_pct"] is not None or row["equity_max_pct"] is not None:
        yield Question(
            "Is that share counted on all shares, options included, and until when after leaving may options "
            "be exercised?",
            "a share of the company is stated, its terms are not",
        )
    elif row["equity_offered"]:
        yield Question(
            "How large is the equity, as a share of all shares?", "equity is offered without a figure"
        )
    elif row["equity_offered"] is None:
        yield Question("Is there equity, and how much?", "the posting is silent on it")
    if row["salary_min"] is None and row["salary_max"] is None:
        yield Question("What is the range of pay?", "no pay is stated")


def _work(row: Row, said: set[str]) -> Iterator[Question]:
    if row["first_in_function"]:
        yield Question(
            "What exists today: data, labels, a way to measure, anything in production? "
            "Who judged such work so far?",
            "it is the first role of its function",
        )
    elif row["is_ml"]:
        yield Question(
            "Which models run in production today, and who looks after them?", "ML work may still be plumbing"
        )
    if "signal_tools" not in said:
        yield Question(
            "Which tools would I use daily, and which of them are built in-house?", "no tools are named"
        )
    if "signal_speed" not in said:
        yield Question("How long does a finished change take to reach users?", "nothing is said of it")
    if "signal_scope" not in said:
        yield Question("What would be mine after six months that nobody owns today?", "nothing is said of it")
    if "signal_purpose" not in said:
        yield Question("How often would I work with the founders, and on what?", "nothing is said of it")


def _terms(row: Row, days_open: int | None) -> Iterator[Question]:
    if not row["work_modes"]:
        yield Question("Where is the work done, and on how many days?", "no way of working is stated")
    if row["reposts"] or (days_open or 0) > LONG_DAYS:
        yield Question(
            "Why is the role still open, and what became of the people before me?",
            f"it was reposted {row['reposts']} times"
            if row["reposts"]
            else f"it is open for {days_open} days",
        )
