"""Roles as a spreadsheet.

Invariant: text is text. Nothing that a posting says becomes a formula, a link or an invalid file. What does
not fit a cell is cut, with a sign that it was.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from scrapers.errors import UsageError

_MAX_CELL = 32_767
"""UTF-16 units that a cell holds, by the file format."""
_MAX_ROWS = 1_048_575
"""Rows that a sheet holds below its heading, by the file format."""
_FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
_ILLEGAL_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = {"title": 40, "company_name": 24, "url": 40, "note": 40, "role_id": 32}


class TooManyRowsError(UsageError):
    """More roles than a sheet holds."""

    def __init__(self) -> None:
        super().__init__(
            f"A sheet holds {_MAX_ROWS:,} roles and there are more: export as csv or parquet, or filter."
        )


def without_formula(text: str) -> str:
    """The text with a `'` before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def write_xlsx(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: IO[bytes]) -> None:
    """Write rows of plain values as one sheet; numbers stay numbers, lists are JSON text."""
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(
        out, {**options, "strings_to_numbers": False, "nan_inf_to_errors": True}
    ) as book:
        sheet = book.add_worksheet("roles")
        bold = book.add_format({"bold": True})
        quoted = book.add_format({"quote_prefix": True})
        sheet.freeze_panes(1, 1)
        for at, name in enumerate(columns):
            sheet.set_column(at, at, _WIDTHS.get(name, 16))
            sheet.write_string(0, at, name, bold)
        for line, row in enumerate(rows, start=1):
            if line > _MAX_ROWS:
                raise TooManyRowsError
            for at, name in enumerate(columns):
                _write_cell(sheet, line, at, row[name], quoted)


def _write_cell(sheet: Any, line: int, at: int, value: Any, quoted: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool):
        sheet.write_boolean(line, at, value)
    elif isinstance(value, int | float):
        sheet.write_number(line, at, value)
    else:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        text = cut(_ILLEGAL_XML.sub("", text))
        # A quote prefix keeps the cell text even after somebody edits it.
        sheet.write_string(line, at, text, quoted if text.startswith(_FORMULA_STARTS) else None)


def cut(text: str) -> str:
    """The text, or as much of it as a cell holds, ending in "…"."""
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * _MAX_CELL:
        return text
    return encoded[: 2 * (_MAX_CELL - 1)].decode("utf-16-le", "ignore") + "…"
