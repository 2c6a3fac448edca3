"""One crawl on many machines: shards go into a queue, landing files come back, one build merges them.

Invariant: a shard is run until its file has landed, and one that never does is named; running it again makes
the same file. Workers never write to the data folder's generations.

Shards are split by host, so that one worker alone talks to a host and its manners hold.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from redis import Redis, RedisError

from pipeline.fleet_place import Place
from pipeline.fleet_worker import BEAT_LASTS, QUEUE, TASK, beat_key, fleet_app
from scrapers.crawl import Order
from scrapers.errors import SixthHireError
from scrapers.items import Board, CrawlReport, SourceReport
from scrapers.landing import LandingFile

POLL = 0.5
"""Seconds between two looks at the place."""
QUIET = 2.0 * BEAT_LASTS
"""Seconds that a shard may be neither queued nor beating before it is sent again."""
MOST_SENT = 4
"""Times that a shard is sent before it is given up."""


class BrokerUnreachableError(SixthHireError):
    """Redis does not answer, so nothing is read."""

    exit_code = 3

    def __init__(self, broker: str, error: Exception) -> None:
        super().__init__(f"the fleet's queue at {_without_password(broker)} does not answer: {error}")
        self.broker = broker


@dataclass(frozen=True)
class FleetOrder:
    """A crawl for a fleet. `place` is where files are left: a folder that all share, or a store's URL."""

    crawl: Order
    boards: Sequence[Board]
    """The registry's rows: workers need no file of ours."""
    shards: int
    broker: str
    place: str
    seconds: int
    """Seconds that one shard may take."""
    patience: float
    """Seconds without any news (a file, a beat) after which the fleet is given up."""


@dataclass
class FleetReport:
    """What came back. `missing` shards (such as "2/8") were not read by anyone."""

    run_id: str
    landed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    reports: list[CrawlReport] = field(default_factory=list)
    """What each landed shard said of itself."""


def crawl_with_fleet(order: FleetOrder, tell: Callable[[str], None] = lambda _: None) -> FleetReport:
    """Send every shard, wait for their files, bring them into the data folder's landing.

    Raises BrokerUnreachableError when the queue cannot be reached at the start, PlaceUnreachableError when
    the place cannot; later outages of the queue are waited out until `patience` ends.
    """
    run_id = order.crawl.run_id or f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(4)}"
    place = Place(order.place)
    place.put(f"{run_id}/order.json", _as_json(order, run_id))
    shards = [f"{index}-of-{order.shards}" for index in range(1, order.shards + 1)]
    flight = Flight(order, run_id, shards)
    flight.start()
    try:
        report = _wait(flight, place, tell)
    finally:
        place.remove([f"{run_id}/order.json"])
    _bring_home(place, report, order.crawl.data)
    return report


def combined(report: FleetReport) -> CrawlReport:
    """What all shards say, as of one crawl; a source's figures are summed, its worst status counts."""
    order = ("ok", "partial", "failed")
    sources: dict[str, SourceReport] = {}
    for part in (source for one in report.reports for source in one.sources):
        so_far = sources.get(part.source)
        sources[part.source] = (
            _sum(so_far, part, max(so_far.status, part.status, key=order.index)) if so_far else part
        )
    now = datetime.now(UTC)
    return CrawlReport(
        run_id=report.run_id,
        shard="1-of-1",
        started_at=min((one.started_at for one in report.reports), default=now),
        finished_at=max((one.finished_at for one in report.reports), default=now),
        sources=tuple(sources.values()),
    )


def _sum(one: SourceReport, other: SourceReport, status: str) -> SourceReport:
    summed = ("boards", "boards_failed", "postings", "rejected", "requests", "bytes", "seconds")
    return one.model_copy(
        update={
            **{name: getattr(one, name) + getattr(other, name) for name in summed},
            "status": status,
            "errors": (*one.errors, *other.errors)[:20],
        }
    )


