"""Roles as Markdown, to paste into notes or a message: an overview, then each role with every column.

Invariant: no text of a posting is markup or breaks a table.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from pipeline.attribution import credit
from pipeline.tables import ROLE_COLUMNS, day
from pipeline.terminal import one_line, safe

Row = Mapping[str, Any]

_MARKUP = re.compile(r"([\\`*_\[\]|~$#])")
_NOT_IN_A_LINK = re.compile(r"[<>|\\\s]")
_URL_COLUMNS = frozenset({"url", "apply_url"})


def escaped(text: str) -> str:
    """Text in which nothing is Markdown, HTML or a table's pipe."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKUP.sub(r"\\\1", text)


def write_markdown(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes]) -> None:
    """Write rows of plain values: a table of all roles, then one table a role."""
    overview: list[str] = []
    sections: list[str] = []
    for number, row in enumerate(rows, start=1):
        overview.append(_overview_line(number, row))
        sections.append(_section(number, row, columns))
    headings = ["#", *(heading for heading, _ in ROLE_COLUMNS.values()), "status"]
    if "shortlist_status" in columns:
        headings.append("shortlist")
    lines = [f"# Roles ({len(sections)})", ""]
    if sections:
        lines += [_table_line(headings), _table_line(["---"] * len(headings)), *overview, ""]
    out.write("\n".join([*lines, *sections]).encode("utf-8", "replace"))


def _overview_line(number: int, row: Row) -> str:
    cells = [str(number), *(escaped(words(row)) for _, words in ROLE_COLUMNS.values())]
    cells[1] = _linked(cells[1], row.get("url"))
    cells.append(escaped(row.get("status") or "gone"))
    if "shortlist_status" in row:
        cells.append(escaped(row["shortlist_status"] or ""))
    return _table_line(cells)


def _section(number: int, row: Row, columns: Sequence[str]) -> str:
    title = ", ".join(one_line(row[name]) for name in ("title", "company_name") if row.get(name))
    lines = [f"## {number}. {escaped(title or row['role_id'])}", ""]
    if wish := credit(row):
        lines += [escaped(one_line(wish["value"])), ""]
    lines += ["| column | value |", "| --- | --- |"]
    lines += [_table_line([name.replace("_", r"\_"), _cell(name, row[name])]) for name in columns]
    return "\n".join([*lines, ""])


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name in _URL_COLUMNS:
        return _linked(escaped(str(value)), value)
    if name == "evidence":
        return "<br>".join(escaped(_evidence_words(evidence)) for evidence in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return escaped(", ".join(item if isinstance(item, str) else json.dumps(item) for item in value))
    return "<br>".join(escaped(one_line(line)) for line in safe(value).splitlines() if line.strip())


def _evidence_words(evidence: Row) -> str:
    quote = f' "{one_line(evidence["quote"])}"' if evidence.get("quote") else ""
    where = f"{one_line(evidence.get('source'))}, {day(evidence.get('observed_at'))}"
    return f"{evidence.get('field')}: {one_line(evidence.get('value'))}{quote} ({where})"


def _linked(words: str, url: Any) -> str:
    return f"[{words}](<{_NOT_IN_A_LINK.sub('', str(url))}>)" if url else words


def _table_line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
