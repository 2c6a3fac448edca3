"""SEC Form D: what US companies have told of shares sold, day by day, from EDGAR's daily indexes.

Invariant: a filing never changes, so one that a build holds is not asked for again; after a refusal nothing
more is asked. A day without an index (a weekend, a holiday) answers 403, much like a refusal, so the list of
its quarter says first which days there are.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, timedelta
from itertools import groupby
from typing import Any, ClassVar

from scrapy import Request
from scrapy.http import Response

from scrapers.filings import Entry, entries_in, filing_in, index_url, quarter_url
from scrapers.items import Answer, BoardStatus, CompanyFiling, FilingsSnapshot, Rejected
from scrapers.outcome import Trouble, UnreadableError, json_in, xml_in
from scrapers.reading import (
    SHAPE_ERRORS,
    BadArgumentError,
    Known,
    Page,
    SourceSpider,
    Steps,
    listed,
    part,
    reason,
    words,
)
from scrapers.reading import day as iso_day

DAYS = 7
FILINGS = 1000
"""Filings read in one crawl unless told otherwise; a week has some 400 that are no fund's."""
MOST = {"days": 100, "filings": 20_000}
NEW_QUARTER = 4
"""Days of a quarter in which its list may not be there yet."""
_NO_FILE = re.compile(rb"<Code>AccessDenied</Code>")
"""What the archive says of a file that is not there; a refusal is a page of HTML."""
_INDEX = re.compile(r"form\.([0-9]{4})([0-9]{2})([0-9]{2})\.idx")


@dataclass
class Day:
    """One day while its filings are read, one after the other."""

    day: date
    waiting: list[Entry] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    filings: list[CompanyFiling] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    later: int = 0
    """Filings beyond what this crawl may read."""


@dataclass
class Plan:
    """What is still to be asked: lists of quarters, each with the days wanted of it, then days, the newest
    first; and how many filings may still be read."""

    quarters: list[tuple[str, list[date]]]
    left: int
    span: str
    days: list[date] = field(default_factory=list)
    lists: list[Answer] = field(default_factory=list)
    is_told: bool = False
    """Something was yielded, so that the source is not silent."""


