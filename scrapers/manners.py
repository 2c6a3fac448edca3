"""Manners: how we behave towards the hosts we read.

Invariant: a request leaves only if its host's robots.txt allows it, one at a time to a host, never sooner
than the host's Crawl-delay or Retry-After. A host that says "too many requests" for good, or asks for more
patience than we have, is left alone for the rest of the crawl, and by later crawls of the data folder until
the time that it named; its boards are then `blocked`. Which hosts are asked at all, `scrapers.hosts` says.

One at a time holds while DOWNLOAD_DELAY is above 0: Scrapy 2.19 lets a host's whole queue out at once
without one. robots.txt as in RFC 9309: 4xx means no rules; a server error or no answer means that nothing
may be read. A host that gives no answer at all has not refused us: it is unreachable, not `blocked`; once it
let several pages in a row wait in vain, the rest of the crawl does not ask it.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import get_retry_request
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser
from scrapy.utils.misc import load_object

from scrapers.hosts import host_of
from scrapers.outcome import CirclesError, RefusedError, UnreachableError, moment, retry_after
from scrapers.waits import Waits

logger = logging.getLogger(__name__)

IS_ROBOTS = "is_robots"
"""Request meta: this request fetches a robots.txt and is not subject to one."""


def hold_back(crawler: Crawler, host: str, seconds: float) -> None:
    """Let no request to the host out for so many seconds."""
    slot = crawler.engine.downloader.slots.get(host)
    if slot:
        slot.delay = max(slot.delay, 0.001)  # Scrapy looks at `lastseen` only where there is a delay
        slot.lastseen = max(slot.lastseen, monotonic() + seconds - slot.delay)


def space_out(crawler: Crawler, host: str, seconds: float) -> None:
    """Keep at least so many seconds between two requests to the host, for the whole crawl."""
    downloader = crawler.engine.downloader
    usual = crawler.settings.getfloat("DOWNLOAD_DELAY")
    # Scrapy forgets an idle host's slot after a minute, and makes the next one from these settings
    downloader.per_slot_settings[host] = {"delay": max(seconds, usual), "concurrency": 1}
    if host in downloader.slots:
        downloader.slots[host].delay = max(seconds, usual)


class Robots:
    """Downloader middleware: asks every host for its robots.txt once, obeys it, and keeps its Crawl-delay."""

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self.crawler = crawler
        self.agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self.rules: dict[str, asyncio.Future[ProtegoRobotParser | str | UnreachableError]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Robots:
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise RefusedError for what the host's robots.txt forbids, UnreachableError without a host."""
        if request.meta.get(IS_ROBOTS):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.rules:
            self.rules[origin] = asyncio.get_running_loop().create_future()
            self.rules[origin].set_result(await self._fetch(origin, request))
        rules = await self.rules[origin]
        if isinstance(rules, str):
            raise RefusedError(rules)
        if isinstance(rules, UnreachableError):
            raise UnreachableError(rules.host, rules.cause)
        if not rules.allowed(request.url, self.agent):
            raise RefusedError(f"robots.txt of {parts.hostname} forbids it")

    async def _fetch(self, origin: str, request: Request) -> ProtegoRobotParser | str | UnreachableError:
        """The host's rules, or the sentence that says why nothing may be read there, or why nothing can."""
        host = urlsplit(origin).hostname or ""
        ask = Request(f"{origin}/robots.txt", priority=1000, meta={IS_ROBOTS: True}, callback=NO_CALLBACK)
        try:
            response = await self.crawler.engine.download_async(ask)
        except RefusedError as refused:
            return str(refused)
        except CirclesError:
            return f"robots.txt of {host} cannot be had (it redirects in circles)"
        except (DownloadCancelledError, IgnoreRequest):
            return f"robots.txt of {host} cannot be had (it is larger than we accept)"
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the host gave no answer
            return UnreachableError(host, error)
        if response.status >= 500 or response.status == 429:
            return f"robots.txt of {host} cannot be had (answered {response.status})"
        rules = self._parsed(response.body if response.status < 300 else b"")
        return self._spaced(rules, host) or rules

    def _parsed(self, body: bytes) -> ProtegoRobotParser:
        return ProtegoRobotParser.from_crawler(self.crawler, body)

    def _spaced(self, rules: ProtegoRobotParser, host: str) -> str | None:
        delay = rules.crawl_delay(self.agent)
        if not delay or not self.crawler.settings.getbool("CRAWL_DELAY_OBEYED"):
            return None
        if delay > self.crawler.settings.getfloat("CRAWL_DELAY_MAX"):
            return f"robots.txt of {host} asks for {delay:g} seconds between requests, more than we wait"
        space_out(self.crawler, host, delay)
        return None


