"""Which hosts are asked at all.

Invariant: no request goes to a private address, by whatever name, nor to a site whose terms or robots.txt say
that it must not be read, whoever links or redirects there.
"""

from __future__ import annotations

import ipaddress
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.resolver import CachingThreadedResolver
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from scrapers.outcome import RefusedError

LEFT_OUT = (
    "linkedin.com",
    "indeed.com",
    "wellfound.com",
    "angel.co",
    "glassdoor.com",
    "ycombinator.com",
    "workatastartup.com",
    "smartrecruiters.com",
    "breezy.hr",
    "bamboohr.com",
    "pinpointhq.com",
    "consider.com",
)
"""Sites that no request goes to; the README says why."""


class PublicHosts:
    """Downloader middleware: refuses literal private addresses; names are checked where they are resolved."""

    def __init__(self, crawler: Crawler) -> None:
        if crawler.settings.getbool("PRIVATE_HOSTS_ALLOWED"):
            raise NotConfigured

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PublicHosts:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise RefusedError for a host on this machine or in this network."""
        host = host_of(request)
        if is_private(host):
            raise RefusedError(f"{host} is no public host")


class LeftOut:
    """Downloader middleware: refuses sites whose terms or robots.txt say that they must not be read, whoever
    links or redirects there."""

    def process_request(self, request: Request) -> None:
        """Raise RefusedError for a host of a site that is left out."""
        host = host_of(request).rstrip(".")
        if any(host == domain or host.endswith(f".{domain}") for domain in LEFT_OUT):
            raise RefusedError(f"{host} is left out: its terms or its robots.txt say no")


class PublicResolver(CachingThreadedResolver):
    """DNS resolver that treats a name leading to a private address as unknown; configured proxies are
    exempt."""

    exempt: frozenset[str] = frozenset()
    private_allowed = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> PublicResolver:
        resolver = super().from_crawler(crawler, reactor)
        resolver.private_allowed = crawler.settings.getbool("PRIVATE_HOSTS_ALLOWED")
        resolver.exempt = frozenset(urlsplit(url).hostname or "" for url in getproxies().values())
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:  # noqa: N802 - Twisted's name
        found = super().getHostByName(name, timeout)
        if self.private_allowed or name in self.exempt:
            return found
        return found.addCallback(public_address, name)


def public_address(address: str, name: str) -> str:
    """The address that a name leads to; DNSLookupError when it is a private one."""
    if is_private(address):
        raise DNSLookupError(f"{name} leads to a private address")
    return address


def is_private(host: str) -> bool:
    """Whether a host name or a literal address is on this machine or in a private network."""
    name = host.rstrip(".").lower().strip("[]")
    if name in ("", "localhost") or name.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        # shorthand such as 127.1 or 2130706433, which a resolver would accept; no top-level domain begins
        # with a digit
        return name.rsplit(".", 1)[-1][:1].isdigit()


def host_of(request: Request) -> str:
    """The host that a request goes to."""
    return urlsplit(request.url).hostname or ""