class sec_form_d(SourceSpider):  # noqa: N801 - file, spider and class bear the source's name
    """The filings of the last `-a days=N` days, the newest first, at most `-a filings=N` of them."""

    name = "sec_form_d"
    arguments = ("days", "filings")
    host = "www.sec.gov"
    refusals: ClassVar[Mapping[int, str]] = {
        403: "the SEC refuses us (answered 403): asked too often, or the contact in SIXTHHIRE_CONTACT is none"
    }
    # the SEC allows 10 requests a second; one at a time with this delay makes 5 at most
    custom_settings: ClassVar[dict[str, Any]] = {"DOWNLOAD_DELAY": 0.2}  # type: ignore[misc]

    @classmethod
    def check(cls, arguments: Mapping[str, str]) -> None:
        super().check(arguments)
        for name, most in MOST.items():
            asked = arguments.get(name, "1")
            if not (re.fullmatch(r"[1-9][0-9]{0,5}", asked) and int(asked) <= most):
                raise BadArgumentError(name, f"must be a number from 1 to {most}")

    def known_of(self, url: str) -> Known:
        # a filing that is known is not asked for at all; an index must be read for its new rows
        return ()

    def _page(self, response: Response) -> Page:
        page = super()._page(response)
        if response.status == 403 and _NO_FILE.search(response.body[:1000]):
            return replace(page, trouble=Trouble("unknown", "the SEC has no such file (answered 403)"))
        return page

    def data_in(self, response: Response) -> Any:
        """The list of a quarter as JSON, the index of a day as text, a form as XML."""
        if response.url.endswith(".json"):
            return json_in(response)
        if response.url.endswith(".idx"):
            return response.body.decode("utf-8", "replace")
        # some forms begin with an empty line, which XML does not allow
        return xml_in(response.replace(body=response.body.lstrip()))

    async def start(self) -> AsyncIterator[Any]:
        today = self.observed_at().astimezone(UTC).date()
        days = [today - timedelta(days=ago) for ago in range(int(self.given.get("days", DAYS)) + 1)]
        quarters = [(url, list(some)) for url, some in groupby(days, quarter_url)]
        plan = Plan(quarters, int(self.given.get("filings", FILINGS)), f"{days[-1]} to {today}")
        yield self._ask_list(plan)

    def _ask_list(self, plan: Plan) -> Request:
        return self.ask(f"{plan.quarters[0][0]}index.json", self.read_list, plan)

    def read_list(self, page: Page, plan: Plan) -> Steps:
        """Note which of the days have an index; then go on with the quarter before, or with the days."""
        url, days = plan.quarters.pop(0)
        plan.lists.append(page.answer)
        trouble = page.trouble
        if trouble is None:
            try:
                there = _days_in(page.data)
                plan.days += [day for day in days if day in there]
            except UnreadableError as error:
                trouble = Trouble("malformed", f"the answer is unreadable: {reason(error)}")
        if trouble and not (trouble.status == "unknown" and _is_new(days)):
            plan.is_told = True
            yield self._snapshot(url.split("daily-index/")[1].strip("/"), Day(days[0]), trouble, page.answer)
            if trouble.status == "blocked":
                return
        yield from self._next(plan, self._ask_list(plan) if plan.quarters else None)

    def _next(self, plan: Plan, request: Request | None = None) -> Steps:
        """The next request; where there was no day at all to read, that is said."""
        if request:
            yield request
        elif plan.days:
            day = Day(plan.days.pop(0))
            yield self.ask(index_url(day.day), self.read_index, (plan, day))
        elif not plan.is_told:
            yield self._snapshot(plan.span, Day(date.min), None, *plan.lists)

    def read_index(self, page: Page, reading: tuple[Plan, Day]) -> Steps:
        """Take in which filings a day has that are not known yet, as many as may be read."""
        plan, day = reading
        day.answers.append(page.answer)
        trouble = page.trouble
        if trouble is None:
            try:
                entries, unreadable = entries_in(page.data)
            except UnreadableError as error:
                trouble = Trouble("malformed", f"the answer is unreadable: {reason(error)}")
            else:
                unknown = [one for one in entries if one.url not in self.validators]
                day.rejected += [Rejected(reason="its row in the index has another shape")] * unreadable
                day.waiting, day.later = unknown[: plan.left], len(unknown[plan.left :])
                plan.left -= len(day.waiting)
        yield from self._go_on(plan, day, trouble)

    def read_filing(self, page: Page, reading: tuple[Plan, Day]) -> Steps:
        """One form: kept, left out as no company's own round, or rejected."""
        plan, day = reading
        entry = day.waiting.pop(0)
        problem = page.trouble.error if page.trouble else None
        if problem is None:
            try:
                day.filings += [one for one in (filing_in(page.data, entry),) if one]
                day.answers.append(page.answer)
            except SHAPE_ERRORS as error:
                problem = reason(error)
        if problem:
            day.rejected.append(Rejected(posting_id=entry.filing_id, reason=problem))
        is_refused = page.trouble is not None and page.trouble.status == "blocked"
        yield from self._go_on(plan, day, page.trouble if is_refused else None)

    def _go_on(self, plan: Plan, day: Day, trouble: Trouble | None) -> Steps:
        """The day's next filing, or its snapshot and the next day; after a refusal nothing more."""
        if day.waiting and not trouble:
            yield self.ask(day.waiting[0].url, self.read_filing, (plan, day))
            return
        plan.is_told = True
        yield self._snapshot(day.day.isoformat(), day, trouble)
        if not trouble or trouble.status != "blocked":
            yield from self._next(plan)

    def _snapshot(
        self, name: str, day: Day, trouble: Trouble | None = None, *answers: Answer
    ) -> FilingsSnapshot:
        status, error = _judged(day, trouble)
        later = f"has {day.later} more filings than -a filings allows; the next crawl reads on"
        return FilingsSnapshot(
            source=self.name,
            name=name,
            status=status,
            observed_at=self.observed_at(),
            answers=(*answers, *day.answers),
            filings=tuple(day.filings),
            rejected=tuple(day.rejected),
            error=error,
            notes=(later,) if day.later else (),
        )


def _judged(day: Day, trouble: Trouble | None) -> tuple[BoardStatus, str | None]:
    if trouble and len(day.answers) > 1:
        return "partial", f"{len(day.waiting) + 1} filings not read: {trouble.error}"
    if trouble:
        return trouble.status, trouble.error
    if day.rejected:
        return "partial", f"{len(day.rejected)} filings unreadable: {day.rejected[0].reason}"
    return "complete", None


def _days_in(data: Any) -> set[date]:
    """The days that a quarter's list has an index for."""
    names = (
        _INDEX.fullmatch(words(part(one, "name")) or "")
        for one in listed(part(data, "directory", "item"), "item")
    )
    found = (iso_day("-".join(name.groups())) for name in names if name)
    return {at.date() for at in found if at}


def _is_new(days: list[date]) -> bool:
    """Whether all of these days, the first of a quarter, may be too early for its list to be there."""
    return len(days) < NEW_QUARTER and days[-1].day == 1
