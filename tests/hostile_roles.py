"""A generation whose every text is hostile: markup, formulas, directives, controls, endless titles."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from pipeline.build import build
from scrapers.items import Board, BoardSnapshot, CrawlReport, JobPosting

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "**bold** _under_ `code` [link](javascript:alert(1)) ![i](http://evil.example/i.png)",
    "$x^2$ $$y$$ and $5k to $9k",
    ":red[red] :material/home: :tada: :streamlit: :red-badge[b] :small[s]",
    "http://evil.example www.evil.example a@evil.example",
    "# heading\n\n- item\n1. one\n> quote\n| a | b |\n|---|---|",
    "-> <- --- >= ~= \\ \\\\ &amp; &#58;",
    "\u202eabc\u202c \u200f \x00 \x1b[31m",
    "=1+1",
    "very " * 2000 + "long",
)

_RUNS = count()


def posting(posting_id: str, title: str, html: str | None = None, **more: Any) -> JobPosting:
    """A posting with little in it but what is given."""
    return JobPosting(
        posting_id=posting_id,
        title=title,
        url=f"https://jobs.example/{posting_id}",
        apply_url=f"https://jobs.example/{posting_id}/apply",
        description_html=html,
        **more,
    )


def publish(data: Path, *postings: JobPosting, at: datetime | None = None) -> None:
    """Build the next generation of `data` from one complete board with these postings."""
    now = at or datetime(2026, 11, 20, tzinfo=UTC)
    run = f"run{next(_RUNS)}"
    board = Board(source="ashby", token="brambleworks", homepage="https://brambleworks.dev")
    snapshot = BoardSnapshot(board=board, status="complete", observed_at=now, postings=postings)
    report = CrawlReport(run_id=run, shard="1-of-1", started_at=now, finished_at=now)
    landing = data / "landing" / run
    landing.mkdir(parents=True)
    lines = f"{snapshot.model_dump_json()}\n{report.model_dump_json()}\n"
    (landing / "1-of-1.jsonl").write_text(lines, encoding="utf-8")
    build(data)


def publish_hostile(data: Path) -> None:
    """One role for each of HOSTILE, and one of which next to nothing is known."""
    words = "We are a team of 6 people. You will be our first ML engineer."
    postings = [
        posting(
            str(number),
            f"ML Engineer {text}",
            f'<p>{words} {text}</p><img src="http://evil.example/i.png"><script>x()</script>',
            locations=(text[:200],),
            department=text[:200],
            company_name=f"Bramble {text[:60]}",
        )
        for number, text in enumerate(HOSTILE)
    ]
    publish(data, *postings, posting("bare", "Machine Learning Engineer"))
