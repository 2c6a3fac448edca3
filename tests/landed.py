"""Landing files of invented boards and directories, as a crawl would have written them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

from pipeline.build import build
from pipeline.queries import Generation
from scrapers.items import (
    Answer,
    Board,
    BoardSnapshot,
    BoardStatus,
    CompanyFiling,
    CompanyProfile,
    CrawlReport,
    DirectorySnapshot,
    FilingsSnapshot,
    JobPosting,
    Rejected,
    SourceReport,
)

START = datetime(2026, 9, 2, 9, 30, tzinfo=UTC)


def day(number: float) -> datetime:
    """`number` days after the first crawl."""
    return START + timedelta(days=number)


def posting(
    posting_id: str, title: str = "Machine Learning Engineer", text: str = "", **facts: Any
) -> JobPosting:
    """One posting; its text differs from every other posting's unless given."""
    return JobPosting(
        posting_id=posting_id,
        title=title,
        url=f"https://jobs.example/{quote(posting_id)}",
        description_html=text or f"<p>We train models that sort parcels. Opening {posting_id}.</p>",
        **facts,
    )


def board(
    postings: Iterable[JobPosting | str],
    at: float = 0,
    *,
    source: str = "ashby",
    token: str = "parcelwise",
    company: str | None = "Parcelwise",
    homepage: str | None = "https://parcelwise.example",
    status: BoardStatus = "complete",
    rejected: Iterable[Rejected] = (),
) -> BoardSnapshot:
    """What one board said on day `at`; a posting given as text is a posting of that id."""
    return BoardSnapshot(
        board=Board(source=source, token=token, company=company, homepage=homepage),
        status=status,
        observed_at=day(at),
        answers=(Answer(url=f"https://api.example/{token}", http_status=200, etag='"1"', bytes=100),),
        postings=tuple(posting(p) if isinstance(p, str) else p for p in postings),
        rejected=tuple(rejected),
        error=None if status in ("complete", "unchanged") else "It did not answer as a board.",
    )


def profile(name: str, **facts: Any) -> CompanyProfile:
    """One company of the directory; its slug is its name in lower case unless given."""
    facts.setdefault("slug", name.lower().replace(" ", "-"))
    facts.setdefault("company_status", "Active")
    return CompanyProfile(name=name, **facts)


def directory(*profiles: CompanyProfile, at: float = 0, name: str = "hiring") -> DirectorySnapshot:
    """What the YC directory said on day `at`."""
    return DirectorySnapshot(
        source="yc_directory", name=name, status="complete", observed_at=day(at), companies=profiles
    )


def filing(issuer: str = "Parcelwise, Inc.", **facts: Any) -> CompanyFiling:
    """One Form D, of day -10 unless told: a young company in California has sold 3 million dollars' worth."""
    number = facts.pop("number", 1)
    told = {
        "filing_id": f"0002990001-26-{number:06}",
        "issuer_id": "2990001",
        "issuer": issuer,
        "url": f"https://www.sec.gov/Archives/edgar/data/2990001/00029900012600{number:04}/primary_doc.xml",
        "is_amendment": False,
        "filed_on": day(-10).date(),
        "sold_usd": 3_000_000,
        "securities": ("Equity",),
        "state": "CA",
        "is_over_five_years": False,
        **facts,
    }
    return CompanyFiling.model_validate(told)


def filings(*found: CompanyFiling, at: float = 0) -> FilingsSnapshot:
    """What was filed on one day, as read on day `at`."""
    asked = tuple(Answer(url=one.url, http_status=200) for one in found)
    name = found[0].filed_on.isoformat() if found else "2026-08-23"
    return FilingsSnapshot(
        source="sec_form_d", name=name, status="complete", observed_at=day(at), answers=asked, filings=found
    )


def land(
    data: Path,
    *snapshots: BoardSnapshot | DirectorySnapshot | FilingsSnapshot,
    run: str | None = None,
    shard: str = "1-of-1",
    at: float = 0,
) -> Path:
    """One whole landing file; the run is named after its day unless given."""
    run = run or f"run-{at:07.2f}"
    path = data / "landing" / run / f"{shard}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    report = CrawlReport(
        run_id=run,
        shard=shard,
        started_at=day(at),
        finished_at=day(at) + timedelta(minutes=5),
        sources=(SourceReport(source="ashby", status="ok", boards=1, postings=1, requests=1, seconds=0.5),),
    )
    path.write_text("".join(item.model_dump_json() + "\n" for item in (*snapshots, report)), encoding="utf-8")
    return path


Rows = dict[str, dict[str, Any]]

STATED = "<p>We are a team of 7 people. We just raised our seed round. We train models that sort parcels.</p>"
PARCELWISE = profile("Parcelwise", homepage="https://www.parcelwise.example", team_size=12, yc_batch="W26")


def roles(data: Path) -> Rows:
    """Every role by its posting's id."""
    return {row["posting_id"]: row for row in Generation.open(data).export_rows()}


def built(data: Path) -> Rows:
    """Every role by its posting's id, after a build."""
    build(data)
    return roles(data)
