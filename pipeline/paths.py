"""Where a user's data lies.

Invariant: nothing is read, made or written on import, and only `make_usable` makes a folder.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from scrapers.errors import DataFileError


class FolderNotWritableError(DataFileError):
    """The data folder cannot be made, or nothing can be written in it."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"Cannot write to the data folder {folder} ({reason}): name another with --data DIR."
        )
        self.folder = folder
        self.reason = reason


def data_folder(named: Path | None) -> Path:
    """The data folder: as named, else SIXTHHIRE_DATA, else the platform's own place for user data."""
    if named is not None:
        return named.expanduser().absolute()
    from_environment = os.environ.get("SIXTHHIRE_DATA")
    if from_environment:
        return Path(from_environment).expanduser().absolute()
    import platformdirs

    return platformdirs.user_data_path("sixthhire", appauthor=False)


def demo_folder(named: Path | None) -> Path:
    """The folder named, else one of the demo's own in the data folder: the sample never meets real roles."""
    return data_folder(named) if named is not None else data_folder(None) / "demo"


def make_usable(folder: Path) -> None:
    """Make the folder where it is missing, and prove that a file can be written in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise FolderNotWritableError(folder, error.strerror or str(error)) from error
