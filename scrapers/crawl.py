"""Run the spiders over one shard of boards, judge the crawl, land the file.

Invariant: a landing file is either whole (its last line is the CrawlReport) or absent, and the same run and
shard always make the same file. No failure is silent: a board without a snapshot, a crash, a source that
sent no request all fail their source in the report.

Boards are split by the host that serves them, never otherwise, so that one worker alone talks to a host and
its manners hold for all of its boards.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from scrapy.settings import Settings

from scrapers.boards import REGISTRY, read_boards
from scrapers.engine import Job, run
from scrapers.errors import UsageError
from scrapers.items import Board, CrawlReport
from scrapers.landing import LandingFile
from scrapers.own_boards import registry
from scrapers.quota import used_up
from scrapers.reading import BadArgumentError, Known
from scrapers.replay import recorded_answers, settings_for
from scrapers.settings import user_agent
from scrapers.sources import SOURCES, NoSpiderError, crawlable, known, spider_of
from scrapers.tally import Tally


class NoBoardsError(UsageError):
    """A source was asked for whose boards the registry does not have."""

    def __init__(self, source: str, path: Path) -> None:
        instead = ", name a page with -a url=https://..." if SOURCES[source].kind == "pages" else ""
        super().__init__(
            f"boards file {path} has no board of {source}; add one{instead} or leave the source out"
        )
        self.source = source


class BadShardError(UsageError):
    """A shard is not written as I/N with I from 1 to N."""

    def __init__(self, text: str) -> None:
        super().__init__(f"shard {text!r} must be written I/N, such as 1/4, with I from 1 to N")


@dataclass(frozen=True)
class Shard:
    """Part `index` of `of`, counted from 1."""

    index: int = 1
    of: int = 1

    @classmethod
    def parse(cls, text: str) -> Shard:
        match = re.fullmatch(r"([0-9]{1,5})/([0-9]{1,5})", text.strip())
        if not match or not 1 <= int(match[1]) <= int(match[2]):
            raise BadShardError(text)
        return cls(int(match[1]), int(match[2]))

    def has(self, host: str) -> bool:
        """Whether this shard's worker talks to the host: stable over machines, runs and versions of
        Python."""
        digest = hashlib.sha256(host.encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.of == self.index - 1

    def __str__(self) -> str:
        return f"{self.index}-of-{self.of}"


@dataclass(frozen=True)
class Progress:
    """How far one source has come: `boards` of `of` (None when it finds its own) are read."""

    source: str
    boards: int
    of: int | None
    postings: int
    failed: int


@dataclass(frozen=True)
class Order:
    """What to crawl and where to land it. `sources` empty: every source that has a spider and boards to
    read."""

    data: Path
    sources: Sequence[str] = ()
    boards_file: Path | None = None
    """The registry; None takes the replay folder's own, else the bundled one with the user's own."""
    replay: Path | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    shard: Shard = Shard()
    run_id: str | None = None
    """Names the landing folder; the same id and shard make the same file again. None makes a new one."""
    contact: str | None = None
    """An address for the User-Agent; None leaves it to SIXTHHIRE_CONTACT."""
    is_sample: bool = False
    validators: Mapping[str, Known] = field(default_factory=dict)
    """By URL, what is known of an answer already stored: an equal one is not read again."""


def crawl(
    order: Order,
    progress: Callable[[Progress], None] = lambda _: None,
    warn: Callable[[str], None] = lambda text: print(text, file=sys.stderr),  # noqa: T201
) -> CrawlReport:
    """Crawl and land `<data>/landing/<run_id>/<shard>.jsonl`; returns its last line.

    A live crawl can run once a process. `progress` is told after every board, `warn` of what is left out.
    Raises UsageError (unknown source, bad registry, argument or replay folder), DataFileError (folder not
    writable) and KeyboardInterrupt (Ctrl-C, SIGTERM); then nothing lands.
    """
    settings = settings_of(order)
    jobs = jobs_of(order, warn)
    if not order.replay and settings["USER_AGENT"] == user_agent(""):
        warn("set SIXTHHIRE_CONTACT to an e-mail or web address, so that the sites we read can reach you")
    return land(order, jobs, settings, progress)


def jobs_of(order: Order, warn: Callable[[str], None]) -> list[Job]:
    """What the order's spiders have to do in its shard; UsageError when it asks for what is not there."""
    boards = boards_of(order)
    names = _sources(order, boards, warn)
    _check_arguments(order.arguments, names)
    return _jobs(order, _within_limits(order, names, warn), boards)


def sources_of(order: Order) -> list[str]:
    """The sources that an order reads, whether or not they may be asked now; UsageError as for a crawl."""
    return _sources(order, boards_of(order), lambda _: None)


def boards_of(order: Order) -> list[Board]:
    """The boards to read: of the file named, else of the replay folder's own, else the bundled ones and the
    user's own."""
    named = named_registry(order)
    return read_boards(named) if named else registry(order.data)


def named_registry(order: Order) -> Path | None:
    """The one registry file to read; None when it is the bundled one with the user's own."""
    recorded = order.replay / "boards.csv" if order.replay else None
    return order.boards_file or (recorded if recorded and recorded.is_file() else None)


