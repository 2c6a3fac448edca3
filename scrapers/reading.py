"""SourceSpider: what the spiders of all sources share, whatever they yield.

Invariant: every request ends in exactly one `Page`, read or with its trouble; no answer and no failure is
lost. What reads a value out of an answer lives in `values` and is handed on here, for spiders.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from pydantic import BaseModel, ValidationError
from scrapy import Request, Spider
from scrapy.http import Response
from twisted.python.failure import Failure

from scrapers.errors import UsageError
from scrapers.items import (
    Answer,
    Board,
    BoardSnapshot,
    DirectorySnapshot,
    FilingsSnapshot,
    Rejected,
    one_line,
)
from scrapers.outcome import (
    Trouble,
    UnreachableError,
    UnreadableError,
    answer_of,
    is_unreachable,
    json_in,
    trouble_in,
    trouble_of,
)
from scrapers.values import (
    day,
    distinct,
    each,
    epoch,
    inner,
    instant,
    listed,
    mail_date,
    number,
    part,
    place,
    record,
    web_url,
    whole,
    words,
)

__all__ = [
    "day",
    "distinct",
    "each",
    "epoch",
    "inner",
    "instant",
    "listed",
    "mail_date",
    "number",
    "part",
    "place",
    "record",
    "web_url",
    "whole",
    "words",
]
"""What is handed on from `values`; what is defined here is public as well."""

Item = TypeVar("Item", bound=BaseModel)
Known = tuple[str | None, ...]
"""Of an answer whose postings are stored: etag, last_modified, body_sha256; the end may be missing."""
Steps = Generator[Request | BoardSnapshot | DirectorySnapshot | FilingsSnapshot, None, None]
"""What reading a page leads to: further requests, or the snapshot."""

SHAPE_ERRORS = (UnreadableError, ValidationError, KeyError, TypeError, ValueError, AttributeError, IndexError)
"""What reading hostile data raises when it is not what it should be; anything else is a bug of ours."""


class BadArgumentError(UsageError):
    """A spider's argument is unknown or has an impossible value."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"argument {name} {problem}")
        self.name = name


@dataclass(frozen=True)
class Page:
    """One answered or failed request: its evidence, and either its data or its trouble."""

    answer: Answer
    data: Any = None
    trouble: Trouble | None = None


Then = Callable[[Page, Any], Iterable[Any]]


