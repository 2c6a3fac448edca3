"""A fleet's worker: takes a shard of a crawl from the queue, reads it in a process of its own, delivers it.

Invariant: a shard's message is acknowledged only when the shard was delivered or has failed; a worker that
dies, hangs or is cut off leaves it to be delivered again. A shard that landed already is not read again.

The queue carries names only (place, run, shard): what to crawl stands in the order at the place. While a
shard is being read, a key in Redis beats; the crawl that waits takes a shard whose heart has stopped for
lost.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

from celery import Celery
from redis import Redis, RedisError

from pipeline.fleet_place import Place, PlaceUnreachableError

QUEUE = "sixthhire"
TASK = "sixthhire.crawl_shard"
BEAT_EVERY = 2.0
"""Seconds between two beats of a shard that is being read."""
BEAT_LASTS = 8
"""Seconds without a beat after which a shard is taken for lost."""
MOST_SECONDS = 3600
"""Seconds that one shard may take unless told; then its process is ended and the shard given back."""


class ShardFailedError(Exception):
    """A shard's process ended badly; the crawl that waits for it sends it again, a few times."""


def fleet_app(broker: str, most_seconds: int = MOST_SECONDS) -> Celery:
    """The Celery application on a broker (`redis://host:port/db`): at least once, one shard a slot."""
    app = Celery("sixthhire", broker=broker)
    app.conf.update(
        task_serializer="json",
        accept_content=["json"],
        task_default_queue=QUEUE,
        task_ignore_result=True,
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        worker_hijack_root_logger=False,
        worker_send_task_events=False,
        broker_connection_retry_on_startup=True,
        broker_connection_max_retries=None,
        # redelivery must not come before a slow shard's own end
        broker_transport_options={"visibility_timeout": 2 * most_seconds},
    )

    @app.task(name=TASK)  # type: ignore[untyped-decorator]
    def crawl_shard(place: str, run_id: str, shard: str, seconds: int) -> None:
        with beating(broker, run_id, shard), telling_failure(place, run_id, shard):
            deliver_shard(place, run_id, shard, seconds)

    return app


def deliver_shard(place: str, run_id: str, shard: str, seconds: int) -> None:
    """Read one shard in a child process and put its landing file at the place.

    Raises ShardFailedError (the child failed or took longer than `seconds`) and PlaceUnreachableError.
    """
    where = Place(place)
    name = f"{run_id}/{shard}.jsonl"
    if name in where.names(run_id):
        return
    try:
        order = where.get(f"{run_id}/order.json")
    except PlaceUnreachableError:
        return  # the crawl is over: its order was taken away
    with tempfile.TemporaryDirectory(prefix="sixthhire-shard-") as folder:
        (Path(folder) / "order.json").write_bytes(order)
        _crawl(Path(folder), shard, seconds)
        where.put(name, (Path(folder) / "landing" / name).read_bytes())


@contextmanager
def telling_failure(place: str, run_id: str, shard: str) -> Iterator[None]:
    """Leave the reason at the place when the block fails, for the crawl that waits."""
    try:
        yield
    except Exception as error:
        with suppress(PlaceUnreachableError):
            Place(place).put(f"{run_id}/{shard}.failed", str(error).encode())
        raise


def _crawl(folder: Path, shard: str, seconds: int) -> None:
    command = [sys.executable, "-m", "pipeline.fleet_shard", str(folder), shard]
    # the pipe to its standard input ends with this process, however that ends: the child then stops too
    with subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        try:
            assert child.stderr
            waiter = Timer(seconds, child.kill)
            with waiter:
                said = child.stderr.read()
                code = child.wait()
        finally:
            child.kill()
    if code:
        last = (said.strip().splitlines() or ["nothing was said"])[-1]
        cause = f"took longer than {seconds} s" if waiter.rang else f"ended with {code}: {last[:500]}"
        raise ShardFailedError(f"shard {shard} {cause}")


class Timer:
    """Context manager that calls `act` when its block takes longer than `seconds`."""

    def __init__(self, seconds: float, act: Any) -> None:
        self.rang = False
        self._seconds, self._act, self._done = seconds, act, Event()
        self._thread = Thread(target=self._wait, daemon=True)

    def __enter__(self) -> Timer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()

    def _wait(self) -> None:
        if not self._done.wait(self._seconds):
            self.rang = True
            self._act()


def beat_key(run_id: str, shard: str) -> str:
    """The key that lives while a shard is being read."""
    return f"sixthhire:beat:{run_id}:{shard}"


@contextmanager
def beating(broker: str, run_id: str, shard: str) -> Iterator[None]:
    """Keep the shard's key alive while the block runs; an unreachable Redis only loses beats."""
    done = Event()

    def beat() -> None:
        with Redis.from_url(broker) as redis:
            while not done.is_set():
                with suppress(RedisError):
                    redis.set(beat_key(run_id, shard), time.time(), ex=BEAT_LASTS)
                done.wait(BEAT_EVERY)
            with suppress(RedisError):
                redis.delete(beat_key(run_id, shard))

    thread = Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(BEAT_EVERY)


def work(broker: str, slots: int, most_seconds: int = MOST_SECONDS, log: str = "WARNING") -> int:
    """Run a worker in the foreground until it is told to stop; its exit code.

    Threads wait for children, so `slots` shards are read at once.
    """
    app = fleet_app(broker, most_seconds)
    worker = app.Worker(pool="threads", concurrency=slots, loglevel=log, queues=[QUEUE], without_mingle=True)
    worker.start()
    return int(worker.exitcode or 0)


def order_of(folder: Path) -> dict[str, Any]:
    """The order that a shard's folder holds."""
    order: dict[str, Any] = json.loads((folder / "order.json").read_bytes())
    return order
