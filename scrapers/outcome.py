"""What an HTTP answer, or its absence, says about the page that was asked for.

Invariant: every answer is judged; whatever is not plainly good becomes a `Trouble` with a status and one
sentence.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

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

from scrapers.items import Answer, BoardStatus

_CHALLENGE = re.compile(
    rb"cf-chl|cf_chl|challenge-platform|just a moment|captcha|attention required|security checkpoint"
    rb"|checking your browser|access denied|ddos|datadome|px-captcha|enable javascript and cookies",
    re.IGNORECASE,
)
_HTML = re.compile(rb"\s*(?:<!doctype\s+html|<html|<head|<body)", re.IGNORECASE)


class RefusedError(IgnoreRequest):
    """A request that our manners do not let out, or no longer; str() says why."""


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


def answer_of(response: Response) -> Answer:
    """The evidence of an answer: its URL, status, validators, and a hash of its decoded body."""
    return Answer(
        url=response.url,
        http_status=response.status,
        etag=_header(response, "ETag"),
        last_modified=_header(response, "Last-Modified"),
        body_sha256=hashlib.sha256(response.body).hexdigest() if response.body else None,
        bytes=len(response.body),
    )


def trouble_in(response: Response) -> Trouble | None:
    """What is wrong with an answer before its content is read; None for a 2xx with a body that is no HTML
    page."""
    status, body = response.status, response.body
    if status == 304:
        return Trouble("unchanged", "as last time")
    if status in (404, 410):
        return Trouble("unknown", f"the source does not know it (answered {status})")
    if 300 <= status < 400:
        return Trouble("moved", f"redirects to {_target(response)}")
    if status in (401, 403, 429, 451):
        return Trouble("blocked", f"the source refuses us (answered {status}{_wait(response)})")
    if _HTML.match(body[:1000]) and _CHALLENGE.search(body[:50_000]):
        return Trouble("blocked", f"answered with a challenge page (status {status})")
    if not 200 <= status < 300:
        return Trouble("malformed", f"the server failed (answered {status}{_wait(response)})")
    if not body.strip():
        return Trouble("malformed", "answered with an empty body")
    if _HTML.match(body[:1000]):
        return Trouble("malformed", "answered with an HTML page where data was expected")
    return None


def trouble_of(error: BaseException) -> Trouble:
    """What a request that got no answer at all says of its page."""
    if isinstance(error, RefusedError):
        return Trouble("blocked", str(error))
    if isinstance(error, CirclesError):
        return Trouble("moved", "redirects in circles")
    if isinstance(error, NotRecordedError):
        return Trouble("malformed", "not recorded in the replay folder")
    for kind, sentence in _FAILURES.items():
        if isinstance(error, kind):
            return Trouble("malformed", sentence)
    detail = " ".join(str(error).split())[:200]
    return Trouble("malformed", f"no answer ({type(error).__name__}{': ' if detail else ''}{detail})")


_FAILURES: dict[type[Exception], str] = {
    DownloadTimeoutError: "did not answer in time",
    CannotResolveHostError: "its host name cannot be resolved",
    DownloadConnectionRefusedError: "its host refuses the connection",
    ResponseDataLossError: "the answer was cut short",
    DownloadCancelledError: "the answer is larger than we accept",
    IgnoreRequest: "the answer is larger than we accept once it is unpacked",
}


def json_in(response: Response) -> Any:
    """The JSON of a body: UTF-8 with or without a byte order mark, else as the answer declares it.

    Raises UnreadableError when it is none.
    """
    try:
        return json.loads(response.body)
    except UnicodeDecodeError:
        return _declared_json(response)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"no JSON ({' '.join(str(error).split())[:100]})") from error


def _declared_json(response: Response) -> Any:
    encoding = http_content_type_encoding(_header(response, "Content-Type"))
    try:
        return json.loads(response.body.decode(encoding or "utf-8"))
    except (ValueError, LookupError, RecursionError) as error:
        raise UnreadableError("no JSON (neither UTF-8 nor the encoding that it declares)") from error


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1").strip() or None if value else None


def _wait(response: Response) -> str:
    wait = _header(response, "Retry-After")
    return f", try again after {wait[:40]}" if wait else ""


def _target(response: Response) -> str:
    location = _header(response, "Location")
    if not location:
        return "nowhere"
    try:
        return urlsplit(response.urljoin(location)).hostname or "nowhere"
    except ValueError:
        return "nowhere"
