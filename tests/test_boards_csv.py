"""The registry that ships with the project: every row can be crawled and names its employer."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

REGISTRY = Path(__file__).resolve().parent.parent / "scrapers" / "boards.csv"
COLUMNS = ["source", "token", "company", "homepage", "host"]
SOURCES = {"ashby", "greenhouse", "lever"}

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def faults(rows: list[Row]) -> list[str]:
    """What is wrong with the rows, one sentence a fault."""
    found = []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        where = f"{row['source']}/{row['token']}"
        if list(row) != COLUMNS:
            found.append(f"{where}: columns are {list(row)}")
        if row["source"] not in SOURCES:
            found.append(f"{where}: no such source")
        if row["host"] not in ("", "eu"):
            found.append(f"{where}: no such host")
        if not re.fullmatch(r"[A-Za-z0-9._/-]+", row["token"]):
            found.append(f"{where}: the token is not URL-safe")
        if (row["source"], row["token"].lower()) in seen:
            found.append(f"{where}: listed twice")
        seen.add((row["source"], row["token"].lower()))
        if not row["company"].strip() or row["company"] != row["company"].strip():
            found.append(f"{where}: no proper company name")
        if row["homepage"]:
            parts = urlsplit(row["homepage"])
            if parts.scheme not in ("http", "https") or "." not in (parts.hostname or ""):
                found.append(f"{where}: {row['homepage']!r} is no homepage")
    return found


def test_the_registry_has_no_faults() -> None:
    assert faults(read(REGISTRY)) == []


def test_the_registry_names_at_least_120_boards() -> None:
    assert len(read(REGISTRY)) >= 120


def test_the_registry_is_sorted_by_source_and_token() -> None:
    keys = [(row["source"], row["token"].lower()) for row in read(REGISTRY)]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (("ashby", "ZIGZAG", "Zigzag", ""), "listed twice"),
        (("ashby", "two words", "Two Words", ""), "URL-safe"),
        (("monster", "zag", "Zag", ""), "no such source"),
        (("ashby", "zag", " ", ""), "company name"),
        (("ashby", "zag", "Zag", "ftp://zag.example"), "no homepage"),
        (("ashby", "zag", "Zag", "https://zag"), "no homepage"),
    ],
)
def test_a_bad_row_is_found(row: tuple[str, ...], fault: str) -> None:
    good = dict(zip(COLUMNS, ("ashby", "zigzag", "Zigzag", "https://zigzag.example", ""), strict=True))
    bad = dict(zip(COLUMNS, (*row, ""), strict=True))
    assert [fault in sentence for sentence in faults([good, bad])] == [True]
