"""How a role's facts read in words, and the tables of them.

Invariant: words are pure functions of the public columns. An unknown value reads "unknown", a range reads as
a range, and every text of a posting is made safe first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.source_names import infers
from pipeline.terminal import one_line, safe

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

Row = Mapping[str, Any]

UNKNOWN = "unknown"
STAGE_WORDS = {
    "pre_seed": "Pre-seed",
    "seed": "Seed",
    "series_a": "Series A",
    "series_b": "Series B",
    "series_c": "Series C",
    "series_d_plus": "Series D+",
    "public": "Public",
    "acquired": "Acquired",
    "bootstrapped": "Bootstrapped",
}
BASIS_WORDS = {"stated": "stated", "from_team_size": "from team size", "title_hint": "from title"}
_PLACES_SHOWN = 3
_NOT_FOLDED = frozenset({"role_id", "url", "apply_url"})
_ENDS_A_SENTENCE = ".!?…\n\r•"
_NARROW = 110
"""Columns of text below which a role is a paragraph, and no row of a table."""
_ROOMY = 140
"""Columns of text from which on every fact gets a column of its own."""


def span(low: Any, high: Any) -> str:
    """A range in words: "6", "6-8", "6+", "up to 8", or "unknown"."""
    if low is None and high is None:
        return UNKNOWN
    if high is None:
        return f"{low}+"
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low}-{high}"


def team_size(row: Row) -> str:
    """Everyone in the company now, founders included."""
    return span(row.get("team_size_min"), row.get("team_size_max"))


def stage(row: Row) -> str:
    """The funding stage, and whether it is inferred; where it is unknown, the YC batch, which says something
    but is no stage."""
    known = row.get("funding_stage")
    if known:
        words = STAGE_WORDS.get(known, one_line(known))
        return f"{words}, inferred" if infers(row.get("funding_stage_source")) else words
    batch = row.get("yc_batch")
    return f"{UNKNOWN} (YC {one_line(batch)})" if batch else UNKNOWN


def hire_number(row: Row) -> str:
    """Which hire one would be, with what that rests on: "6 stated", "6-8 from team size"."""
    number = span(row.get("hire_number_min"), row.get("hire_number_max"))
    if number == UNKNOWN:
        return UNKNOWN
    basis = row.get("hire_number_basis")
    return f"{number} {BASIS_WORDS.get(basis, one_line(basis))}" if basis else number


def place(row: Row) -> str:
    """Cities, else countries, else regions; then the ways of working."""
    for column in ("cities", "countries", "regions"):
        names = [one_line(name).replace("_", " ") for name in row.get(column) or ()]
        if names:
            break
    shown = ", ".join(names[:_PLACES_SHOWN])
    if len(names) > _PLACES_SHOWN:
        shown += f" +{len(names) - _PLACES_SHOWN}"
    modes = "/".join(row.get("work_modes") or ())
    return "; ".join(part for part in (shown, modes) if part) or UNKNOWN


def pay(row: Row) -> str:
    """Base pay: "USD 150k-190k", "EUR 60 an hour"; never converted, never estimated."""
    low, high = row.get("salary_min"), row.get("salary_max")
    if low is None and high is None:
        return UNKNOWN
    in_thousands = all(value is None or (value >= 1000 and value % 500 == 0) for value in (low, high))
    words = [None if value is None else _amount(value, in_thousands=in_thousands) for value in (low, high)]
    period = row.get("salary_period") or "year"
    money = span(*words)
    if row.get("salary_currency"):
        money = f"{row['salary_currency']} {money}"
    return money if period == "year" else f"{money} {'an' if period == 'hour' else 'a'} {period}"


def _amount(value: float, *, in_thousands: bool) -> str:
    return f"{value / 1000:g}k" if in_thousands else f"{value:,.0f}"


def day(instant: Any) -> str:
    """The date of an instant, or "unknown"."""
    return str(instant)[:10] if instant else UNKNOWN


ROLE_COLUMNS: dict[str, tuple[str, Callable[[Row], str]]] = {
    "title": ("title", lambda row: one_line(row.get("title") or UNKNOWN)),
    "company": ("company", lambda row: one_line(row.get("company_name") or UNKNOWN)),
    "team": ("team", team_size),
    "stage": ("stage", stage),
    "hire": ("hire number", hire_number),
    "place": ("place", place),
    "pay": ("pay", pay),
}
"""What a list shows unless told otherwise: heading and words."""


def roles_table(rows: Sequence[Row], width: int) -> RenderableType:
    """The usual list of roles, for so many columns of text.

    The role id stands under the title on a line of its own, so that it can be copied. In a narrow place,
    company and pay stand under title and place; in a very narrow one, each role is a paragraph.
    """
    from rich.text import Text

    words = dict(ROLE_COLUMNS.values())
    under = {"title": "company", "place": "pay"} if width < _ROOMY else {}
    headings = [heading for heading in words if heading not in under.values()]
    table = _table([f"{name}, {under[name]}" if name in under else name for name in headings])
    for row in rows:
        cells = [Text(words[name](row)) for name in headings]
        for name, other in under.items():
            cells[headings.index(name)].append("\n" + words[other](row))
        cells[0].append("\n" + one_line(row["role_id"]), style="dim")
        table.add_row(*cells)
    table.columns[0].width = max((len(one_line(row["role_id"])) for row in rows), default=0)
    if max(_least_width(table), _NARROW) <= width:
        return table
    return paragraphs([(_name(row), facts(row), row["role_id"]) for row in rows])


def saved_table(rows: Sequence[Row], width: int) -> RenderableType:
    """The shortlist, for so many columns of text; the role id on a line of its own."""
    from rich.text import Text

    table = _table(("title, company", "status", "saved", "note"))
    for row in rows:
        title = Text(_name(row))
        title.append("\n" + one_line(row["role_id"]), style="dim")
        table.add_row(title, Text(saved_status(row)), Text(day(row["saved_at"])), Text(one_line(row["note"])))
    table.columns[0].width = max((len(one_line(row["role_id"])) for row in rows), default=0)
    if _least_width(table) <= width:
        return table
    return paragraphs([(_name(row), _saved_words(row), row["role_id"]) for row in rows])


def paragraphs(blocks: Iterable[tuple[str, str, str]]) -> RenderableType:
    """For each block a heading, a line of words that may fold, and an id that never does."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[RenderableType] = []
    for heading, words, identity in blocks:
        parts += [
            Text(heading, style="bold"),
            Padding(Text(words), (0, 0, 0, 2)),
            unfolded("  " + one_line(identity), style="dim"),
        ]
    return Group(*parts)


