"""What first hires were granted elsewhere: dated figures of others, to set beside an offer.

Invariant: a figure here is a quotation, with its source and date; nothing is computed from it, and nothing
unknown is filled in with it.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Norm:
    """Equity granted to one of the first hires, in percent of the company, fully diluted."""

    hire: int
    median: float
    low: float
    """25th percentile."""
    high: float
    """75th percentile."""


NORMS = (
    Norm(1, 1.50, 0.50, 4.00),
    Norm(2, 0.85, 0.30, 2.00),
    Norm(3, 0.50, 0.20, 1.20),
    Norm(4, 0.44, 0.18, 1.00),
    Norm(5, 0.33, 0.13, 0.80),
)
SOURCE = "Carta, State of Seed, as quoted by SaaStr"
DATED = "grants of June 2023 to June 2024"
READ_AS = (
    "Mostly in the United States; founders are not counted; whole grants, usually earned over four years."
)


def norms_between(low: int | None, high: int | None) -> tuple[Norm, ...]:
    """The norms for a range of hire numbers; none where no figure was found (beyond the fifth hire)."""
    if low is None and high is None:
        return ()
    return tuple(norm for norm in NORMS if (low or 1) <= norm.hire <= (high or NORMS[-1].hire))
