"""Who a company is: its name without packaging, a key to join names by, and the domain that is its own.

Invariant: a domain that is returned belongs to one company's site or mail; hosts that serve many (boards,
mail, social, documents, shorteners) are never anybody's domain.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from pathlib import Path

from tldextract import TLDExtract

_RESERVED_SUFFIXES = frozenset({"example", "test", "invalid", "localhost", "local"})
_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:[^/?#@\s]*@)?([^/?#:\s@]+)", re.IGNORECASE)
_HOST_SHAPE = re.compile(r"^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,62})\.)+[a-z][a-z0-9-]{1,62}$")

_LEGAL = (
    r"inc|incorporated|llc|l\.l\.c|ltd|limited|corp|corporation|co|company|plc|gmbh|ag|kg|ug|se|sas|sasu|"
    r"sarl|s\.a\.s|"
    r"s\.a\.r\.l|s\.a|b\.v|bv|n\.v|nv|oy|oyj|ab|a/s|aps|pte|pty|pvt|private|k\.k|kk|s\.r\.l|srl|s\.p\.a|spa|"
    r"pbc|p\.b\.c|llp|l\.p|sp\. z o\.o|s\.l|gmbh & co|e\.v|ou|oü|d\.o\.o|s\.r\.o|kft"
)
_LEGAL_TAIL = re.compile(rf"(?:\s*,\s*|\s+)\(?(?:{_LEGAL})\.?\)?\s*$", re.IGNORECASE)
_PACKAGING = re.compile(r"\s*(?:\([^()]*(?:\)|$)|\[[^\[\]]*\]|https?://\S+)\s*")
_LINKED = re.compile(r"\[([^\[\]]+)\]\([^()]*\)")
_DECORATION = " \t\r\n*_|-–—:;,·•>#\"'“”`~"
_EDGE = _DECORATION.replace(">", "")
_TAGGED = re.compile(r"<\w+>$")
"""A last word in angle brackets is of the name, no quotation mark of mail."""
_KEY_DROPS = re.compile(r"[^\w]|_")
_MAX_NAME = 120


@functools.cache
def _extract() -> TLDExtract:
    return TLDExtract(suffix_list_urls=(), cache_dir=None)


@functools.cache
def shared_hosts() -> frozenset[str]:
    """Hosts that serve many companies (boards, mail, social, documents, shorteners), from `hosts.txt`."""
    lines = (Path(__file__).parent / "hosts.txt").read_text("utf-8").splitlines()
    return frozenset(host for line in lines if not line.startswith("#") for host in line.split())


def host_of(url: str) -> str | None:
    """The host of a URL, a bare host or an e-mail address, in lower case; None when there is none."""
    found = _HOST.match(url.strip()[:2000])
    if not found:
        return None
    host = found.group(1).rstrip(".").lower()
    return host if _HOST_SHAPE.match(host) else None


@functools.lru_cache(maxsize=20_000)
def site_domain(host: str) -> str | None:
    """The registrable domain of a host, whoever it belongs to; None for what is no public name."""
    parts = _extract()(host)
    if parts.domain and parts.suffix:
        return f"{parts.domain}.{parts.suffix}"
    labels = host.split(".")
    return ".".join(labels[-2:]) if len(labels) >= 2 and labels[-1] in _RESERVED_SUFFIXES else None


def registrable_domain(url: str | None) -> str | None:
    """The domain that is a company's own ("lumenforge.com"), from a URL, a host or an e-mail address.

    None for hosts that serve many companies, and for what is no host.
    """
    host = host_of(url) if url else None
    domain = site_domain(host) if host else None
    return None if domain in shared_hosts() or host in shared_hosts() else domain


def clean_name(name: str) -> str:
    """A company's name as one says it, without legal suffix, batch, URL and decoration."""
    return _clean_name(name[: 2 * _MAX_NAME])


@functools.lru_cache(maxsize=4_096)
def _clean_name(name: str) -> str:
    original = _LINKED.sub(r"\1", " ".join(name.split()))[:_MAX_NAME].strip(_DECORATION)
    if original[:1] + original[-1:] == "[]":
        original = original[1:-1].strip(_DECORATION)
    bare = _PACKAGING.sub(" ", original).strip(_DECORATION) or original
    if _TAGGED.search(" ".join(name.split()).rstrip(_EDGE)):
        return f"{bare}>"
    for _ in range(3):
        shorter = _LEGAL_TAIL.sub("", bare).strip(_DECORATION)
        if shorter == bare or shorter.casefold() in ("", "the", "a"):
            break
        bare = shorter
    return bare or original


def name_key(name: str) -> str:
    """What two spellings of a company's name share: no case, accents, legal suffix or punctuation."""
    folded = unicodedata.normalize("NFKD", clean_name(name)).casefold()
    return _KEY_DROPS.sub("", "".join(c for c in folded if not unicodedata.combining(c)))
