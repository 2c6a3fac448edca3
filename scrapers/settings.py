"""Scrapy settings that differ from Scrapy's defaults, each with its reason.

Invariant: only plain upper-case values, so that `SCRAPY_SETTINGS_MODULE=scrapers.settings scrapy ...` works
as well as our own command. Everything here holds for any use; a replay adds its own
(`scrapers.replay.settings_for`).
"""

from __future__ import annotations

import os
from importlib.metadata import PackageNotFoundError, version
from typing import Any


def user_agent(contact: str) -> str:
    """Who asks: product, version, and where its operator can be reached (an e-mail or web address; may be
    blank)."""
    try:
        release = version("sixthhire")
    except PackageNotFoundError:
        release = "0"
    reached = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in "()")[:200].strip()
    return f"SixthHire/{release} (personal job search{'; contact: ' if reached else ''}{reached})"


BOT_NAME = "SixthHire"
SPIDER_MODULES = ["scrapers.spiders"]

# Manners ---------------------------------------------------------------------------------------------------
USER_AGENT = user_agent(os.environ.get("SIXTHHIRE_CONTACT", ""))
ROBOTSTXT_USER_AGENT = "SixthHire"  # the token that a robots.txt would name
ROBOTSTXT_OBEY = (
    True  # off by default; obeyed by our own middleware below, which also reads the answer's status
)
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one request at a time to a host
DOWNLOAD_DELAY = (
    1.0  # seconds between two requests to a host, never 0 (see manners); a Crawl-delay may be longer
)
DOWNLOAD_HANDLERS: dict[str, str | None] = {
    "http": "scrapers.manners.PoliteHandler",
    "https": "scrapers.manners.PoliteHandler",
    **dict.fromkeys(("data", "file", "ftp", "s3")),  # a board is on the web
}
DOWNLOAD_DELAY_JITTER = 0  # a promised delay is kept, never halved at random
DOWNLOADER_MIDDLEWARES: dict[str, int | None] = {
    "scrapers.hosts.PublicHosts": 40,
    "scrapers.hosts.LeftOut": 41,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "scrapers.manners.Robots": 100,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
    "scrapers.manners.Patience": 550,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,  # a data API does not refresh
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "scrapers.redirects.SameHostRedirects": 600,
    "scrapers.quota.DailyCalls": 900,  # last, so that it counts what does leave
}
CRAWL_DELAY_OBEYED = True  # ours; a replay has no server to spare
CRAWL_DELAY_MAX = 60.0  # ours, seconds; a host that asks for more is not read
RETRY_AFTER_MAX = 120.0  # ours, seconds; a host that asks for more is left alone until then
BACKOFF_FIRST = (
    5.0  # ours, seconds before the first retry of a 429 or 503 without Retry-After; doubled each time
)

# Safety ----------------------------------------------------------------------------------------------------
DOWNLOAD_VERIFY_CERTIFICATES = True  # off by default
REMOTE_CONTROL_ENABLED = False  # on by default: a local server that runs code posted to it
TELNETCONSOLE_ENABLED = False  # on by default: a console on a local port
COOKIES_ENABLED = False  # nothing here logs in; a cookie would only tie requests together
PRIVATE_HOSTS_ALLOWED = False  # ours; true lets tests ask a server on this machine
TWISTED_DNS_RESOLVER = "scrapers.hosts.PublicResolver"  # a public name must not lead to a private address
DOWNLOAD_MAXSIZE = 64 * 1024 * 1024  # bytes, unpacked; the largest board seen is 6 MB
DOWNLOAD_WARNSIZE = 0  # the limit above speaks for itself

# Patience --------------------------------------------------------------------------------------------------
DOWNLOAD_TIMEOUT = 45  # seconds; three minutes by default, times every board of a dead host
TIMEOUTS_IN_A_ROW = 3  # ours; pages of a host without an answer between them, then it is not asked any more
RETRY_TIMES = 2  # three attempts in all
RETRY_HTTP_CODES = [500, 502, 503, 504, 408, 429]
REDIRECT_MAX_TIMES = 5  # 20 by default

# What spiders see ------------------------------------------------------------------------------------------
HTTPERROR_ALLOW_ALL = True  # every answer, good or bad, becomes a snapshot's status
URLLENGTH_LIMIT = 0  # 2083 by default: a longer URL would be dropped without a word, and its board with it
LOG_LEVEL = "WARNING"  # DEBUG by default: slow, and it prints every item
FEED_EXPORT_ENCODING = "utf-8"
DEFAULT_REQUEST_HEADERS: dict[str, Any] = {
    "Accept": "application/json, application/xml;q=0.9, */*;q=0.5",
    "Accept-Language": "en",
}
