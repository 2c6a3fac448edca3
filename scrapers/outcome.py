"""What an HTTP answer, or its absence, says about the page that was asked for.

Invariant: every answer is judged; whatever is not plainly good becomes a `Trouble` with a status and one
sentence.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from scrapers.items import Answer, BoardStatus, is_web_url

_CHALLENGE = re.compile(
    rb"cf-chl|cf_chl|challenge-platform|just a moment|captcha|attention required|security checkpoint"
    rb"|checking your browser|access denied|ddos|datadome|px-captcha|enable javascript and cookies",
    re.IGNORECASE,
)
_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html|<head|<body)", re.IGNORECASE)


CANNOT_REACH = "cannot reach "
NO_NAME = "its name cannot be resolved"
"""Of a host: there is none of that name, or there is no network."""
_OF_HOST = re.compile(
    rf"{CANNOT_REACH}|robots\.txt of \S+ (?!forbids)|\S+ (?:keeps answering|asks us to wait)"
)


class RefusedError(IgnoreRequest):
    """A request that our manners do not let out, or no longer; str() says why."""


class UnreachableError(IgnoreRequest):
    """A host that no request reaches; str() says which and why."""

    def __init__(self, host: str, cause: BaseException) -> None:
        super().__init__(f"{CANNOT_REACH}{host} ({trouble_of(cause).error})")
        self.host = host
        self.cause = cause


class CirclesError(Exception):
    """A page redirects more often than we follow."""


class NotRecordedError(Exception):
    """A replay folder has no answer for a URL."""


class UnreadableError(ValueError):
    """An answer or a part of it has another shape than its source documents; str() completes "... is
    unreadable:"."""


@dataclass(frozen=True)
class Trouble:
    """Why a page was not read: the status it gives its board, and one sentence (without the board's name)."""

    status: BoardStatus
    error: str


NOT_RECORDED = Trouble("malformed", "not recorded in the replay folder")
"""What a request comes to that a replay's folder does not answer: nobody refused it."""


def answer_of(response: Response) -> Answer:
    """The evidence of an answer: its URL, status, validators, and a hash of its decoded body."""
    return Answer(
        url=response.url,
        http_status=response.status,
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        body_sha256=hashlib.sha256(response.body).hexdigest() if response.body else None,
        bytes=len(response.body),
        seconds=_seconds(response),
    )


def trouble_in(response: Response, now: datetime) -> Trouble | None:
    """What is wrong with an answer before its content is read; None for a 2xx with a body that is no HTML
    page. `now` is when it came."""
    status, body = response.status, response.body
    if status == 304 and _was_conditional(response):
        return Trouble("unchanged", "as last time")
    if status == 304:
        return Trouble("malformed", "answered 304 (as last time) though nothing was said of last time")
    if status in (404, 410):
        return Trouble("unknown", f"the source does not know it (answered {status})")
    if 300 <= status < 400:
        return Trouble("moved", f"redirects to {_target(response)}")
    if status in (401, 403, 429, 451):
        return Trouble("blocked", f"the source refuses us (answered {status}{_wait(response, now)})")
    if _HTML.match(body[:1000]) and _CHALLENGE.search(body[:50_000]):
        return Trouble("blocked", f"answered with a challenge page (status {status})")
    if not 200 <= status < 300:
        return Trouble("malformed", f"the server failed (answered {status}{_wait(response, now)})")
    if status not in (200, 203):
        return Trouble("malformed", f"answered {status}, which promises no whole answer")
    if not body.strip():
        return Trouble("malformed", "answered with an empty body")
    if _HTML.match(body[:1000]):
        return Trouble("malformed", "answered with an HTML page where data was expected")
    return None


def trouble_of(error: BaseException) -> Trouble:
    """What a request that got no answer at all says of its page."""
    if isinstance(error, RefusedError):
        return Trouble("blocked", str(error))
    if isinstance(error, UnreachableError):
        return Trouble("malformed", str(error))
    if isinstance(error, CirclesError):
        return Trouble("moved", "redirects in circles")
    if isinstance(error, NotRecordedError):
        return NOT_RECORDED
    for kind, sentence in _FAILURES.items():
        if isinstance(error, kind):
            return Trouble("malformed", sentence)
    detail = " ".join(str(error).split())[:200]
    return Trouble("malformed", f"no answer ({type(error).__name__}{': ' if detail else ''}{detail})")


