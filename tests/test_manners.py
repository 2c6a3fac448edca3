"""How a crawl behaves towards hosts, seen from a server on this machine."""

from __future__ import annotations

import re
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from twisted.internet.error import DNSLookupError

from scrapers.hosts import is_private, public_address
from scrapers.outcome import retry_after
from scrapers.waits import Waits
from tests.local_board import Ask, Crawl, Landed, LocalBoard, Reply, Route

NO_RULES = {"/robots.txt": Reply(404, b"")}
OPEN = Reply()


def soon(board: LocalBoard) -> Reply:
    """429 with a date two seconds ahead at first, then the board: HTTP dates have whole seconds."""
    if board.paths().count("/a") > 1:
        return OPEN
    return Reply(
        429, b"", {"Retry-After": format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)}
    )


def every_third(board: LocalBoard) -> Reply:
    """An answer in time to every third request alone."""
    return Reply(after=0 if len(board.asked) % 3 == 0 else 1.5)


@dataclass(frozen=True)
class Case:
    """A board's answers, the boards to ask it for, and settings over ours."""

    routes: dict[str, Route]
    tokens: tuple[str, ...]
    settings: dict[str, Any]


def case(routes: dict[str, Route], *tokens: str, **settings: Any) -> Case:
    return Case(routes, tokens, settings)


CASES = {
    "disallowed": case({"/robots.txt": Reply(body=b"User-agent: *\nDisallow: /a"), "/b": OPEN}, "a", "b"),
    "disallowed by name": case(
        {"/robots.txt": Reply(body=b"User-agent: SixthHire\nDisallow: /"), "/a": OPEN}, "a"
    ),
    "crawl-delay": case(
        {"/robots.txt": Reply(body=b"User-agent: *\nCrawl-delay: 1.2"), "/a": OPEN, "/b": OPEN, "/c": OPEN},
        "a",
        "b",
        "c",
    ),
    "endless crawl-delay": case(
        {"/robots.txt": Reply(body=b"User-agent: *\nCrawl-delay: 86400"), "/a": OPEN}, "a"
    ),
    "robots 503": case({"/robots.txt": Reply(503, b""), "/a": OPEN}, "a"),
    "robots elsewhere": case(
        {
            "/robots.txt": Reply(301, b"", {"Location": "/rules"}),
            "/rules": Reply(body=b"User-agent: *\nDisallow: /a"),
        },
        "a",
    ),
    "retry-after": case(
        {**NO_RULES, "/a": [Reply(429, b"", {"Retry-After": "1"}), OPEN], "/b": OPEN, "/c": OPEN},
        "a",
        "b",
        "c",
    ),
    "retry-after date": case({**NO_RULES, "/a": soon}, "a"),
    "retry-after too long": case(
        {**NO_RULES, "/a": Reply(429, b"", {"Retry-After": "7200"}), "/b": OPEN}, "a", "b", DOWNLOAD_DELAY=0.3
    ),
    "429 for ever": case({**NO_RULES, "/a": Reply(429, b""), "/b": OPEN}, "a", BACKOFF_FIRST=0.2),
    "503 once": case({**NO_RULES, "/a": [Reply(503, b""), OPEN]}, "a"),
    "one at a time": case({**NO_RULES, **{f"/{n}": Reply(after=0.05) for n in "abcdef"}}, *"abcdef"),
    "usual delay": case({**NO_RULES, "/a": OPEN, "/b": OPEN}, "a", "b", DOWNLOAD_DELAY=1.0),
    "no such host": case({}, *(f"http://no-such-host.invalid/{n}" for n in range(12))),
    "several at a time": case(
        {**NO_RULES, **{f"/{n}": Reply(after=0.2) for n in "abcdef"}},
        *"abcdef",
        CONCURRENT_REQUESTS_PER_DOMAIN=3,
    ),
    "falls silent": case(
        {**NO_RULES, "/a": OPEN, **{f"/{n}": Reply(after=1.5) for n in "bcdefgh"}},
        *"abcdefgh",
        DOWNLOAD_TIMEOUT=0.7,
    ),
    "answers now and then": case(
        {**NO_RULES, **dict.fromkeys(("/a", "/b", "/c", "/d", "/e", "/f", "/g", "/h"), every_third)},
        *"abcdefgh",
        DOWNLOAD_TIMEOUT=0.7,
        RETRY_TIMES=0,
    ),
    "left out": case({}, "https://www.linkedin.com/jobs/view/1", "https://ycombinator.com/jobs"),
    "private": case({**NO_RULES, "/a": OPEN}, "a", PRIVATE_HOSTS_ALLOWED=False),
}


