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
from typing import Any

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings
from scrapy.utils.log import configure_logging
from twisted.python.failure import Failure

from scrapers.items import BoardSnapshot, DirectorySnapshot
from scrapers.reading import SourceSpider

Item = BoardSnapshot | DirectorySnapshot
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


def run(jobs: Sequence[Job], settings: Settings, on_item: Callable[[str, Item], None]) -> list[Outcome]:
    """Run all jobs side by side; `on_item(source, item)` gets every item as it comes. KeyboardInterrupt ends
    all."""
    start = _run_live if settings.getbool("TWISTED_REACTOR_ENABLED") else _run_without_reactor
    return start(jobs, settings, on_item)


def _run_live(jobs: Sequence[Job], settings: Settings, on_item: Callable[[str, Item], None]) -> list[Outcome]:
    process = AsyncCrawlerProcess(settings)
    watched = [_watched(process, job, on_item) for job in jobs]
    tasks = [process.crawl(crawler, **job.arguments) for job, (crawler, _) in zip(jobs, watched, strict=True)]

    from twisted.internet import reactor as imported  # only now: importing it installs it

    reactor: Any = imported

    with _interruptible(lambda: reactor.callFromThread(reactor.crash)) as interrupted:
        process.start(install_signal_handlers=False)
    if interrupted:
        raise KeyboardInterrupt
    return [
        _finished(crawler, outcome, task) for (crawler, outcome), task in zip(watched, tasks, strict=True)
    ]


def _run_without_reactor(
    jobs: Sequence[Job], settings: Settings, on_item: Callable[[str, Item], None]
) -> list[Outcome]:
    async def main() -> list[Outcome]:
        runner = AsyncCrawlerRunner(settings)
        watched = [_watched(runner, job, on_item) for job in jobs]
        tasks = [
            runner.crawl(crawler, **job.arguments) for job, (crawler, _) in zip(jobs, watched, strict=True)
        ]
        await asyncio.wait(tasks)
        return [
            _finished(crawler, outcome, task) for (crawler, outcome), task in zip(watched, tasks, strict=True)
        ]

    configure_logging(settings)
    return asyncio.run(main())


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


def _finished(crawler: Crawler, outcome: Outcome, task: asyncio.Future[None]) -> Outcome:
    error = None if not task.done() or task.cancelled() else task.exception()
    if error:
        outcome.crashes.append(_sentence(error))
    else:
        outcome.stats = crawler.stats.get_stats()
    return outcome


def _sentence(error: BaseException | None) -> str:
    return f"crashed: {type(error).__name__}: {' '.join(str(error).split())[:300]}"


@contextmanager
def _interruptible(stop: Callable[[], Any]) -> Iterator[list[int]]:
    """Call `stop` on SIGINT or SIGTERM instead of breaking in anywhere; yields the signals that came."""
    came: list[int] = []

    def handle(number: int, _: Any) -> None:
        came.append(number)
        stop()

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield came
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