class SourceSpider(Spider):
    """Base of all spiders. Class attributes say which `-a` arguments it takes and which host its pages live
    on."""

    arguments: ClassVar[tuple[str, ...]] = ()
    host: ClassVar[str] = ""
    refusals: ClassVar[Mapping[int, str]] = {}
    """What a status of this source means, where it means more than elsewhere: status -> sentence."""

    def __init__(
        self,
        boards: Iterable[Board] | str = (),
        validators: Mapping[str, Known] | None = None,
        **arguments: str,
    ) -> None:
        """`boards` may be comma-separated tokens (`scrapy crawl ashby -a boards=acme`).

        `validators`: by URL, what is known of the answer whose postings are already stored.
        """
        super().__init__(self.name)
        if isinstance(boards, str):
            tokens = [token.strip() for token in boards.split(",")]
            boards = [Board(source=self.name, token=token) for token in tokens if token]
        self.boards = list(boards)
        self.validators = validators or {}
        self.check(arguments)
        self.given = arguments

    @classmethod
    def check(cls, arguments: Mapping[str, str]) -> None:
        """BadArgumentError unless the spider takes every argument with that value."""
        for name in arguments:
            if name not in cls.arguments:
                raise BadArgumentError(name, f"is unknown to {cls.name}")

    @classmethod
    def boards_named(cls, arguments: Mapping[str, str]) -> list[Board]:
        """Hook: boards that the arguments name, which are then read instead of the registry's."""
        return []

    @classmethod
    def host_of(cls, board: Board) -> str:
        """The host that a board's request goes to; shards are split by it."""
        return cls.host

    def observed_at(self) -> datetime:
        """Now, or the instant a replay folder was recorded at."""
        recorded: datetime | None = self.settings.get("RECORDED_AT")
        return recorded or datetime.now(UTC)

    def ask(self, url: str, then: Then, reading: Any) -> Request:
        """A request whose answer or failure goes to `then(page, reading)`. Repeats are asked again, never
        dropped."""
        return Request(
            url,
            callback=self._answered,
            errback=self._failed,
            headers=self._conditions(url),
            cb_kwargs={"then": then, "reading": reading},
            dont_filter=True,
        )

    def data_in(self, response: Response) -> Any:
        """The data of a good answer: JSON unless a spider says otherwise; raises one of SHAPE_ERRORS."""
        return json_in(response)

    def known_of(self, url: str) -> Known:
        """Hook: what is known of a URL's answer, where an equal one means that the board is as last time."""
        return self.validators.get(url, ())

    def _conditions(self, url: str) -> dict[str, str]:
        etag, last_modified = (*self.known_of(url), None, None)[:2]
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        return {name: value for name, value in headers.items() if value}

    def _answered(self, response: Response, then: Then, reading: Any) -> Iterable[Any]:
        return then(self._page(response), reading)

    def _failed(self, failure: Failure) -> Iterable[Any]:
        request: Request = failure.request  # type: ignore[attr-defined]
        error = failure.value or RuntimeError("no reason given")
        if is_unreachable(error):
            error = UnreachableError(urlsplit(request.url).hostname or "", error)
        page = Page(Answer(url=request.url), trouble=trouble_of(error))
        then: Then = request.cb_kwargs["then"]
        return then(page, request.cb_kwargs["reading"])

    def _page(self, response: Response) -> Page:
        answer, trouble = answer_of(response), trouble_in(response, self.observed_at())
        if trouble and response.status in self.refusals:
            trouble = replace(trouble, error=self.refusals[response.status])
        if trouble is None and answer.body_sha256 in self.known_of(answer.url)[2:]:
            trouble = Trouble("unchanged", "as last time")
        if trouble:
            return Page(answer, trouble=trouble)
        try:
            return Page(answer, data=self.data_in(response))
        except SHAPE_ERRORS as error:
            return Page(answer, trouble=Trouble("malformed", f"the answer is unreadable: {reason(error)}"))


def reason(error: Exception) -> str:
    """Why something could not be read, as part of a sentence, without repeating scraped text at length."""
    return whole(_reason(error))


def _reason(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False, include_input=False)[0]
        problem = _PROBLEMS.get(first["type"], "is not what it should be")
        field = ".".join(map(str, first["loc"]))
        return f"{field} {str(first['ctx']['error']) if first['type'] == 'value_error' else problem}"
    if isinstance(error, KeyError):
        return f"{error.args[0] if error.args else 'a field'} is missing"
    text = " ".join(str(error).split())[:200]
    return text if isinstance(error, UnreadableError) and text else "its shape is not the documented one"


_PROBLEMS = {"missing": "is missing", "string_type": "is no text", "string_too_short": "is empty"}
"""Pydantic's kinds of error, in words for a user."""


def read_each(
    rows: Iterable[Any], read: Callable[[Any], Item | None], ids: Iterable[str] = ("id", "objectID", "slug")
) -> tuple[list[Item], list[Rejected]]:
    """Every row that `read` understands, and a Rejected for every other; None leaves a row out without
    complaint. `ids` are the keys where a rejected row's id may stand."""
    items: list[Item] = []
    rejected: list[Rejected] = []
    for row in rows:
        try:
            item = read(row)
        except SHAPE_ERRORS as error:
            rejected.append(Rejected(posting_id=_id_of(row, ids), reason=reason(error)))
        else:
            if item is not None:
                items.append(item)
    return items, rejected


def _id_of(row: Any, keys: Iterable[str]) -> str | None:
    if isinstance(row, Element):
        return next(filter(None, (inner(row, key) for key in keys)), None)
    found = next((row[key] for key in keys if key in row), None) if isinstance(row, dict) else None
    return words(one_line(str(found)[:200])) if isinstance(found, str | int) else None
