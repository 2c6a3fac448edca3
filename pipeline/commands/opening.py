"""Opening what a command reads, with a sentence that helps when it is not there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.paths import demo_folder
from scrapers.errors import UsageError

if TYPE_CHECKING:
    from pipeline.queries import Generation


class NoSuchRoleError(UsageError):
    """No role has this id."""

    def __init__(self, role_id: str, data: Path) -> None:
        super().__init__(f"There is no role '{role_id}' in {data}: `sixthhire list` shows the ids.")
        self.role_id = role_id


def open_generation(data: Path) -> Generation:
    """The current generation; where there is none, the error also says where the demo's lies."""
    from pipeline.generations import NoGenerationError
    from pipeline.queries import Generation

    try:
        return Generation.open(data)
    except NoGenerationError as error:
        demo = demo_folder(None)
        if demo == data or not (demo / "generations" / "CURRENT").exists():
            raise
        error.args = (
            f"There are no roles in {data} yet: run `sixthhire crawl`, or see the sample with --data {demo}.",
        )
        raise


def role_named(generation: Generation, role_id: str, data: Path) -> Mapping[str, Any]:
    """Every public column of one role. Raises NoSuchRoleError."""
    row = generation.role(role_id)
    if row is None:
        raise NoSuchRoleError(role_id, data)
    return row