@dataclass(frozen=True)
class Seen:
    """What the crawl landed and what the board was asked."""

    landed: Landed
    board: LocalBoard

    def status(self, token: str) -> str:
        return self.landed.snapshots[token].status

    def error(self, token: str) -> str:
        return self.landed.snapshots[token].error or ""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Seen]]:
    """All cases at once, each with a server and a spider of its own, because each of them mostly waits."""
    with ExitStack() as stack:
        boards = {name: stack.enter_context(LocalBoard(one.routes)) for name, one in CASES.items()}
        asks = {name: Ask(boards[name].origin, one.tokens, one.settings) for name, one in CASES.items()}
        landed = Crawl(tmp_path_factory.mktemp("data"), asks).landed()
        yield {name: Seen(landed[name], boards[name]) for name in CASES}


def gaps(times: list[float]) -> list[float]:
    """Seconds between arrivals. A pause runs from sending to sending, and a busy machine may note the first
    arrival late, so pauses here are longer than what is asserted of them."""
    return [later - earlier for earlier, later in pairwise(times)]


def test_what_robots_forbids_is_not_asked_for(seen: dict[str, Seen]) -> None:
    one = seen["disallowed"]
    assert one.board.paths() == ["/robots.txt", "/b"]
    assert (one.status("a"), one.status("b")) == ("blocked", "complete")
    assert "robots.txt of 127.0.0.1 forbids it" in one.error("a")
    assert one.landed.report.status == "partial"


def test_a_rule_for_our_own_name_is_obeyed(seen: dict[str, Seen]) -> None:
    one = seen["disallowed by name"]
    assert one.board.paths() == ["/robots.txt"]
    assert one.status("a") == "blocked"
    assert one.landed.report.status == "failed"


def test_a_crawl_delay_is_kept(seen: dict[str, Seen]) -> None:
    one = seen["crawl-delay"]
    times = one.board.times("/a", "/b", "/c")
    assert len(times) == 3
    assert min(gaps(times)) >= 0.58


def test_a_host_with_an_endless_crawl_delay_is_not_read(seen: dict[str, Seen]) -> None:
    one = seen["endless crawl-delay"]
    assert one.board.paths() == ["/robots.txt"]
    assert "asks for 86400 seconds between requests" in one.error("a")


def test_a_host_whose_robots_fails_is_not_read(seen: dict[str, Seen]) -> None:
    one = seen["robots 503"]
    assert set(one.board.paths()) == {"/robots.txt"}
    assert one.status("a") == "blocked"
    assert "cannot be had (answered 503)" in one.error("a")


def test_robots_is_followed_where_it_moved_to(seen: dict[str, Seen]) -> None:
    one = seen["robots elsewhere"]
    assert one.board.paths() == ["/robots.txt", "/rules"]
    assert one.status("a") == "blocked"


def test_retry_after_holds_the_whole_host_back(seen: dict[str, Seen]) -> None:
    one = seen["retry-after"]
    assert {one.status(token) for token in "abc"} == {"complete"}
    first = one.board.times("/a")[0]
    assert all(at - first >= 0.98 for at in one.board.times("/a", "/b", "/c") if at > first)
    assert len(one.board.times("/a")) == 2


def test_retry_after_may_be_a_date(seen: dict[str, Seen]) -> None:
    one = seen["retry-after date"]
    assert one.status("a") == "complete"
    assert min(gaps(one.board.times("/a"))) >= 0.9


