"""Who employs, for a posting on a board: the registry's word, the posting's, and what its links confirm.

Invariant: the board's token names nobody by itself; it only helps to recognise the employer's own domain
in a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.inference.company import clean_name, name_key, registrable_domain
from pipeline.inference.passages import places_of, plain
from pipeline.roles import PostingContext
from scrapers.items import JobPosting

MANY_EMPLOYERS = frozenset(
    {
        "hackernews",
        "remoteok",
        "remotive",
        "himalayas",
        "jobicy",
        "arbeitnow",
        "weworkremotely",
        "themuse",
        "workingnomads",
        "careers",
    }
)
"""Sources whose boards hold many employers' postings: there the token names no company."""

_PLACE = re.compile(rb"(?:www\.)?([\w-]{1,63}(?:\.[\w-]{1,63}){1,4})")
MAX_LINKS = 50
MAX_SEARCHED = 60_000
_SHORTEST_KEY = 4


@dataclass(frozen=True, slots=True)
class Employer:
    """The company behind a posting. `slug` is the board's token where the board is one employer's own."""

    name: str | None
    domain: str | None
    slug: str | None
    from_text: bool = False
    """True when name and domain were read from the posting's words."""


def employer_of_board(posting: JobPosting, context: PostingContext, html: str) -> Employer:
    """The employer of a posting that has a title of its own."""
    slug = None if context.source in MANY_EMPLOYERS else context.board
    name = _name(posting, context)
    told = registrable_domain(context.homepage) or registrable_domain(posting.company_url)
    return Employer(name, told or _confirmed_domain(html, name, slug), slug)


def _name(posting: JobPosting, context: PostingContext) -> str | None:
    told, own = context.company, posting.company_name
    if told and own and name_key(told) == name_key(context.board):
        return clean_name(own)
    chosen = told or own
    return clean_name(chosen) if chosen else None


def _confirmed_domain(html: str, name: str | None, slug: str | None) -> str | None:
    """A domain in the text's links or addresses that is named like the board's token or the company."""
    keys = _keys(name, slug)
    searched = plain(html[:MAX_SEARCHED])
    marks = [at + len(mark) for mark in (b"://", b"@") for at in places_of(mark, searched)]
    for start in sorted(marks)[:MAX_LINKS]:
        place = _PLACE.match(searched, start)
        # most links lead elsewhere, which is told at once; what a link's domain is takes longer
        letters = place[1].translate(None, b".-_").decode() if place else ""
        if place and any(key in letters for key in keys):
            domain = registrable_domain(place[1].decode())
            if domain and _is_named(domain, keys):
                return domain
    return None


@lru_cache(maxsize=256)
def _keys(name: str | None, slug: str | None) -> frozenset[str]:
    return frozenset(key for word in (name, slug) if word and len(key := name_key(word)) >= _SHORTEST_KEY)


def _is_named(domain: str, keys: frozenset[str]) -> bool:
    label = name_key(domain.split(".")[0])
    whole = name_key(domain.replace(".", ""))
    return any(key in (label, whole) or (len(key) > 5 and key in label) for key in keys)
