"""Scrapy, started and stopped: run spiders side by side and hand every item to a function.

Invariant: `run` returns one outcome a job, or raises KeyboardInterrupt; signal handlers are as before when
it is over. A live run needs the process's one Twisted reactor, so it can happen once a process; a replay
needs none and can be repeated.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import current_thread, main_thread
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings
from scrapy.utils.log import configure_logging
from twisted.python.failure import Failure

from scrapers.items import BoardSnapshot, DirectorySnapshot, FilingsSnapshot
from scrapers.reading import SourceSpider

Item = BoardSnapshot | DirectorySnapshot | FilingsSnapshot
MOST_CRASHES = 5


@dataclass(frozen=True)
class Job:
    """One spider with its arguments."""

    spider: type[SourceSpider]
    arguments: dict[str, Any]


@dataclass
class Outcome:
    """How one spider's run went, apart from its items: Scrapy's counters, and what crashed."""

    source: str
    stats: dict[str, Any] = field(default_factory=dict)
    crashes: list[str] = field(default_factory=list)


Watched = tuple[Crawler, Outcome]


def run(jobs: Sequence[Job], settings: Settings, on_item: Callable[[str, Item], None]) -> list[Outcome]:
    """Run all jobs side by side; `on_item(source, item)` gets every item as it comes. KeyboardInterrupt ends
    all."""
    start = _run_live if settings.getbool("TWISTED_REACTOR_ENABLED") else _run_without_reactor
    return start(jobs, settings, on_item)


def _run_live(jobs: Sequence[Job], settings: Settings, on_item: Callable[[str, Item], None]) -> list[Outcome]:
    process = AsyncCrawlerProcess(settings)
    watched = [_watched(process, job, on_item) for job in jobs]
    tasks = _begin(process, jobs, watched)

    from twisted.internet import reactor as imported  # only now: importing it installs it

    reactor: Any = imported
    with _interruptible(lambda: reactor.callFromThread(reactor.crash)) as interrupted:
        process.start(install_signal_handlers=False)
    if interrupted:
        reactor.getThreadPool().stop()  # a crash leaves its threads, which would keep the process
        raise KeyboardInterrupt
    return _finished(watched, tasks)


def _run_without_reactor(
    jobs: Sequence[Job], settings: Settings, on_item: Callable[[str, Item], None]
) -> list[Outcome]:
    async def main() -> list[Outcome]:
        runner = AsyncCrawlerRunner(settings)
        watched = [_watched(runner, job, on_item) for job in jobs]
        tasks = _begin(runner, jobs, watched)
        loop, waiting = asyncio.get_running_loop(), asyncio.ensure_future(asyncio.wait(tasks))
        with _interruptible(lambda: loop.call_soon_threadsafe(waiting.cancel)):
            await waiting
        return _finished(watched, tasks)

    configure_logging(settings)
    try:
        return asyncio.run(main())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None


def _begin(
    runner: AsyncCrawlerRunner, jobs: Sequence[Job], watched: Sequence[Watched]
) -> list[asyncio.Future[None]]:
    pairs = zip(jobs, watched, strict=True)
    return [runner.crawl(crawler, **job.arguments) for job, (crawler, _) in pairs]


def _watched(
    runner: AsyncCrawlerRunner, job: Job, on_item: Callable[[str, Item], None]
) -> tuple[Crawler, Outcome]:
    crawler = runner.create_crawler(job.spider)
    outcome = Outcome(job.spider.name)

    def item_scraped(item: Item) -> None:
        on_item(outcome.source, item)

    def spider_error(failure: Failure) -> None:
        if len(outcome.crashes) < MOST_CRASHES:
            outcome.crashes.append(_sentence(failure.value))

    # Scrapy holds receivers weakly: `weak=False` keeps these alive as long as the crawler
    crawler.signals.connect(item_scraped, signals.item_scraped, weak=False)
    crawler.signals.connect(spider_error, signals.spider_error, weak=False)
    return crawler, outcome


def _finished(watched: Sequence[Watched], tasks: Sequence[asyncio.Future[None]]) -> list[Outcome]:
    for (crawler, outcome), task in zip(watched, tasks, strict=True):
        error = None if not task.done() or task.cancelled() else task.exception()
        if error:
            outcome.crashes.append(_sentence(error))
        else:
            outcome.stats = crawler.stats.get_stats()
    return [outcome for _, outcome in watched]


def _sentence(error: BaseException | None) -> str:
    return f"crashed: {type(error).__name__}: {' '.join(str(error).split())[:300]}"


@contextmanager
def _interruptible(stop: Callable[[], Any]) -> Iterator[list[int]]:
    """Call `stop` on SIGINT or SIGTERM instead of breaking in anywhere; yields the signals that came."""
    came: list[int] = []

    def handle(number: int, _: Any) -> None:
        came.append(number)
        stop()

    numbers = (signal.SIGINT, signal.SIGTERM) if current_thread() is main_thread() else ()
    before = {number: signal.signal(number, handle) for number in numbers}
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
