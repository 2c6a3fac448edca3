"""Every format carries every column, whole and harmless."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pytest

from pipeline.addresses import masked
from pipeline.export import FORMATS, shortlist_rows, write_file, write_stream
from pipeline.markdown import escaped
from pipeline.output_file import OutputNotWritableError
from pipeline.queries import PUBLIC_COLUMNS
from pipeline.shortlist import Shortlist
from pipeline.spreadsheet import cut, without_formula

OBSERVED = datetime(2026, 9, 14, 6, tzinfo=UTC)
EVIDENCE = {
    "field": "team_size",
    "value": "6",
    "basis": "stated",
    "quote": "write to jobs@kestrelloom.example, we are 6",
    "source": "posting",
    "observed_at": OBSERVED,
}
ROLE: dict[str, Any] = {
    **dict.fromkeys(PUBLIC_COLUMNS),
    "role_id": "ashby/kestrelloom/1",
    "source": "ashby",
    "board": "kestrelloom",
    "posting_id": "1",
    "url": "https://jobs.example/1",
    "status": "open",
    "title": "Founding ML Engineer",
    "company_name": "Kestrel Loom",
    "is_ml": True,
    "team_size_min": 6,
    "team_size_max": 6,
    "equity_min_pct": 0.5,
    "work_modes": ["remote", "hybrid"],
    "countries": ["US", "DE"],
    "regions": [],
    "cities": ["New York"],
    "skills": ["pytorch"],
    "description_text": "We are 6.\nWrite to jobs@kestrelloom.example, jobs [at] kestrelloom [dot] example.",
    "first_seen_at": datetime(2026, 9, 14, 6, 30, 0, 120000),  # noqa: DTZ001 - as DuckDB hands it out
    "last_seen_at": OBSERVED,
    "reposts": 0,
    "evidence": [EVIDENCE],
}


def exported(form: str, rows: list[dict[str, Any]], columns: tuple[str, ...] = PUBLIC_COLUMNS) -> bytes:
    out = io.BytesIO()
    write_stream(rows, columns, form, out)
    return out.getvalue()


def cells_of(xlsx: bytes) -> list[dict[str, str | None]]:
    """The rows of the sheet: column letter -> text, without any library that would interpret it."""
    name = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(xlsx)) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
        assert not sheet.findall(f".//{name}f"), "a formula"
        assert not sheet.findall(f".//{name}hyperlink"), "a link"
    return [
        {"".join(filter(str.isalpha, cell.get("r", ""))): "".join(cell.itertext()) for cell in row}
        for row in sheet.iter(f"{name}row")
    ]


def test_csv_has_every_column_in_order_and_reads_back() -> None:
    [row] = csv.DictReader(io.StringIO(exported("csv", [ROLE]).decode()))
    assert tuple(row) == PUBLIC_COLUMNS
    assert row["title"] == "Founding ML Engineer"
    assert (row["is_ml"], row["team_size_min"], row["salary_min"]) == ("true", "6", "")
    assert json.loads(row["work_modes"]) == ["remote", "hybrid"]
    assert json.loads(row["evidence"])[0]["observed_at"] == "2026-09-14T06:00:00Z"
    assert (row["first_seen_at"], row["last_seen_at"]) == (
        "2026-09-14T06:30:00.120000Z",
        "2026-09-14T06:00:00Z",
    )


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_and_jsonl_keep_lists_numbers_and_nulls(form: str) -> None:
    text = exported(form, [ROLE, ROLE]).decode()
    rows = json.loads(text) if form == "json" else [json.loads(line) for line in text.splitlines()]
    assert len(rows) == 2
    assert tuple(rows[0]) == PUBLIC_COLUMNS
    assert rows[0]["work_modes"] == ["remote", "hybrid"]
    assert (rows[0]["team_size_min"], rows[0]["salary_min"], rows[0]["is_ml"]) == (6, None, True)
    assert rows[0]["evidence"][0]["value"] == "6"


def test_an_export_of_nothing_is_still_a_whole_file() -> None:
    assert json.loads(exported("json", [])) == []
    assert exported("jsonl", []) == b""
    assert exported("csv", []).decode().splitlines() == [",".join(PUBLIC_COLUMNS)]
    assert len(cells_of(exported("xlsx", []))) == 1
    assert pq.read_table(io.BytesIO(exported("parquet", []))).num_rows == 0
    assert exported("md", []).decode().startswith("# Roles (0)")


def test_parquet_has_real_lists_numbers_and_instants() -> None:
    table = pq.read_table(io.BytesIO(exported("parquet", [ROLE])))
    assert tuple(table.column_names) == PUBLIC_COLUMNS
    [row] = table.to_pylist()
    assert row["countries"] == ["US", "DE"]
    assert row["first_seen_at"] == datetime(2026, 9, 14, 6, 30, 0, 120000, tzinfo=UTC)
    assert row["evidence"][0]["observed_at"] == OBSERVED
    assert (row["team_size_min"], row["equity_min_pct"], row["salary_min"]) == (6, 0.5, None)


def test_parquet_of_unknowns_has_the_same_schema_as_any_other() -> None:
    nothing = dict.fromkeys(PUBLIC_COLUMNS)
    schemas = [pq.read_schema(io.BytesIO(exported("parquet", [row]))) for row in (nothing, ROLE)]
    assert schemas[0].equals(schemas[1])


@pytest.mark.parametrize(
    "start", ["=", "+", "-", "@", "\t", "\r"], ids=["equals", "plus", "minus", "at", "tab", "return"]
)
def test_no_cell_becomes_a_formula(start: str) -> None:
    evil = f'{start}HYPERLINK("http://evil.example","pay")'
    row = {**ROLE, "title": evil}
    [read] = csv.DictReader(io.StringIO(exported("csv", [row]).decode(), newline=""))
    assert read["title"] == f"'{evil}"
    heading, cells = cells_of(exported("xlsx", [row]))
    at = next(letter for letter, name in heading.items() if name == "title")
    assert (cells[at] or "").replace("_x000D_", "\r") == evil


def test_numbers_stay_numbers_also_negative_ones() -> None:
    [read] = csv.DictReader(io.StringIO(exported("csv", [{**ROLE, "salary_min": -5}]).decode()))
    assert read["salary_min"] == "-5"
    with zipfile.ZipFile(io.BytesIO(exported("xlsx", [{**ROLE, "salary_min": -5}]))) as book:
        assert b"<v>-5</v>" in book.read("xl/worksheets/sheet1.xml")


def test_a_quote_is_put_only_before_what_a_spreadsheet_would_run() -> None:
    assert without_formula("6-8 people = team") == "6-8 people = team"
    assert without_formula("=1") == "'=1"


def test_a_text_too_long_for_a_cell_is_cut_with_a_sign() -> None:
    for letter in ("x", "😀"):
        shown = cut(letter * 40_000)
        assert shown.endswith("…")
        assert len(shown.encode("utf-16-le")) // 2 <= 32_767
    assert cut("x" * 32_767) == "x" * 32_767
    cells_of(exported("xlsx", [{**ROLE, "description_text": "😀" * 40_000}]))


def test_characters_that_xml_forbids_are_dropped() -> None:
    heading, cells = cells_of(exported("xlsx", [{**ROLE, "title": "ML\x00\x0b\ud800\uffff Engineer"}]))
    at = next(letter for letter, name in heading.items() if name == "title")
    assert cells[at] == "ML Engineer"


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_survives_hostile_text(form: str) -> None:
    hostile = "\x00\x1b[31m|`<script>\n=cmd|' /C calc'!A1 $x$ " + "\u202e" + "ל" * 5000
    row = {**ROLE, "title": hostile, "company_name": None, "cities": [hostile], "description_text": hostile}
    assert exported(form, [row])


def test_e_mail_addresses_stay_behind_in_every_format() -> None:
    for form in ("csv", "json", "jsonl", "md"):
        text = exported(form, [ROLE]).decode()
        assert "jobs@kestrelloom" not in text.replace("\\", "")
        assert "[at]" not in text.replace("\\", "")
        assert "we are 6" in text


@pytest.mark.parametrize(
    "text",
    [
        "mail a.b+c@example.co.uk now",
        "mail a (at) example (dot) com now",
        "mail a[at]example.com now",
        "mail ceo at example dot com now",
    ],
    ids=["plain", "brackets", "half", "words"],
)
def test_an_address_is_masked_and_the_words_around_it_stay(text: str) -> None:
    assert masked(text) == "mail [e-mail address left out] now"


def test_text_that_only_looks_like_an_address_stays() -> None:
    text = "We work at Example. Look at dot plots; @handle, 3 @ 5, C++ at scale."
    assert masked(text) == text


def test_masking_takes_linear_time_on_hostile_text() -> None:
    assert masked("a." * 200_000 + "@") == "a." * 200_000 + "@"


def test_markdown_has_an_overview_and_every_column_of_every_role() -> None:
    text = exported("md", [ROLE]).decode()
    assert "| 1 | [Founding ML Engineer](<https://jobs.example/1>) | Kestrel Loom | 6 |" in text
    assert "## 1. Founding ML Engineer, Kestrel Loom" in text
    for name in PUBLIC_COLUMNS:
        assert f"| {name.replace('_', chr(92) + '_')} |" in text


def test_markdown_of_hostile_text_breaks_no_table_and_holds_no_markup() -> None:
    text = exported("md", [{**ROLE, "title": "a|b\n# c [d](http://x) <img src=x> `e` *f* $g$"}]).decode()
    line = next(line for line in text.splitlines() if line.startswith("| 1 |"))
    assert line.replace("\\|", "").count("|") == 10
    assert "<img" not in text
    assert escaped("[d](x) *f* `e` $g$ a|b # h_i") == r"\[d\](x) \*f\* \`e\` \$g\$ a\|b \# h\_i"


def test_a_shortlist_has_the_users_columns_after_the_public_ones(tmp_path: Path) -> None:
    shortlist = Shortlist(tmp_path)
    shortlist.add("ashby/kestrelloom/1", ROLE)
    shortlist.set_note("ashby/kestrelloom/1", "=ask about GPUs")
    [row] = shortlist_rows(shortlist.entries(), {"ashby/kestrelloom/1": ROLE})
    assert list(row)[-4:] == ["saved_at", "shortlist_status", "note", "ended_reason"]
    assert (row["team_size_min"], row["shortlist_status"], row["note"]) == (6, "wishlist", "=ask about GPUs")


def test_a_saved_role_that_is_gone_is_exported_as_it_was_when_saved(tmp_path: Path) -> None:
    shortlist = Shortlist(tmp_path)
    shortlist.add(
        "hackernews/1/2#2", {"title": "ML Engineer", "company_name": "Octant", "url": "https://x.example"}
    )
    [row] = shortlist_rows(shortlist.entries(), {})
    [read] = json.loads(exported("json", [dict(row)]))
    assert (read["source"], read["board"], read["posting_id"]) == ("hackernews", "1", "2")
    assert (read["title"], read["company_name"], read["status"]) == ("ML Engineer", "Octant", None)


def test_a_file_appears_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "roles.csv"
    path.write_text("precious")

    def rows() -> Any:
        yield ROLE
        raise RuntimeError("the disk of the database died")

    with pytest.raises(RuntimeError, match="died"):
        write_file(rows(), PUBLIC_COLUMNS, "csv", path)
    assert path.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [path]
    write_file([ROLE], PUBLIC_COLUMNS, "csv", path)
    assert path.read_text().startswith("role_id,")
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputNotWritableError, match="Cannot write"):
        write_file([ROLE], PUBLIC_COLUMNS, "csv", tmp_path / "missing" / "roles.csv")
    with pytest.raises(OutputNotWritableError, match="Cannot write"):
        write_file([ROLE], PUBLIC_COLUMNS, "csv", tmp_path)


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_long_exports_are_written_as_they_are_read(form: str) -> None:
    written: list[int] = []

    class Out(io.BytesIO):
        def write(self, data: Any) -> int:
            written.append(len(data))
            return len(data)

    def rows() -> Any:
        for number in range(3000):
            if number == 2999:
                assert sum(written) > 1_000_000, "held back"
            yield ROLE

    write_stream(rows(), PUBLIC_COLUMNS, form, Out())
