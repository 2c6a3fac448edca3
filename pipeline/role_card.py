"""One role as a page of text: every fact with its evidence, then the description.

Invariant: nothing known is left out. Evidence that belongs to no line here is listed under its own name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.tables import (
    UNKNOWN,
    cell,
    day,
    hire_number,
    pay,
    place,
    quoted,
    span,
    stage,
    team_size,
    unfolded,
)
from pipeline.terminal import counted, one_line, safe

if TYPE_CHECKING:
    from rich.console import RenderableType

Row = Mapping[str, Any]


class _Fact(NamedTuple):
    """One line of the page: its name, its words, and the evidence fields that belong to it."""

    name: str
    words: Callable[[Row], str]
    fields: tuple[str, ...]


def _column(name: str, column: str, *fields: str) -> _Fact:
    return _Fact(name, lambda row: cell(row.get(column)) or UNKNOWN, (column, *fields))


def _range(name: str, stem: str) -> _Fact:
    return _Fact(name, lambda row: span(row.get(f"{stem}_min"), row.get(f"{stem}_max")), (stem,))


def _team(row: Row) -> str:
    return _with_source(team_size(row), row, "team_size")


def _stage(row: Row) -> str:
    return _with_source(stage(row), row, "funding_stage")


def _with_source(words: str, row: Row, stem: str) -> str:
    source, as_of = row.get(f"{stem}_source"), row.get(f"{stem}_as_of")
    if not source:
        return words
    return f"{words} ({one_line(source)}, {day(as_of)})" if as_of else f"{words} ({one_line(source)})"


def _equity(row: Row) -> str:
    if row.get("equity_offered") is None:
        return UNKNOWN
    percent = span(row.get("equity_min_pct"), row.get("equity_max_pct"))
    offered = "offered" if row["equity_offered"] else "not offered"
    return offered if percent == UNKNOWN else f"{offered}, {percent} %"


_FACTS = (
    _column("Company", "company_name", "company_domain"),
    _Fact("Team size", _team, ("team_size",)),
    _Fact("Funding stage", _stage, ("funding_stage",)),
    _Fact("Hire number", hire_number, ("hire_number",)),
    _range("Hire number in function", "function_hire_number"),
    _range("Engineers", "eng_size"),
    _column("YC batch", "yc_batch"),
    _column("Role family", "role_family"),
    _column("Seniority", "seniority"),
    _column("Founding role", "is_founding", "founding"),
    _column("First in function", "first_in_function"),
    _column("Ways of working", "work_modes", "work_mode"),
    _column("Cities", "cities", "city"),
    _column("Countries", "countries", "country"),
    _column("Regions", "regions", "region"),
    _column("Places as published", "locations_raw"),
    _Fact("Pay", pay, ("salary",)),
    _Fact("Equity", _equity, ("equity", "equity_offered")),
    _column("Visa sponsorship", "visa_sponsorship", "visa"),
    _column("Employment", "employment_type"),
    _column("Department", "department"),
    _column("Skills", "skills"),
    _column("Language", "language"),
)
_DATES = (("Published", "published_at"), ("First seen", "first_seen_at"), ("Last seen", "last_seen_at"))


def role_card(row: Row) -> RenderableType:
    """The page of one role, from every public column of it."""
    from rich.console import Group
    from rich.text import Text

    parts: list[RenderableType] = [
        Text(one_line(row.get("title") or UNKNOWN), style="bold"),
        Text(_subtitle(row)),
        *(unfolded(one_line(row[name])) for name in ("role_id", "url", "apply_url") if row.get(name)),
        Text(one_line(row.get("attribution") or ""), style="dim"),
        Text(),
        _facts_table(row),
    ]
    unknown = [_in_a_sentence(fact.name) for fact in _FACTS if fact.words(row) == UNKNOWN]
    if unknown:
        parts.append(Text(f"Not stated, not known: {', '.join(unknown)}.", style="dim"))
    parts += [
        Text(),
        Text(safe(row.get("description_text") or "This source carries no description.").strip()),
    ]
    return Group(*parts)


def _in_a_sentence(name: str) -> str:
    return name if name[1].isupper() else name[0].lower() + name[1:]


def _subtitle(row: Row) -> str:
    names = [row.get("company_name") or "company unknown", row.get("company_domain")]
    status = row.get("status") or UNKNOWN
    if row.get("closed_at"):
        status = f"{status} {day(row['closed_at'])}"
    return " · ".join(one_line(name) for name in [*names, status] if name)


def _facts_table(row: Row) -> RenderableType:
    from rich.table import Table
    from rich.text import Text

    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for name, words, reasons in _lines(row):
        text = Text(words)
        for reason in reasons:
            text.append(f"\n{reason}", style="dim")
        table.add_row(Text(name), text)
    return table


def _lines(row: Row) -> Iterator[tuple[str, str, list[str]]]:
    left, text = list(row.get("evidence") or ()), row.get("description_text") or ""
    for fact in _FACTS:
        mine = [evidence for evidence in left if evidence.get("field") in fact.fields]
        left = [evidence for evidence in left if evidence not in mine]
        words = fact.words(row)
        if words != UNKNOWN or mine:
            yield fact.name, words, [_reason(evidence, words, text) for evidence in mine]
    for evidence in left:
        name = one_line(evidence.get("field")).replace("signal_", "reason: ").replace("_", " ")
        words = one_line(evidence.get("value"))
        yield name.capitalize(), words, [_reason(evidence, words, text)]
    for name, column in _DATES:
        if row.get(column):
            yield name, day(row[column]), []
    yield from _standing(row)


def _standing(row: Row) -> Iterator[tuple[str, str, list[str]]]:
    """How long and how still the opening has stood, where else it is posted, and what happened when."""
    stands = row.get("standing")
    if stands:
        yield "Open for", counted(stands["days_open"], "day"), []
        yield "Words unchanged since", day(stands["text_unchanged_since"]), []
        if stands["reposts"]:
            yield "Reposted", counted(stands["reposts"], "time"), []
    others = row.get("same_opening") or ()
    if others:
        yield "Also posted", counted(len(others), "time"), [_elsewhere(other) for other in others]
    events = row.get("history") or ()
    if events:
        yield "History", "", [_happened(event) for event in events]


def _elsewhere(other: Row) -> str:
    parts = (other["title"], place(other), other["status"], other["url"])
    return ", ".join(one_line(part) for part in parts if part)


def _happened(event: Row) -> str:
    what = one_line(event["what"]).replace("_", " ")
    if event["what"] == "text":
        return f"{day(event['at'])}  the words changed"
    if event["after"] is None and event["before"] is None:
        return f"{day(event['at'])}  {what}"
    before = f"{one_line(event['before'])} → " if event["before"] else ""
    source = f" ({one_line(event['source'])})" if event["source"] else ""
    return f"{day(event['at'])}  {what}: {before}{one_line(event['after'] or UNKNOWN)}{source}"


def _reason(evidence: Row, words: str, text: str) -> str:
    """The quote, else the value where the line's own words do not give it; then basis, source and date."""
    quote, value = evidence.get("quote") or "", one_line(evidence.get("value") or "")
    said = f"{quoted(quote, text)} " if quote else "" if words.startswith(value) else f"{value} "
    basis = one_line(evidence.get("basis") or "").replace("_", " ")
    parts = (basis, one_line(evidence.get("source") or ""), day(evidence.get("observed_at")))
    return f"{said}({', '.join(part for part in parts if part and part != UNKNOWN)})"
