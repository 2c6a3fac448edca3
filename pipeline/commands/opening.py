"""Opening what a command reads, with a sentence that helps when it is not there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.paths import demo_folder
from scrapers.errors import UsageError

if TYPE_CHECKING:
    from pipeline.queries import Generation


_MOST_NAMED = 8


class NoSuchRoleError(UsageError):
    """No role has this id."""

    def __init__(self, role_id: str, data: Path) -> None:
        super().__init__(f"There is no role '{role_id}' in {data}: `sixthhire list` shows the ids.")
        self.role_id = role_id


class AmbiguousRoleError(UsageError):
    """Several roles have an id that begins so."""

    def __init__(self, beginning: str, matches: Sequence[str]) -> None:
        named = ", ".join(matches[:_MOST_NAMED])
        more = f" and {len(matches) - _MOST_NAMED} more" if len(matches) > _MOST_NAMED else ""
        super().__init__(f"'{beginning}' is the beginning of several ids: {named}{more}.")
        self.matches = tuple(matches)


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
    """Every public column of one role, by its id or a beginning that no other has.

    Raises NoSuchRoleError, AmbiguousRoleError.
    """
    row = generation.role(role_id)
    if row is None:
        row = generation.role(the_one(role_id, _ids_starting(generation, role_id)) or role_id)
    if row is None:
        raise NoSuchRoleError(role_id, data)
    return row


def the_one(beginning: str, ids: Iterable[str]) -> str | None:
    """The only id that begins so, the id itself where it is one; None where none does.

    Raises AmbiguousRoleError.
    """
    found = [role_id for role_id in sorted(ids) if role_id.startswith(beginning)]
    if beginning in found or not beginning:
        return beginning or None
    if len(found) > 1:
        raise AmbiguousRoleError(beginning, found)
    return found[0] if found else None


def _ids_starting(generation: Generation, beginning: str) -> list[str]:
    query = "select role_id from role where starts_with(role_id, $beginning)"
    return [row["role_id"] for row in generation.rows(query, {"beginning": beginning})]