def test_a_host_that_asks_for_hours_is_left_alone(seen: dict[str, Seen]) -> None:
    one = seen["retry-after too long"]
    assert one.board.paths() == ["/robots.txt", "/a"]
    assert (one.status("a"), one.status("b")) == ("blocked", "blocked")
    until = datetime.now(UTC) + timedelta(seconds=7200)
    for sentence in (one.error("a"), one.error("b")):
        told = re.search(r"(?:not before|wait until) (\d{4}-\d\d-\d\d \d\d:\d\d) UTC", sentence)
        assert told, sentence
        at = datetime.strptime(f"{told[1]}+0000", "%Y-%m-%d %H:%M%z")
        assert abs(at - until) < timedelta(minutes=5)


def test_a_host_that_keeps_saying_429_is_asked_three_times_ever_more_slowly(seen: dict[str, Seen]) -> None:
    one = seen["429 for ever"]
    spaces = gaps(one.board.times("/a"))
    assert one.status("a") == "blocked"
    assert len(spaces) == 2
    assert spaces[0] >= 0.18
    assert spaces[1] >= 0.38


def test_a_503_is_tried_again(seen: dict[str, Seen]) -> None:
    assert seen["503 once"].status("a") == "complete"


def test_a_host_gets_one_request_at_a_time(seen: dict[str, Seen]) -> None:
    one = seen["one at a time"]
    assert len(one.board.asked) == 7
    assert one.board.most_at_once == 1


def test_a_source_may_say_that_its_host_takes_several_requests_at_a_time(seen: dict[str, Seen]) -> None:
    assert seen["several at a time"].board.most_at_once in (2, 3)


def test_a_host_that_cannot_be_reached_has_not_blocked_us_and_is_told_once(seen: dict[str, Seen]) -> None:
    one = seen["no such host"]
    assert {snapshot.status for snapshot in one.landed.snapshots.values()} == {"malformed"}
    assert one.landed.report.errors == (
        "no such host: cannot reach no-such-host.invalid (its name cannot be resolved): 12 boards not read",
    )
    assert (one.landed.report.status, one.landed.report.boards_failed) == ("failed", 12)


def test_a_host_that_stops_answering_is_not_asked_for_all_of_its_boards(seen: dict[str, Seen]) -> None:
    one = seen["falls silent"]
    assert one.status("a") == "complete"
    assert {one.status(token) for token in "bcdefgh"} == {"malformed"}
    assert one.error("h") == "cannot reach 127.0.0.1 (did not answer in time)"
    assert len(one.board.paths()) == 5
    assert "cannot reach 127.0.0.1 (did not answer in time): 7 boards not read" in one.landed.report.errors[0]


def test_a_host_that_answers_now_and_then_is_asked_on(seen: dict[str, Seen]) -> None:
    one = seen["answers now and then"]
    assert len(one.board.asked) == 9
    errors = [one.error(token) for token in "abcdefgh"]
    assert sorted(set(errors)) == ["", "did not answer in time"]
    assert errors.count("") == 3


def test_a_wait_of_hours_outlasts_the_crawl_and_ends(tmp_path: Path) -> None:
    routes: dict[str, Route] = {**NO_RULES, "/a": Reply(429, b"", {"Retry-After": "7200"}), "/b": OPEN}
    with LocalBoard(routes) as board:
        first = Crawl(tmp_path, {"local": Ask(board.origin, ["a"])}).landed()["local"]
        asked = len(board.asked)
        shutil.rmtree(tmp_path / "landing")
        second = Crawl(tmp_path, {"local": Ask(board.origin, ["b"])}).landed()["local"]
        assert len(board.asked) == asked
        assert second.snapshots["b"].status == "blocked"
        until = re.search(r"wait until (\S+ \S+ UTC)", second.snapshots["b"].error or "")
        assert until
        assert until[1] in (first.snapshots["a"].error or "").replace("not before", "wait until")
        Waits(tmp_path).path.write_text("127.0.0.1 2026-01-01T00:00:00+00:00\nnonsense\n")
        shutil.rmtree(tmp_path / "landing")
        third = Crawl(tmp_path, {"local": Ask(board.origin, ["b"])}).landed()["local"]
        assert third.snapshots["b"].status == "complete"