class Patience:
    """Downloader middleware: waits as long as a host asks, tries again a few times, and then leaves it
    alone."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("RETRY_ENABLED"):
            raise NotConfigured
        self.crawler = crawler
        self.codes = {int(code) for code in settings.getlist("RETRY_HTTP_CODES")}
        self.failures = tuple(load_object(name) for name in settings.getlist("RETRY_EXCEPTIONS"))
        self.times = settings.getint("RETRY_TIMES")
        self.longest = settings.getfloat("RETRY_AFTER_MAX")
        self.first = settings.getfloat("BACKOFF_FIRST")
        self.silent_after = settings.getint("TIMEOUTS_IN_A_ROW")
        self.unanswered: dict[str, set[str]] = {}
        self.silent: dict[str, Exception] = {}
        now, data = datetime.now(UTC), settings.get("DATA_FOLDER")
        self.waits = Waits(Path(data)) if data else None
        waiting = self.waits.read(now) if self.waits else {}
        self.closed = {host: _asks_to_wait(host, until) for host, until in waiting.items()}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Patience:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raise RefusedError for a host that we leave alone, UnreachableError for one that fell silent."""
        host = host_of(request)
        if host in self.closed:
            raise RefusedError(self.closed[host])
        if host in self.silent:
            raise UnreachableError(host, self.silent[host])

    def heed(self, request: Request, response: Response) -> None:
        """Hold the host back, or leave it alone, as its answer asks; before its next request can leave."""
        host = host_of(request)
        self.unanswered.pop(host, None)
        if response.status not in self.codes:
            return
        wait = self._wait(request, response)
        if wait > self.longest:
            self._leave(host, wait)
        elif response.status == 429 and request.meta.get("retry_times", 0) >= self.times:
            self.closed[host] = f"{host} keeps answering 429, so it is left alone"
        elif wait:
            hold_back(self.crawler, host, wait)

    def _leave(self, host: str, seconds: float) -> None:
        now = datetime.now(UTC)
        until = now + timedelta(seconds=seconds)
        self.closed[host] = _asks_to_wait(host, until)
        try:
            if self.waits:
                self.waits.keep(host, until, now)
        except OSError as error:
            logger.error("the next crawl will not know that %s: %s", self.closed[host], error)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The answer, or the same request again while its host is not left alone and attempts remain."""
        if response.status not in self.codes or host_of(request) in self.closed:
            return response
        return self._again(request, f"answered {response.status}") or response

    def process_exception(self, request: Request, exception: Exception) -> Request | None:
        """The same request again after a network failure, until the attempts are used up."""
        return self._again(request, exception) if isinstance(exception, self.failures) else None

    def miss(self, request: Request, error: Exception) -> None:
        """Count a page that its host let wait in vain; ask the host no more after some in a row."""
        host = host_of(request)
        pages = self.unanswered.setdefault(host, set())
        pages.add(request.url)
        if len(pages) >= self.silent_after:
            self.silent[host] = error

    def _again(self, request: Request, reason: str | Exception) -> Request | None:
        spider = self.crawler.spider
        assert spider is not None
        return get_retry_request(
            request, spider=spider, reason=reason, max_retry_times=self.times, give_up_log_level="INFO"
        )

    def _wait(self, request: Request, response: Response) -> float:
        asked = retry_after(response.headers.get("Retry-After"), datetime.now(UTC))
        if asked is not None:
            return asked
        if response.status not in (429, 503):
            return 0.0
        attempts: int = request.meta.get("retry_times", 0)
        return min(self.first * 2.0**attempts, self.longest)


def _asks_to_wait(host: str, until: datetime) -> str:
    return f"{host} asks us to wait until {moment(until, 0)}, longer than a crawl waits"


class PoliteHandler(HTTP11DownloadHandler):
    """Scrapy's download handler, between a host's queue and the network.

    It has the last word on a request that waited in the queue, and sees an answer before the next one leaves.
    """

    async def download_request(self, request: Request) -> Response:
        patience = self.crawler.get_downloader_middleware(Patience)
        if patience is None:
            return await super().download_request(request)
        patience.process_request(request)
        try:
            response = await super().download_request(request)
        except DownloadTimeoutError as error:
            patience.miss(request, error)
            raise
        patience.heed(request, response)
        return response
