"""A small web of invented boards: a replay folder and a boards file, for the command line."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

RECORDED_AT = "2026-09-14T06:00:00+00:00"


def ashby_url(token: str) -> str:
    return f"https://api.ashbyhq.com/posting-api/job-board/{token}?includeCompensation=true"


def ashby_job(number: int, **changes: Any) -> dict[str, Any]:
    """One invented opening in Ashby's shape; `changes` replace or add fields."""
    return {
        "id": f"00000000-0000-4000-8000-{number:012d}",
        "title": "Founding Machine Learning Engineer",
        "isListed": True,
        "isRemote": True,
        "workplaceType": "Remote",
        "employmentType": "FullTime",
        "location": "Berlin, Germany",
        "secondaryLocations": [],
        "publishedAt": "2026-09-01T08:00:00.000+00:00",
        "jobUrl": f"https://jobs.ashbyhq.com/board/{number}",
        "descriptionHtml": "<p>We are a team of 7 with seed funding. You train models in PyTorch.</p>",
        **changes,
    }


def ashby_board(*jobs: dict[str, Any]) -> str:
    return json.dumps({"apiVersion": "1", "jobs": list(jobs)})


@dataclass
class SmallWeb:
    """Answers by URL, and the boards that a crawl asks for."""

    folder: Path
    answers: list[dict[str, str]] = field(default_factory=list)
    boards: list[dict[str, str]] = field(default_factory=list)

    def board(self, token: str, body: str, status: int = 200, content_type: str = "application/json") -> None:
        """An Ashby board and how its server answers."""
        self.boards.append({"source": "ashby", "token": token, "company": token.title(), "homepage": ""})
        self.answer(ashby_url(token), body, status, content_type)

    def answer(self, url: str, body: str, status: int, content_type: str) -> None:
        file = f"{len(self.answers)}.txt" if body else ""
        self.answers.append({"url": url, "status": str(status), "content_type": content_type, "file": file})
        self.folder.mkdir(parents=True, exist_ok=True)
        if file:
            (self.folder / file).write_text(body)

    def write(self) -> list[str | Path]:
        """Write the folder; the arguments of `sixthhire crawl` that read it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "recorded_at.txt").write_text(RECORDED_AT)
        _write_csv(self.folder / "index.csv", ["url", "status", "content_type", "file"], self.answers)
        _write_csv(self.folder / "boards.csv", ["source", "token", "company", "homepage"], self.boards)
        return ["--replay", self.folder, "--boards", self.folder / "boards.csv", "ashby"]


def _write_csv(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", newline="") as out:
        writer = csv.DictWriter(out, columns)
        writer.writeheader()
        writer.writerows(rows)