def test_no_host_is_left_alone_for_more_than_a_week(tmp_path: Path) -> None:
    now, waits = datetime(2026, 11, 24, tzinfo=UTC), Waits(tmp_path)
    waits.keep("a.example", now + timedelta(days=9000), now)
    waits.keep("b.example", now + timedelta(hours=2), now)
    waits.keep("b.example", now + timedelta(hours=1), now)
    assert waits.read(now) == {"a.example": now + timedelta(days=7), "b.example": now + timedelta(hours=2)}
    assert waits.read(now + timedelta(days=8)) == {}


def test_a_host_that_wants_to_be_left_alone_is_told_once_for_its_other_boards(seen: dict[str, Seen]) -> None:
    said = seen["retry-after too long"].landed.report.errors
    assert [sentence for sentence in said if "1 board not read" in sentence] == [said[0]]


def test_the_usual_delay_is_kept_without_any_rules(seen: dict[str, Seen]) -> None:
    assert min(gaps(seen["usual delay"].board.times("/a", "/b"))) >= 0.48


def test_a_site_that_is_left_out_is_never_asked(seen: dict[str, Seen]) -> None:
    one = seen["left out"].landed
    assert {snapshot.status for snapshot in one.snapshots.values()} == {"blocked"}
    assert one.report.requests == 0
    assert "www.linkedin.com is left out" in " ".join(one.report.errors)


def test_a_private_address_is_never_asked(seen: dict[str, Seen]) -> None:
    one = seen["private"]
    assert one.board.paths() == []
    assert one.error("a") == "127.0.0.1 is no public host"
    assert one.landed.report.status == "failed"


def test_the_board_sees_who_asks_and_no_cookie(seen: dict[str, Seen]) -> None:
    for asked in seen["one at a time"].board.asked:
        assert asked.headers["User-Agent"].startswith("SixthHire/")
        assert "Cookie" not in asked.headers


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_crawl_stops_soon_and_lands_nothing(number: signal.Signals, tmp_path: Path) -> None:
    slow = {**NO_RULES, "/a": OPEN, "/b": Reply(429, b"", {"Retry-After": "60"}), "/c": OPEN}
    with LocalBoard(slow) as board:
        crawl = Crawl(tmp_path, {"local": Ask(board.origin, ["a", "b", "c"])})
        until = time.monotonic() + 20
        while "/b" not in board.paths() and time.monotonic() < until:
            time.sleep(0.02)
        asked_at = time.monotonic()
        crawl.process.send_signal(number)
        _, stderr = crawl.process.communicate(timeout=20)
    assert crawl.process.returncode == 130, stderr
    assert time.monotonic() - asked_at < 5
    assert "Traceback" not in stderr
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"0", 0),
        (b"120", 120),
        (b"Tue, 24 Nov 2026 12:00:30 GMT", 30),
        (b"Tue, 24 Nov 2026 11:00:00 GMT", 0),
        (b"99999999999999999999", 999999999),
        (b"soon", None),
        (b"-5", None),
        (b"", None),
        (None, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value: bytes | None, seconds: float | None) -> None:
    assert retry_after(value, datetime(2026, 11, 24, 12, tzinfo=UTC)) == seconds


PRIVATE = (
    "localhost",
    "LOCALHOST.",
    "db.internal",
    "printer.local",
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "::1",
    "[::1]",
    "::ffff:127.0.0.1",
    "fe80::1",
    "fd00::1",
    "",
)


@pytest.mark.parametrize("host", PRIVATE)
def test_addresses_of_this_network_are_private(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize(
    "host", ["api.lever.co", "8.8.8.8", "2606:4700::1111", "localhost.example.com", "7.dev"]
)
def test_public_hosts_are_not_private(host: str) -> None:
    assert not is_private(host)


def test_a_public_name_that_leads_to_a_private_address_is_refused() -> None:
    assert public_address("93.184.216.34", "example.com") == "93.184.216.34"
    with pytest.raises(DNSLookupError):
        public_address("127.0.0.1", "example.com")
