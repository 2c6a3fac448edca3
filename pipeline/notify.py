"""The digest as a message, to any service that apprise knows.

Invariant: an address, which may hold a password, is never printed. What a posting says mentions nobody.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Sequence
from importlib.util import find_spec

from scrapers.errors import UsageError


class NoAppriseError(UsageError):
    """Messages were asked for without the library that sends them."""

    def __init__(self) -> None:
        super().__init__('Messages need the extra "notify": run `pip install -e ".[notify]"`.')


class BadAddressError(UsageError):
    """An address for messages that apprise does not understand."""

    def __init__(self, scheme: str) -> None:
        super().__init__(
            f"An address of a message ({scheme}://...) is not understood:"
            " https://github.com/caronc/apprise/wiki lists the forms."
        )


def check_addresses(addresses: Sequence[str]) -> None:
    """Raises NoAppriseError, BadAddressError."""
    for address in addresses:
        _service(address)


def send(title: str, text: str, addresses: Sequence[str]) -> list[str]:
    """Send a message to each address; the services that did not take it, by their scheme."""
    said = text.replace("@", "@\u200b")  # no "@everyone" of a posting wakes up a channel
    return [
        _scheme(one)
        for one in addresses
        if not _service(one).notify(body=said, title=title, body_format="text")
    ]


def _service(address: str):  # type: ignore[no-untyped-def]
    if find_spec("apprise") is None:
        raise NoAppriseError
    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its warnings quote addresses
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        import apprise  # it, and each of its services, looks for modules of old Pythons, which warn

        service = apprise.Apprise(asset=apprise.AppriseAsset(async_mode=False))
        is_understood = service.add(address)
    if not is_understood:
        raise BadAddressError(_scheme(address))
    return service


def _scheme(address: str) -> str:
    return address.split(":", 1)[0][:20]