def is_unreachable(error: BaseException) -> bool:
    """Whether a failure says that the host itself cannot be had, not one page of it."""
    return isinstance(error, _UNREACHABLE)


def is_of_host(error: str) -> bool:
    """Whether a sentence tells of a whole host, so that it is the same for all of its boards."""
    return bool(_OF_HOST.match(error))


def _was_conditional(response: Response) -> bool:
    headers = response.request.headers if response.request else {}
    return "If-None-Match" in headers or "If-Modified-Since" in headers


_UNREACHABLE = (CannotResolveHostError, DownloadConnectionRefusedError)
_FAILURES: dict[type[Exception], str] = {
    DownloadTimeoutError: "did not answer in time",
    CannotResolveHostError: NO_NAME,
    DownloadConnectionRefusedError: "it refuses the connection",
    ResponseDataLossError: "the answer was cut short",
    DownloadCancelledError: "the answer is larger than we accept",
    IgnoreRequest: "the answer is larger than we accept once it is unpacked",
}


def json_in(response: Response) -> Any:
    """The JSON of a body: UTF-8 with or without a byte order mark, else as the answer declares it.

    Raises UnreadableError when it is none.
    """
    try:
        return _loaded(response.body)
    except UnicodeDecodeError:
        return _declared_json(response)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UnreadableError(f"no JSON (it breaks off or errs at {where})") from error
    except RecursionError as error:
        raise UnreadableError("no JSON that we read (nested too deeply)") from error


def _loaded(text: bytes | str) -> Any:
    try:
        return json.loads(text)
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise
    except ValueError:  # an integer of more digits than Python converts; it costs only itself
        return json.loads(text, parse_int=lambda digits: int(digits) if len(digits) < 100 else float(digits))


def _declared_json(response: Response) -> Any:
    encoding = http_content_type_encoding(_header(response, "Content-Type"))
    try:
        return _loaded(response.body.decode(encoding or "utf-8"))
    except (ValueError, LookupError, RecursionError) as error:
        raise UnreadableError("no JSON (neither UTF-8 nor the encoding that it declares)") from error


def xml_in(response: Response) -> Element:
    """The root of an XML body; entities are never expanded and nothing is fetched.

    Raises UnreadableError when it is none, or has a document type, where entities would be declared.
    """
    try:
        root: Element = fromstring(response.body, forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableError("XML with a document type, which is not read") from error
    except ParseError as error:
        line, column = error.position
        raise UnreadableError(f"no XML (line {line}, column {column + 1})") from error
    except (LookupError, ValueError, RecursionError) as error:
        raise UnreadableError("no XML (in an encoding that nobody knows)") from error
    return root


def _seconds(response: Response) -> float | None:
    seconds = response.meta.get("download_latency") if response.request else None
    return round(seconds, 3) if isinstance(seconds, float) else None


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1").strip() or None if value else None


def retry_after(value: bytes | None, now: datetime) -> float | None:
    """Seconds that a Retry-After header (a number of seconds or an HTTP date) asks for; None when it says
    nothing."""
    text = (value or b"").decode("latin-1").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - now).total_seconds())


def moment(now: datetime, seconds: float) -> str:
    """The instant so many seconds from now, for a person: `2026-11-24 15:30 UTC`."""
    return f"{(now + timedelta(seconds=seconds)).astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _wait(response: Response, now: datetime) -> str:
    seconds = retry_after(response.headers.get("Retry-After"), now)
    return f", and not before {moment(now, seconds)} again" if seconds else ""


def _target(response: Response) -> str:
    """Where a redirect leads: a host; within a host the whole address."""
    location = _header(response, "Location")
    if not location:
        return "nowhere"
    try:
        target = response.urljoin(location)
        host = urlsplit(target).hostname
        is_within = host == urlsplit(response.url).hostname and is_web_url(target)
    except ValueError:
        return "nowhere"
    return (target[:200] if is_within else host) or "nowhere"
