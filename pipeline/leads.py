"""Leads: what is stored that may lead to a company's board, as postings of a thread and directories say it.

Invariant: a lead is what somebody published: a company as its own post or a directory names it, the boards
that the post links, and where on the company's own site to begin. Nothing is fetched here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pipeline.inference.company import registrable_domain
from pipeline.queries import Generation
from scrapers.boards import key_of
from scrapers.careers_links import is_careers_url
from scrapers.items import Board
from scrapers.links import ats_links, page_links
from scrapers.sources import SOURCES

LARGEST_TEAM = 50
"""Companies of a directory with more people are not looked at."""


@dataclass(frozen=True, slots=True)
class Lead:
    """One company as one post or directory tells of it."""

    name: str | None
    domain: str | None
    said_at: str
    """The URL of the post, or of the company's page in the directory."""
    site: str | None = None
    """Where to begin on the company's own site; None when nothing names it."""
    boards: tuple[Board, ...] = ()
    """The boards that the post links, each once."""


def stored_leads(generation: Generation) -> list[Lead]:
    """Every lead of a generation: posts first, then companies of directories, the smallest first."""
    boards = [name for name, source in SOURCES.items() if source.kind == "boards"]
    posts = [lead for row in generation.posts(but_of=boards) for lead in _of_post(row)]
    return [*posts, *map(_of_company, generation.listed_companies(at_most=LARGEST_TEAM))]


def sites(leads: Iterable[Lead]) -> list[str]:
    """Where to begin on each company's site, one address a domain: a careers page before a homepage."""
    found: dict[str, str] = {}
    for lead in leads:
        if lead.domain and lead.site:
            known = found.get(lead.domain)
            if known is None or (is_careers_url(lead.site) and not is_careers_url(known)):
                found[lead.domain] = lead.site
    return list(found.values())


def _of_post(row: dict[str, Any]) -> Iterator[Lead]:
    posting = json.loads(row["posting"])
    url, domain = posting["url"], row["company_domain"]
    html = posting.get("description_html") or ""
    links = [*page_links(html, url), *filter(None, (posting.get("apply_url"), posting.get("company_url")))]
    boards = {key_of(board): board for board in ats_links(html + _as_links(links), url)}
    own = [link for link in links if domain and registrable_domain(link) == domain]
    site = next((link for link in own if is_careers_url(link)), f"https://{domain}/" if domain else None)
    if boards or site:
        yield Lead(row["company_name"], domain, url, site, tuple(boards.values()))


def _as_links(urls: Iterable[str]) -> str:
    return "".join(f" {url} " for url in urls)


def _of_company(row: dict[str, Any]) -> Lead:
    said_at = row["url"] or f"{row['directory']}/{row['slug']}"
    return Lead(row["name"], row["domain"], said_at, row["homepage"])
