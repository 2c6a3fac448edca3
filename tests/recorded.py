"""Make a replay folder out of answers, and crawl one: what tests of the scrapers stand on."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from scrapers.crawl import Order, crawl
from scrapers.items import (
    BoardSnapshot,
    CrawlReport,
    DirectorySnapshot,
    FilingsSnapshot,
    Snapshot,
    SourceReport,
)

INSTANT = "2026-11-02T09:00:00+00:00"


@dataclass(frozen=True)
class Landed:
    """What a replay landed; `said` are its warnings."""

    report: CrawlReport
    items: list[BoardSnapshot | DirectorySnapshot | FilingsSnapshot]
    said: list[str]

    def board(self, token: str) -> BoardSnapshot:
        (found,) = [
            item for item in self.items if isinstance(item, BoardSnapshot) and item.board.token == token
        ]
        return found

    def directory(self, name: str) -> DirectorySnapshot:
        (found,) = [item for item in self.items if isinstance(item, DirectorySnapshot) and item.name == name]
        return found

    def source(self, name: str) -> SourceReport:
        (found,) = [source for source in self.report.sources if source.source == name]
        return found


def folder(path: Path, answers: Mapping[str, Any], boards: str = "", **columns: str) -> Path:
    """A replay folder: url -> an answer as JSON, bytes, or a status alone. `boards` are registry rows."""
    path.mkdir(parents=True, exist_ok=True)
    rows = []
    for number, (url, answer) in enumerate(answers.items()):
        status, body = (answer, b"") if isinstance(answer, int) else (200, answer)
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        (path / f"{number}.json").write_bytes(body)
        rows.append(
            {"url": url, "status": status, "content_type": "application/json", "file": f"{number}.json"}
        )
    with (path / "index.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, ["url", "status", "content_type", "file", *columns])
        writer.writeheader()
        writer.writerows({**row, **columns} for row in rows)
    (path / "boards.csv").write_text(f"source,token,company,homepage,host\n{boards}")
    (path / "recorded_at.txt").write_text(INSTANT)
    return path


def replay(path: Path, data: Path, *sources: str, **order: Any) -> Landed:
    """Crawl a replay folder with its own boards.csv; exactly one whole file must land."""
    said: list[str] = []
    order = {"boards_file": path / "boards.csv", "replay": path, **order}
    report = crawl(Order(data, sources, **order), warn=said.append)
    file = data / "landing" / report.run_id / f"{report.shard}.jsonl"
    items = [TypeAdapter[Any](Snapshot).validate_json(line) for line in file.read_text().splitlines()]
    assert items.pop() == report
    return Landed(report, items, said)
