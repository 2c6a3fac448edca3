"""Who employs, for a posting on a board: the registry's word, the posting's, and what its links confirm.

Invariant: the board's token names nobody by itself; it only helps to recognise the employer's own domain
in a link.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from pipeline.inference.company import clean_name, name_key, registrable_domain
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

_MARK = re.compile(r"://(?:www\.)?|@")
_PLACE = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
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
    keys = {key for word in (name, slug) if word and len(key := name_key(word)) >= _SHORTEST_KEY}
    searched = html[:MAX_SEARCHED].lower()
    if not any(key[:_SHORTEST_KEY] in searched for key in keys):
        return None
    for found in islice(_MARK.finditer(searched), MAX_LINKS):
        place = _PLACE.match(searched, found.end())
        domain = registrable_domain(place.group()) if place else None
        if domain and _is_named(domain, keys):
            return domain
    return None


def _is_named(domain: str, keys: set[str]) -> bool:
    label = name_key(domain.split(".")[0])
    whole = name_key(domain.replace(".", ""))
    return any(key in (label, whole) or (len(key) > 5 and key in label) for key in keys)
