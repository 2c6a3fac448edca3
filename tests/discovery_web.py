"""A small web of invented companies: a thread, a directory, sites and boards, as a replay folder."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from scrapers.spiders.hackernews import API, THREADS
from tests.small_web import ashby_board, ashby_job, ashby_url

STORY = "90000001"
HIRING = "https://yc-oss.github.io/api/companies/hiring.json"


def greenhouse_url(token: str) -> str:
    return f"https://boards-api.greenhouse.io/v1/boards/{token}/jobs?content=true&pay_transparency=true"


def json_ld(number: int) -> str:
    """An opening that a page publishes itself."""
    job = {"@context": "https://schema.org", "@type": "JobPosting", "title": f"ML Engineer {number}"}
    job |= {
        "identifier": str(number),
        "url": f"https://ownpage.dev/jobs/{number}",
        "datePosted": "2026-09-01",
    }
    return f'<script type="application/ld+json">{json.dumps(job)}</script>'


def openings(*texts: str) -> str:
    """An Ashby board with an opening for each text."""
    return ashby_board(*(ashby_job(n, descriptionHtml=f"<p>{text}</p>") for n, text in enumerate(texts, 1)))


@dataclass
class DiscoveryWeb:
    """Posts, listed companies, and answers by URL."""

    folder: Path
    posts: list[str] = field(default_factory=list)
    companies: list[dict[str, Any]] = field(default_factory=list)
    answers: dict[str, tuple[int, str, str]] = field(default_factory=dict)
    """URL -> status, body, location."""

    def post(self, html: str) -> None:
        self.posts.append(html)

    def company(self, name: str, website: str, **more: Any) -> None:
        """A company of the directory."""
        row = {"slug": name.lower().replace(" ", "-"), "name": name, "website": website, "team_size": 6}
        row |= {"batch": "Winter 2026", "status": "Active", "stage": "Early", "isHiring": True, **more}
        self.companies.append(row)

    def page(self, url: str, body: str = "", status: int = 200, location: str = "") -> None:
        self.answers[url] = (status, body, location)

    def write(self) -> Path:
        """Write the replay folder."""
        hits = [
            {
                "objectID": str(90000100 + n),
                "parent_id": int(STORY),
                "story_id": int(STORY),
                "comment_text": html,
            }
            for n, html in enumerate(self.posts)
        ]
        story = {
            "objectID": STORY,
            "title": "Ask HN: Who is hiring? (September 2026)",
            "created_at_i": 1788220800,
        }
        comments = {"hits": hits, "nbHits": len(hits), "nbPages": 1}
        self.page(THREADS, json.dumps({"hits": [story]}))
        self.page(f"{API}?tags=comment,story_{STORY}&hitsPerPage=1000&page=0", json.dumps(comments))
        self.page(HIRING, json.dumps(self.companies))
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "index.csv").open("w", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(["url", "status", "content_type", "file", "location"])
            for number, (url, (status, body, location)) in enumerate(self.answers.items()):
                (self.folder / f"{number}.txt").write_text(body)
                kind = "text/html" if body.lstrip()[:1] == "<" else "application/json"
                rows.writerow([url, status, kind, f"{number}.txt" if body else "", location])
        (self.folder / "recorded_at.txt").write_text("2026-09-14T06:00:00+00:00")
        return self.folder


def usual_web(folder: Path) -> DiscoveryWeb:
    """Every way that leads to a board, and every way that must not."""
    web = DiscoveryWeb(folder)
    web.post(
        "Kestrel Loom | Founding ML Engineer | Berlin | https:&#x2F;&#x2F;kestrelloom.dev<p>We weave. Apply: "
        '<a href="https:&#x2F;&#x2F;jobs.ashbyhq.com&#x2F;kestrel-loom&#x2F;1">here</a>'
    )
    web.page(ashby_url("kestrel-loom"), openings("Kestrel Loom weaves.", "Join us."))
    web.post(
        "Otterstone (YC S25) | ML Engineer | Remote | https:&#x2F;&#x2F;otterstone.dev<p>Apply at "
        '<a href="https:&#x2F;&#x2F;jobs.ashbyhq.com&#x2F;big-fund">our board</a>'
    )
    web.page(ashby_url("big-fund"), openings("We invest in Otterstone.", "We invest.", "Many companies."))
    web.post(
        "Gonepond | Data Scientist | Paris | https:&#x2F;&#x2F;gonepond.dev<p>"
        '<a href="https:&#x2F;&#x2F;boards.greenhouse.io&#x2F;gonepond">Apply</a>'
    )
    web.page(greenhouse_url("gonepond"), '{"status":404}', 404)
    web.post(
        "Mossgate | ML Engineer | London | https:&#x2F;&#x2F;mossgate.dev<p>We grow moss. "
        '<a href="https:&#x2F;&#x2F;mossgate.dev&#x2F;careers&#x2F;ml-engineer">more</a>'
    )
    web.page("https://mossgate.dev/careers/ml-engineer", status=404)
    web.page(
        "https://mossgate.dev/",
        '<html><a href="/blog/hiring">How hiring went</a><a href="/company/careers#open">Careers</a></html>',
    )
    web.page(
        "https://mossgate.dev/company/careers",
        '<html><body><script src="https://boards.greenhouse.io/embed/job_board/js?for=mossgate"></script></body></html>',
    )
    web.company("Fernhollow", "https://fernhollow.dev")
    web.page("https://fernhollow.dev", status=301, location="https://www.fernhollow.dev/")
    web.page("https://www.fernhollow.dev/", '<html><a href="https://jobs.fernhollow.dev/">Jobs</a></html>')
    web.page("https://jobs.fernhollow.dev/", status=302, location="https://jobs.lever.co/fernhollow")
    web.company("Two Doors", "https://twodoors.dev")
    web.page(
        "https://twodoors.dev",
        '<html><a href="https://jobs.lever.co/left">Left</a><a href="https://jobs.lever.co/right">Right</a></html>',
    )
    web.company("Moved Away", "https://movedaway.dev")
    web.page("https://movedaway.dev", status=301, location="https://bigbuyer.dev/careers")
    web.page("https://bigbuyer.dev/careers", '<html><a href="https://jobs.lever.co/bigbuyer">Jobs</a></html>')
    for token in ("left", "right", "bigbuyer"):
        web.page(f"https://api.lever.co/v0/postings/{token}?mode=json", "[]")
    for site in ("otterstone.dev", "gonepond.dev"):
        web.page(f"https://{site}/", "<html><body>Write to us.</body></html>")
    web.company("Own Page", "https://ownpage.dev")
    web.page("https://ownpage.dev", '<html><a href="/jobs">Jobs</a></html>')
    web.page("https://ownpage.dev/jobs", f"<html>{json_ld(1)}{json_ld(2)}</html>")
    web.company("Silent Fen", "https://silentfen.dev")
    web.page("https://silentfen.dev", "<html><body>We like it quiet.</body></html>")
    web.company("Huge Ltd", "https://huge.dev", team_size=4000)
    web.company("Asleep", "https://asleep.dev", status="Inactive")
    web.company("Shared", "https://sites.google.com/view/shared")
    return web