def unfolded(line: str, style: str = "") -> RenderableType:
    """A line that stays one line however narrow the terminal is, so that it can be copied."""
    from rich.text import Text

    return Text(line, style=style, no_wrap=True, overflow="ignore")


def _name(row: Row) -> str:
    return ", ".join(one_line(row[name]) for name in ("title", "company_name") if row.get(name)) or UNKNOWN


def facts(row: Row) -> str:
    """What a seeker asks of a role, on one line."""
    said = (f"team {team_size(row)}", f"stage {stage(row)}", f"hire {hire_number(row)}", place(row))
    return " · ".join([*said, f"pay {pay(row)}"])


def saved_status(row: Row) -> str:
    """How far the user is with a saved role: "ended, ghosted"."""
    return ", ".join(one_line(row[name]) for name in ("status", "ended_reason") if row.get(name))


def _saved_words(row: Row) -> str:
    note = one_line(row.get("note") or "")
    return " · ".join([saved_status(row), f"saved {day(row['saved_at'])}", *([note] if note else [])])


def _least_width(table: Table) -> int:
    """Below this rich cuts words off instead of folding them."""
    from rich.console import Console

    endless = Console(width=10_000)
    return endless.measure(table).minimum


def quoted(quote: str, text: str) -> str:
    """A quote in quotation marks, with an ellipsis at either end that is not the end of a sentence of `text`.

    A quote that is not found in the text (a title, a field of the source) stands as it is.
    """
    words, whole = one_line(quote), safe(text)
    at = whole.find(safe(quote))
    if at < 0 or not words:
        return f'"{words}"'
    before, after = whole[:at].rstrip(" \t"), whole[at + len(safe(quote)) :].lstrip(" \t")
    begins = not before or before[-1] in _ENDS_A_SENTENCE
    ends = not after or words[-1] in ".!?…" or after[0] in _ENDS_A_SENTENCE
    return f'"{"" if begins else "…"}{words}{"" if ends else "…"}"'


def plain_table(columns: Sequence[str], rows: Iterable[Row]) -> Table:
    """Any rows under the names of their columns; what names a role, or leads to it, is not folded."""
    from rich.text import Text

    table = _table(columns)
    for column in table.columns:
        column.no_wrap = column.header in _NOT_FOLDED
    for row in rows:
        table.add_row(*(Text(cell(row.get(name))) for name in columns))
    return table


def cell(value: Any) -> str:
    """A value in few words: lists joined, truth as yes or no, unknown as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(one_line(item) for item in value)
    return one_line(value)


def _table(headings: Sequence[str]) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table
