"""Any field of any answer may hold anything: a posting is read, left out or rejected, and nothing crashes.

The recorded full answer of each source is taken apart: every value in its first rows (or, in XML, every text
and element) is replaced, one at a time, by every odd value below.
"""

from __future__ import annotations

import copy
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from scrapers.details import DetailedSpider
from scrapers.items import Board
from scrapers.sources import SOURCES, crawlable, spider_of
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
        [answer, *(answer.get(key) for key in ("jobs", "hits", "results", "items", "offers", "data"))]
        if isinstance(answer, dict)
        else [answer]
    )
    return next((found for found in lists if isinstance(found, list)), None)


def hostile_json(body: bytes) -> bytes | None:
    """The answer with its rows altered in every way; None when it has no rows."""
    try:
        answer = json.loads(body)
    except ValueError:  # a listing that is neither JSON nor XML
        return None
    rows = rows_of(answer)
    if not rows:
        return None
    rows[:] = [twisted for row in rows[:2] for twisted in altered(row)]
    return json.dumps(answer).encode()


def hostile_xml(body: bytes) -> bytes | None:
    """The document with its rows altered in every way that XML can hold; None when it has no rows."""
    root = ElementTree.fromstring(body.strip())
    parent = root if root.tag == "workzag-jobs" else root.find("channel")
    rows = [one for one in parent or () if one.tag in ("position", "item")]
    if parent is None or not rows:
        return None
    for row in rows:
        parent.remove(row)
    for row in rows[:2]:
        parent.extend(twisted for odd in ODD for twisted in altered_xml(row, odd))
    return ElementTree.tostring(root)


def hostile_html(body: bytes) -> bytes | None:
    """The page with its first two blocks of JSON-LD altered in every way; None when it has none."""
    blocks = re.findall(rb'<script type="application/ld\+json">({.*?})</script>', body)
    rows = [twisted for block in blocks[:2] for twisted in altered(json.loads(block))]
    return b'<!doctype html><script type="application/ld+json">%s</script>' % json.dumps(rows).encode()


def altered_xml(row: ElementTree.Element, odd: Any) -> Iterator[ElementTree.Element]:
    """The row with one element emptied and given the odd value as its text, for every element."""
    text = "" if odd is GONE else "".join(c for c in str(odd) if c >= " " and not 0xD800 <= ord(c) < 0xE000)
    for place in range(sum(1 for _ in row.iter())):
        twisted = copy.deepcopy(row)
        element = list(twisted.iter())[place]
        for child in list(element):
            element.remove(child)
        element.text = text
        yield twisted


def recorded_in(case: Path) -> dict[str, bytes]:
    with (case / "index.csv").open(newline="") as file:
        return {row["url"]: (case / row["file"]).read_bytes() for row in csv.DictReader(file) if row["file"]}


def hostile(source: str, path: Path) -> Path | None:
    """The full recording of a source with the rows of its last list altered; None when it lists no rows."""
    case = RECORDINGS / source / "full"
    recorded = recorded_in(case)
    for url, body in reversed(recorded.items()):
        is_xml, is_html = body.lstrip()[:1] == b"<", body.lstrip()[:9].lower() == b"<!doctype"
        twisted = (hostile_html if is_html else hostile_xml if is_xml else hostile_json)(body)
        if twisted:
            recorded[url] = twisted
            break
    else:
        return None
    web = folder(path, recorded)
    (web / "boards.csv").write_text((case / "boards.csv").read_text())
    return web


@pytest.mark.parametrize("source", [name for name in crawlable() if SOURCES[name].kind != "filings"])
def test_no_value_in_an_answer_crashes_a_spider(source: str, tmp_path: Path) -> None:
    web = hostile(source, tmp_path / "web")
    assert web, "a recording without rows proves nothing"
    landed = replay(web, tmp_path / "data", source)
    report = landed.source(source)
    assert report.status == "partial", report.errors
    assert report.postings > 0
    assert report.rejected > 5
    said = " ".join((*report.errors, *(r.reason for item in landed.items for r in item.rejected)))
    assert not re.search(r"Error|NoneType|object is not|Input should|unhashable|attribute '", said), said


@pytest.mark.parametrize("source", ["rippling", "polymer"])
def test_no_value_in_details_crashes_a_spider(source: str, tmp_path: Path) -> None:
    spider = spider_of(source)
    assert issubclass(spider, DetailedSpider)
    (list_url, list_body), (_, details), *_ = recorded_in(RECORDINGS / source / "full").items()
    twisted = list(altered(json.loads(details)))
    boards = [Board(source=source, token=f"b{n}") for n in range(0, len(twisted), spider.most_details)]
    answers: dict[str, Any] = {}
    for number, board in enumerate(boards):
        mine = twisted[number * spider.most_details :][: spider.most_details]
        listing = json.loads(list_body)
        listing["items"] = [{**listing["items"][0], "id": f"{n}"} for n in range(len(mine))]
        listing.update(totalItems=len(mine), meta={"is_last": True})
        answers[spider.board_url(board)] = listing
        answers |= {spider.details_url(board, f"{n}"): json.dumps(one).encode() for n, one in enumerate(mine)}
    rows = "".join(f"{source},{board.token},,,\n" for board in boards)
    landed = replay(folder(tmp_path / "web", answers, rows), tmp_path / "data", source)
    report = landed.source(source)
    assert len(answers) > 500
    assert list_url not in answers
    assert report.boards_failed == 0, report.errors
    assert report.postings + report.rejected > len(twisted) - len(ODD)
    assert 0 < report.rejected <= len(ODD)
