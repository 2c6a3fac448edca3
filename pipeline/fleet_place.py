"""Where a fleet's workers leave what they read: a shared folder, or object storage such as `s3://bucket/prefix`.

Invariant: a name appears with its whole content or not at all, and writing it again with the same content
changes nothing; so a shard that ran twice did no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scrapers.errors import DataFileError, UsageError

if TYPE_CHECKING:
    from obstore.store import ObjectStore

_URL = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


class BadPlaceError(UsageError):
    """A place that no fleet can write to."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"cannot use {place!r} as the fleet's landing place: {problem}")
        self.place = place


class PlaceUnreachableError(DataFileError):
    """The place does not take or give what it should."""

    def __init__(self, place: str, error: Exception) -> None:
        first = (str(error).splitlines() or [type(error).__name__])[0]
        super().__init__(f"the fleet's landing place {place} cannot be reached: {first[:300]}")
        self.place = place


class Place:
    """A folder or an object store's prefix, by its path or URL.

    Credentials and endpoint of an object store come from its usual variables (AWS_ACCESS_KEY_ID,
    AWS_ENDPOINT_URL, ...). Raises BadPlaceError for an address that is none, PlaceUnreachableError when it
    fails later.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._store = _store(address)

    def put(self, name: str, content: bytes) -> None:
        """Write one whole object."""
        self._try("put", name, content)

    def get(self, name: str) -> bytes:
        """Read one whole object."""
        found: Any = self._try("get", name)
        return bytes(found.bytes())

    def names(self, run_id: str) -> set[str]:
        """Names of everything below one run."""
        try:
            pages = self._store.list(prefix=run_id)
            return {found["path"] for page in pages for found in page}
        except _errors() as error:
            raise PlaceUnreachableError(self.address, error) from error

    def remove(self, names: Iterable[str]) -> None:
        """Remove objects; one that is gone already is no error."""
        for name in names:
            try:
                self._store.delete(name)
            except FileNotFoundError:
                continue
            except _errors() as error:
                raise PlaceUnreachableError(self.address, error) from error

    def _try(self, method: str, *arguments: object) -> object:
        try:
            return getattr(self._store, method)(*arguments)
        except _errors() as error:
            raise PlaceUnreachableError(self.address, error) from error


def _store(address: str) -> ObjectStore:
    from obstore.store import LocalStore, from_url

    if not _URL.match(address):
        return LocalStore(Path(address).absolute(), mkdir=True)
    try:
        return from_url(address)
    except _errors() as error:
        raise BadPlaceError(address, str(error).splitlines()[0][:300]) from error


def _errors() -> tuple[type[Exception], ...]:
    from obstore.exceptions import BaseError

    return (BaseError, OSError, ValueError)
