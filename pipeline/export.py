"""Roles as files: csv, xlsx, json, jsonl, md, parquet.

Invariant: every public column is there, in the one order, whatever the format. Unknown is empty or null, an
instant is ISO 8601 with a `Z`. No cell of a spreadsheet is ever a formula. E-mail addresses in postings stay
behind. A file appears under its name only when it is whole.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any, cast

from pipeline.addresses import masked
from pipeline.attribution import credit
from pipeline.markdown import write_markdown
from pipeline.output_file import output_file
from pipeline.shortlist import SNAPSHOT, Entry
from pipeline.spreadsheet import without_formula, write_xlsx

Row = Mapping[str, Any]
Write = Callable[[Iterable[Row], Sequence[str], IO[bytes]], None]

_SCRAPED = ("title", "company_name", "locations_raw", "salary_raw", "department", "description_text")
"""Public columns that hold a posting's own words."""
SHORTLIST_COLUMNS = ("saved_at", "shortlist_status", "note", "ended_reason")
"""Columns that an export of the shortlist has after the public ones."""


def write_file(rows: Iterable[Row], columns: Sequence[str], form: str, path: Path) -> None:
    """Write rows to a file in one of FORMATS; an existing file is replaced only by a whole one.

    Raises OutputNotWritableError.
    """
    with output_file(path) as out:
        if out.seekable():
            FORMATS[form](_exportable(rows, columns), columns, out)
        else:
            write_stream(rows, columns, form, out)


def write_stream(rows: Iterable[Row], columns: Sequence[str], form: str, out: IO[bytes]) -> None:
    """Write rows to a stream in one of FORMATS, row by row where the format can."""
    whole = cast("IO[bytes]", _WholeWrites(out))
    if form in BINARY_FORMATS:
        seekable = io.BytesIO()
        FORMATS[form](_exportable(rows, columns), columns, seekable)
        whole.write(seekable.getvalue())
    else:
        FORMATS[form](_exportable(rows, columns), columns, whole)
    out.flush()


class _WholeWrites(io.RawIOBase):
    """A stream whose writes are never cut short: an unbuffered stdout may take only a part."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        left = memoryview(data)
        while left:
            left = left[self._out.write(left) :]
        return len(data)


def shortlist_rows(entries: Iterable[Entry], rows: Mapping[str, Row]) -> Iterator[Row]:
    """The saved roles with SHORTLIST_COLUMNS; one that is in no generation any more, as it was when saved."""
    for entry in entries:
        source, board, posting_id = [*entry.role_id.split("#")[0].split("/", 2), None, None][:3]
        kept = {"role_id": entry.role_id, "source": source, "board": board, "posting_id": posting_id}
        kept |= {name: getattr(entry, name) for name in SNAPSHOT}
        yield {
            **rows.get(entry.role_id, kept),
            "saved_at": entry.saved_at,
            "shortlist_status": entry.status,
            "note": entry.note,
            "ended_reason": entry.ended_reason,
        }


def plain(value: Any) -> Any:
    """A value as JSON knows it: instants as ISO 8601 with a `Z`, tuples as lists."""
    if isinstance(value, datetime):
        utc = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return utc.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    return value


def _exportable(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    for row in rows:
        found = {name: row.get(name) for name in columns}
        for name in _SCRAPED:
            if text := found.get(name):
                found[name] = masked(text)
        if "evidence" in found:
            evidence = [_masked_evidence(one) for one in found["evidence"] or ()]
            wish = credit(row)
            found["evidence"] = [*evidence, wish] if wish else evidence or found["evidence"]
        yield found


def _masked_evidence(evidence: Row) -> dict[str, Any]:
    return {
        **evidence,
        **{name: masked(text) for name in ("value", "quote") if isinstance(text := evidence.get(name), str)},
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode()


def _write_csv(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_csv_cell(plain(row[name])) for name in columns])
    text.detach()


def _csv_cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return _json(value)
    return without_formula(value.replace("\x00", "")) if isinstance(value, str) else value


def _write_jsonl(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes]) -> None:
    for row in rows:
        out.write(_json(plain(row)).encode() + b"\n")


def _write_json(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes]) -> None:
    before = b"[\n"
    for row in rows:
        out.write(before + _json(plain(row)).encode())
        before = b",\n"
    out.write(b"\n]\n" if before != b"[\n" else b"[]\n")


def _write_xlsx(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes]) -> None:
    write_xlsx((plain(row) for row in rows), columns, out)


def _write_markdown(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes]) -> None:
    write_markdown((plain(row) for row in rows), columns, out)


def _write_parquet(rows: Iterable[Row], columns: Sequence[str], out: IO[bytes]) -> None:
    from pipeline.parquet import write_parquet

    write_parquet(rows, columns, out)


FORMATS: dict[str, Write] = {
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "json": _write_json,
    "jsonl": _write_jsonl,
    "md": _write_markdown,
    "parquet": _write_parquet,
}
BINARY_FORMATS = frozenset({"xlsx", "parquet"})
ENDINGS = {**{name: name for name in FORMATS}, "ndjson": "jsonl", "markdown": "md"}
"""The ending of a file's name -> the format it promises."""