def settings_of(order: Order) -> Settings:
    """Scrapy's settings for an order: ours, its contact, and the replay's when it has one."""
    settings = Settings()
    settings.setmodule("scrapers.settings", priority="project")
    settings.set("DATA_FOLDER", str(order.data), priority="cmdline")
    if order.contact:
        settings.set("USER_AGENT", user_agent(order.contact), priority="cmdline")
    if order.replay:
        recorded_answers(order.replay)  # a broken folder is told before anything starts
        settings.setdict(settings_for(order.replay), priority="cmdline")
    return settings


def land(
    order: Order, jobs: Sequence[Job], settings: Settings, progress: Callable[[Progress], None]
) -> CrawlReport:
    """Run the jobs and land their items; `crawl` without the registry, for jobs made elsewhere."""
    run_id = order.run_id or f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    begun = monotonic()
    started_at: datetime = settings.get("RECORDED_AT") or datetime.now(UTC)
    tallies = {job.spider.name: Tally(job.spider.name, job.arguments.get("boards")) for job in jobs}
    with LandingFile(order.data, run_id, str(order.shard)) as file:

        def on_item(source: str, item: Any) -> None:
            file.write(item)
            tally = tallies[source]
            tally.add(item)
            progress(Progress(source, tally.boards, tally.asked, tally.postings, tally.failed))

        outcomes = run(jobs, settings, on_item) if jobs else []
        report = CrawlReport(
            run_id=run_id,
            shard=str(order.shard),
            started_at=started_at,
            finished_at=started_at + timedelta(seconds=monotonic() - begun),
            is_sample=order.is_sample,
            sources=tuple(tallies[outcome.source].report(outcome) for outcome in outcomes),
        )
        file.write(report)
        file.publish()
    return report


def _sources(order: Order, boards: Sequence[Board], warn: Callable[[str], None]) -> list[str]:
    """The sources to crawl, each with its spider; says which rows of the registry nobody reads."""
    having = {board.source for board in boards}
    if not order.sources:
        idle = sorted(having - set(crawlable()))
        if idle:
            warn(f"no spider yet for {', '.join(idle)}: their boards are left out")
        wanted = having | _on_their_own(order)
        return [name for name in crawlable() if name in wanted]
    names = list(dict.fromkeys(order.sources))
    for name in names:
        source = known(name)
        if not source.has_spider:
            raise NoSpiderError(name)
        if source.kind in ("boards", "pages") and name not in having and not _is_named(name, order):
            raise NoBoardsError(name, named_registry(order) or REGISTRY)
    return names


def _is_named(name: str, order: Order) -> bool:
    """Whether an argument of the order names what a source of pages is to read."""
    return SOURCES[name].kind == "pages" and any(one in order.arguments for one in spider_of(name).arguments)


def _on_their_own(order: Order) -> set[str]:
    """Sources that need no row of the registry, since they find their own pages; of the feeds and
    filings, a replay reads those that it holds."""
    names = {
        name
        for name in crawlable()
        if SOURCES[name].kind in ("threads", "directory") or _is_named(name, order)
    }
    feeds = {name for name in crawlable() if SOURCES[name].kind in ("feed", "filings")}
    if order.replay:
        recorded = {urlsplit(url).hostname for url in recorded_answers(order.replay)}
        feeds = {name for name in feeds if spider_of(name).host in recorded}
    return names | feeds


def _within_limits(order: Order, names: Sequence[str], warn: Callable[[str], None]) -> list[str]:
    """The sources that may be asked today; says which may not. A replay asks nobody."""
    now, left = datetime.now(UTC), []
    for name in names:
        sentence = (
            None if order.replay else _anonymous(name, order) or used_up(SOURCES[name], order.data, now)
        )
        if sentence:
            warn(sentence)
        else:
            left.append(name)
    return left


def _anonymous(name: str, order: Order) -> str | None:
    """The sentence that says that a source may not be asked by someone unnamed; None when it may."""
    if not SOURCES[name].needs_contact or settings_of(order)["USER_AGENT"] != user_agent(""):
        return None
    return (
        f"{name} answers only those who say whom to reach: it is left out until SIXTHHIRE_CONTACT holds your"
        " e-mail or web address"
    )


def _jobs(order: Order, sources: Sequence[str], boards: Sequence[Board]) -> list[Job]:
    """One job a source that has anything to do in this shard."""
    jobs = []
    for name in sources:
        spider = spider_of(name)
        arguments: dict[str, Any] = {key: v for key, v in order.arguments.items() if key in spider.arguments}
        if SOURCES[name].kind in ("boards", "pages"):
            asked = spider.boards_named(arguments) or [board for board in boards if board.source == name]
            mine = [board for board in asked if order.shard.has(spider.host_of(board))]
            if not mine:
                continue
            arguments["boards"] = mine
        elif not order.shard.has(spider.host):
            continue
        jobs.append(Job(spider, {**arguments, "validators": order.validators}))
    return jobs


def _check_arguments(arguments: Mapping[str, str], sources: Sequence[str]) -> None:
    """Every argument must be one that a selected source takes, with a value that it takes."""
    spiders = [spider_of(name) for name in sources]
    for name in arguments:
        if not any(name in spider.arguments for spider in spiders):
            raise BadArgumentError(name, f"is unknown to {', '.join(sources) or 'every source'}")
    for spider in spiders:
        spider.check({name: value for name, value in arguments.items() if name in spider.arguments})