class Flight:
    """The shards that are on their way: which were sent how often, and when each was last heard of."""

    def __init__(self, order: FleetOrder, run_id: str, shards: Sequence[str]) -> None:
        self.order, self.run_id, self.shards = order, run_id, shards
        self.sent: dict[str, int] = dict.fromkeys(shards, 0)
        self.heard: dict[str, float] = {}
        self._redis = Redis.from_url(order.broker)
        self._app = fleet_app(order.broker, order.seconds)

    def start(self) -> None:
        """Send every shard once."""
        try:
            self._redis.ping()
        except RedisError as error:
            raise BrokerUnreachableError(self.order.broker, error) from error
        for shard in self.shards:
            self.send(shard)

    def send(self, shard: str) -> None:
        """Put one shard into the queue."""
        arguments = [self.order.place, self.run_id, shard, self.order.seconds]
        self._app.send_task(TASK, args=arguments, queue=QUEUE, retry=False)
        self.sent[shard] += 1
        self.heard[shard] = time.monotonic()

    def listen(self, waiting: Sequence[str]) -> bool:
        """Note which of the waiting shards beat; while messages wait in the queue, all count as heard.

        Whether anything is known at all: False while Redis does not answer.
        """
        try:
            queued = self._redis.llen(QUEUE)
            beats = self._redis.mget([beat_key(self.run_id, shard) for shard in waiting])
        except RedisError:
            return False
        now = time.monotonic()
        for shard, beat in zip(waiting, beats, strict=True):
            if beat is not None or queued:
                self.heard[shard] = now
        return any(beat is not None for beat in beats)

    def lost(self, waiting: Sequence[str]) -> list[str]:
        """The shards that nobody has, and that may be sent again."""
        return [s for s in waiting if self._is_quiet(s) and self.sent[s] < MOST_SENT]

    def given_up(self, waiting: Sequence[str]) -> bool:
        """Whether every shard that waits was sent often enough and is heard of no more."""
        return bool(waiting) and all(self._is_quiet(s) and self.sent[s] >= MOST_SENT for s in waiting)

    def _is_quiet(self, shard: str) -> bool:
        return self.heard[shard] < time.monotonic() - QUIET


def _wait(flight: Flight, place: Place, tell: Callable[[str], None]) -> FleetReport:
    report = FleetReport(flight.run_id)
    news_at, warned = time.monotonic(), False
    waiting = list(flight.shards)
    while waiting:
        names = {name.rpartition("/")[2] for name in place.names(flight.run_id)}
        fresh = [shard for shard in waiting if f"{shard}.jsonl" in names]
        waiting = [shard for shard in waiting if shard not in fresh]
        failed = [shard for shard in waiting if f"{shard}.failed" in names]
        report.landed += fresh
        alive = flight.listen(waiting) if waiting else True
        now = time.monotonic()
        if fresh or failed or alive:
            news_at = now
        if fresh:
            tell(f"{len(report.landed)} of {len(flight.shards)} shards landed.")
        for shard in failed:
            tell(f"{_reason(place, flight.run_id, shard)}.")
            flight.heard[shard] = 0.0
        if now - news_at > QUIET and not warned:
            tell("No worker is heard; start one with `sixthhire fleet worker`.")
            warned = True
        if now - news_at > flight.order.patience or flight.given_up(waiting):
            break
        _send_again(flight, waiting)
        if waiting:
            time.sleep(POLL)
    report.missing = [shard.replace("-of-", "/") for shard in waiting]
    return report


def _reason(place: Place, run_id: str, shard: str) -> str:
    """Why a shard failed, once: the note is taken away."""
    name = f"{run_id}/{shard}.failed"
    reason = place.get(name).decode("utf-8", "replace")
    place.remove([name])
    return reason


def _send_again(flight: Flight, waiting: Sequence[str]) -> None:
    for shard in flight.lost(waiting):
        try:
            flight.send(shard)
        except Exception:  # noqa: BLE001 - whatever the queue's client raises, the next look tries again
            flight.heard[shard] = time.monotonic()


def _bring_home(place: Place, report: FleetReport, data: Path) -> None:
    """Copy the files into the landing, whole or not at all, then take them from the place."""
    home = data / "landing" / report.run_id
    home.mkdir(parents=True, exist_ok=True)
    for shard in report.landed:
        content = place.get(f"{report.run_id}/{shard}.jsonl")
        report.reports.append(CrawlReport.model_validate_json(content.splitlines()[-1]))
        if Path(place.address).absolute() == home.parent.absolute():
            continue
        with LandingFile(data, report.run_id, shard) as file:
            file.write_whole(content)
            file.publish()
        place.remove([f"{report.run_id}/{shard}.jsonl"])
    if not report.landed:
        home.rmdir()


def _as_json(order: FleetOrder, run_id: str) -> bytes:
    crawl = order.crawl
    told: dict[str, Any] = {
        "run_id": run_id,
        "sources": list(crawl.sources),
        "boards": [board.model_dump() for board in order.boards],
        "replay": str(crawl.replay.absolute()) if crawl.replay else None,
        "arguments": dict(crawl.arguments),
        "contact": crawl.contact or os.environ.get("SIXTHHIRE_CONTACT"),
        "validators": _pairs(crawl.validators),
    }
    return json.dumps(told).encode()


def _pairs(validators: Mapping[str, tuple[str | None, ...]]) -> dict[str, list[str | None]]:
    return {url: list(pair) for url, pair in validators.items()}


def _without_password(broker: str) -> str:
    head, at, tail = broker.rpartition("@")
    return f"{head.partition('://')[0]}://{tail}" if at else broker
