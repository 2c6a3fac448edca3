"""The whole job on the bundled sample: the real spiders, the real build, a real generation, no network.

Invariant: the sample never mixes with real roles, neither way round.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.paths import make_usable
from scrapers.errors import UsageError

if TYPE_CHECKING:
    from pipeline.build import BuildReport
    from scrapers.items import CrawlReport

SAMPLE = Path(__file__).resolve().parent.parent / "scrapers" / "sample"


class RealRolesError(UsageError):
    """The sample was to go where real roles are."""

    def __init__(self, data: Path) -> None:
        super().__init__(
            f"{data} holds real roles, and the sample must not mix with them: name another folder."
        )
        self.data = data


class SampleRolesError(UsageError):
    """Real roles were to go where the sample is."""

    def __init__(self, data: Path) -> None:
        super().__init__(
            f"{data} holds the sample, and real roles must not mix with it: name another folder."
        )
        self.data = data


def run_demo(data: Path, warn: Callable[[str], None]) -> tuple[CrawlReport, BuildReport]:
    """Crawl the recorded answers and publish them as sample roles in `data`. Raises RealRolesError."""
    from pipeline.build import build
    from scrapers.crawl import Order, crawl

    make_usable(data)
    if holds_sample(data) is False:
        raise RealRolesError(data)
    order = Order(data=data, replay=SAMPLE, boards_file=SAMPLE / "boards.csv", is_sample=True)
    return crawl(order, warn=warn), build(data)


def holds_sample(data: Path) -> bool | None:
    """Whether the current generation is the sample's; None where there is none. Raises DataFileErrors."""
    from pipeline.generations import NoGenerationError
    from pipeline.queries import Generation

    try:
        return Generation.open(data).info.is_sample
    except NoGenerationError:
        return None
