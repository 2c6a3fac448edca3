"""A careers site while it is being read: what waits to be read, what was taken in, and what that comes to.

Invariant: every opening that the site names is read or counted as not read; only a site of which nothing is
missing is `complete`. Ids do not depend on the order in which pages are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal
from urllib.parse import urldefrag, urlsplit

from scrapers.careers_links import site_of
from scrapers.items import Answer, Board, BoardStatus, JobPosting, Rejected
from scrapers.outcome import Trouble
from scrapers.pages import MOST_PAGES

MOST_LISTS = 20
"""Sitemaps and pages of a listing of one board that are read."""

Kind = Literal["listing", "map", "opening", "page"]
"""What an address is named as: a `page` may be that of an opening, or say something else."""


@dataclass
class Site:
    """A careers page or sitemap while it is being read. `lists` and `pages` wait to be asked for."""

    board: Board
    url: str
    kind: Kind = "listing"
    """Of the page that was asked for last; the first one may turn out to be a sitemap."""
    lists: list[tuple[Kind, str]] = field(default_factory=list)
    pages: list[tuple[Kind, str]] = field(default_factory=list)
    list_urls: set[str] = field(default_factory=set)
    page_urls: set[str] = field(default_factory=set)
    lists_left_out: set[str] = field(default_factory=set)
    pages_left_out: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)
    """Openings that it names on other companies' sites."""
    answers: list[Answer] = field(default_factory=list)
    postings: list[JobPosting] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    bare: int = 0
    """Pages that are named as openings and publish none."""
    boards: dict[str, Board] = field(default_factory=dict)
    is_empty_map: bool = False

    def expect(self, kind: Kind, urls: Iterable[str]) -> None:
        """Let addresses wait, each once; those that will not be read are counted."""
        is_list = kind in ("listing", "map")
        queue, chosen = (self.lists, self.list_urls) if is_list else (self.pages, self.page_urls)
        left_out = self.lists_left_out if is_list else self.pages_left_out
        for url in (urldefrag(url).url for url in urls):
            if url in self.list_urls or url in self.page_urls:
                continue
            if not self._holds(url):
                self.elsewhere |= {url} if kind != "page" else set()
            elif len(chosen) >= (MOST_LISTS if is_list else MOST_PAGES):
                left_out.add(url)
            else:
                chosen.add(url)
                queue.append((kind, url))

    def _holds(self, url: str) -> bool:
        """Whether an address is of the same site, on whichever of its hosts; most are on the same one."""
        return urlsplit(url).hostname == urlsplit(self.url).hostname or site_of(url) == site_of(self.url)

    def following(self) -> str | None:
        """The next address to ask for, lists before pages; None after the last one."""
        waiting = self.lists or self.pages
        if not waiting:
            return None
        self.kind, url = waiting.pop(0)
        return url


def settled(site: Site) -> tuple[JobPosting, ...]:
    """Its postings, each once. An id that several addresses have gets a mark of the address in all of them.

    A posting that a listing publishes without an address of its own gives way to the page of that opening.
    """
    placed = [one for one in site.postings if one.url not in site.list_urls]
    ids, titles = {one.posting_id for one in placed}, {one.title for one in placed}
    kept: dict[tuple[str, str], JobPosting] = {}
    for one in site.postings:
        if one.url not in site.list_urls:
            kept.setdefault((one.posting_id, one.url), one)
        elif one.posting_id not in ids and one.title not in titles:
            kept.setdefault((one.posting_id, f"{one.url}#{one.title}"), one)
    holders = Counter(posting_id for posting_id, _ in kept)
    return tuple(
        _marked(one, address) if holders[posting_id] > 1 else one
        for (posting_id, address), one in kept.items()
    )


def _marked(posting: JobPosting, address: str) -> JobPosting:
    mark = sha256(address.encode("utf-8", "replace")).hexdigest()[:8]
    return posting.model_copy(update={"posting_id": f"{posting.posting_id}-{mark}"})


def stands_elsewhere(boards: Sequence[Board]) -> Trouble:
    """What is told of a site whose openings stand on boards of known systems."""
    names = ", ".join(f"{board.source}/{board.token}" for board in boards[:5])
    return Trouble("moved", f"publishes no JobPosting; its openings stand at {names}: add that board instead")


def judged(site: Site) -> tuple[BoardStatus, str | None]:
    """What a site that was read to its end comes to: its status, and why it is not complete."""
    if not site.postings and not site.rejected:
        return _of_nothing(site)
    if site.rejected:
        told = f"{len(site.rejected)} of its postings unreadable: {site.rejected[0].reason}"
        return "partial", told
    missing = _missing(site)
    return ("partial", missing) if missing else ("complete", None)


def _missing(site: Site) -> str | None:
    """What of it was not read, in a sentence."""
    if site.troubles:
        return _not_read(site)
    if site.bare:
        return f"{site.bare} of the {len(site.page_urls)} pages that it names publish no JobPosting"
    if site.lists_left_out:
        lists = f"{len(site.lists_left_out)} sitemaps or pages of its listing"
        return f"has {lists} more than the {len(site.list_urls)} that are read"
    if site.pages_left_out:
        return f"lists {len(site.pages_left_out)} pages more than the {len(site.page_urls)} that are read"
    if site.elsewhere:
        return f"names openings on other sites, which are not read with it: {len(site.elsewhere)}"
    return None


def _not_read(site: Site) -> str:
    return f"{len(site.troubles)} of its {len(site.answers)} pages not read: {site.troubles[0].error}"


def _of_nothing(site: Site) -> tuple[BoardStatus, str | None]:
    if site.troubles:
        return site.troubles[0].status, _not_read(site)
    if site.boards:
        found = stands_elsewhere(list(site.boards.values()))
        return found.status, found.error
    if site.is_empty_map:
        return "complete", None
    if len(site.answers) == 1:
        return "malformed", "publishes no JobPosting, and leads to no opening and no board that we know"
    return "malformed", f"none of its {len(site.answers)} pages publishes a JobPosting"
