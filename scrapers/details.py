"""DetailedSpider: boards whose list has no texts, so that every posting is asked for as well.

Invariant: a posting whose details cannot be read is rejected, and costs nothing but itself: its role stays
as it was. Beyond the most that one board may cost, postings land as the list has them, and the board says so;
which ones are asked for does not depend on the order of the list: a text that was had once is had again.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass, field
from typing import Any, ClassVar

from scrapers.ats import AtsSpider, Reading
from scrapers.items import Board, JobPosting, Rejected
from scrapers.outcome import UnreadableError
from scrapers.reading import SHAPE_ERRORS, Page, Steps, reason


@dataclass
class Waiting:
    """A board whose list is read, and the ids that still wait for their details, last first."""

    reading: Reading
    ids: list[str] = field(default_factory=list)


class DetailedSpider(AtsSpider):
    """Base of the spiders that read a list and then each posting; two hooks more than AtsSpider."""

    one_answer = False
    most_details: ClassVar[int] = 80
    """Postings of one board whose details are asked for."""

    @classmethod
    @abstractmethod
    def details_url(cls, board: Board, posting_id: str) -> str:
        """Hook: the URL of one posting's details."""

    @abstractmethod
    def detailed(self, posting: JobPosting, data: Any) -> JobPosting | None:
        """Hook: the posting with what its details add; None when they say that it is no vacancy.

        Anything wrong with the details is raised and rejects this posting alone.
        """

    def finish(self, reading: Reading) -> Steps:
        """Ask for the details of the postings, one after the other; then yield the snapshot."""
        # numbers by their size: the oldest are asked for, and a new one costs no other its text
        ids = sorted(reading.postings, key=lambda one: (len(one) if one.isdecimal() else 0, one))
        beyond = len(ids) - self.most_details
        if beyond > 0:
            reading.notes.append(f"{beyond} of {len(ids)} postings land without text: more than we ask for")
        yield from self._go_on(Waiting(reading, ids[: self.most_details][::-1]))

    def _go_on(self, waiting: Waiting) -> Steps:
        if not waiting.ids:
            yield self.snapshot(waiting.reading)
            return
        url = self.details_url(waiting.reading.asked, waiting.ids[-1])
        yield self.ask_on(url, self.read_details, waiting)

    def read_details(self, page: Page, waiting: Waiting) -> Steps:
        """Take the details of one posting in, and go on."""
        reading, posting_id = waiting.reading, waiting.ids.pop()
        reading.answers.append(page.answer)
        posting = reading.postings.pop(posting_id)
        try:
            if page.trouble:
                raise UnreadableError(page.trouble.error)
            found = self.detailed(posting, page.data)
        except SHAPE_ERRORS as error:
            why = f"its details cannot be had: {reason(error)}"
            reading.rejected.append(Rejected(posting_id=posting_id, reason=why))
        else:
            if found:
                reading.postings[posting_id] = found
        yield from self._go_on(waiting)
