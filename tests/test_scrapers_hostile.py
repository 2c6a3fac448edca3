"""Any field of any answer may hold anything: a posting is read, left out or rejected, and nothing crashes.

The recorded full answer of each source is taken apart: every value in its first rows is replaced, one at a
time, by every odd value below.
"""

from __future__ import annotations

import copy
import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scrapers.sources import crawlable
from tests.recorded import folder, replay
from tests.test_recordings import RECORDINGS

GONE = object()
ODD: tuple[Any, ...] = (
    GONE,
    None,
    True,
    0,
    -1,
    1e308,
    10**400,
    "",
    "  ",
    "\x00",
    "\ud800 cut",
    "\u2028\u202e",
    "x" * 20_000,
    "1e999",
    "NaN",
    "javascript:alert(1)",
    "https://[",
    "9999-99-99",
    [],
    [None],
    [[]],
    {},
    {"a": 1},
)


def paths(value: Any, here: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where every value inside a row stands, also inside its objects and lists."""
    if here:
        yield here
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from paths(one, (*here, key))


def altered(row: Any) -> Iterator[Any]:
    """The row with one value replaced, for every value and every odd one; then the odd ones instead of a
    row."""
    for path in paths(row):
        for odd in ODD:
            twisted = copy.deepcopy(row)
            place = twisted
            for key in path[:-1]:
                place = place[key]
            if odd is GONE:
                del place[path[-1]]
            else:
                place[path[-1]] = odd
            yield twisted
    yield from (odd for odd in ODD if odd is not GONE)


def rows_of(answer: Any) -> list[Any] | None:
    lists = (
        [answer, *(answer.get(key) for key in ("jobs", "hits", "results", "items", "offers"))]
        if isinstance(answer, dict)
        else [answer]
    )
    return next((found for found in lists if isinstance(found, list)), None)


def hostile(source: str, path: Path) -> Path | None:
    """The full recording of a source with its last JSON answer's rows altered in every way; None when it is
    no JSON."""
    case = RECORDINGS / source / "full"
    with (case / "index.csv").open(newline="") as file:
        recorded = {
            row["url"]: (case / row["file"]).read_bytes() for row in csv.DictReader(file) if row["file"]
        }
    url, body = list(recorded.items())[-1]
    try:
        answer = json.loads(body)
    except ValueError:
        return None
    rows = rows_of(answer)
    if not rows:
        return None
    rows[:] = [twisted for row in rows[:2] for twisted in altered(row)]
    recorded[url] = json.dumps(answer).encode()
    (_, *boards) = (case / "boards.csv").read_text().splitlines(keepends=True)
    web = folder(path, recorded, "".join(boards))
    (web / "boards.csv").write_text((case / "boards.csv").read_text())
    return web


@pytest.mark.parametrize("source", crawlable())
def test_no_value_in_an_answer_crashes_a_spider(source: str, tmp_path: Path) -> None:
    web = hostile(source, tmp_path / "web")
    if web is None:
        pytest.skip(f"{source} answers no JSON rows")
    landed = replay(web, tmp_path / "data", source)
    report = landed.source(source)
    assert report.status == "partial", report.errors
    assert report.postings > 0
    assert report.rejected > len(ODD) - 5
