"""What can be wrong with a data folder and its generations."""

from __future__ import annotations

from pathlib import Path

from scrapers.errors import DataFileError


class NoGenerationError(DataFileError):
    """Nothing was ever published in this data folder."""

    def __init__(self, data: Path) -> None:
        super().__init__(
            f"There are no roles in {data} yet; run `sixthhire demo` or `sixthhire crawl` first."
        )
        self.data = data


class NoEarlierGenerationError(DataFileError):
    """A rollback needs a generation before the current one."""

    def __init__(self, data: Path) -> None:
        super().__init__(f"There is no earlier generation in {data} to roll back to; nothing was changed.")
        self.data = data


class CorruptGenerationError(DataFileError):
    """A generation, or CURRENT, cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        first_line = (reason.strip().splitlines() or ["it cannot be read"])[0][:200]
        super().__init__(
            f"{path} is damaged ({first_line});"
            " run `sixthhire db rollback` to return to the generation before it."
        )
        self.path = path


class NewerGenerationError(DataFileError):
    """A generation was written by a newer version of the program."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            f"{path} has schema version {version}, this program knows {known}; update sixthhire to read it."
        )
        self.path = path
        self.version = version


class BuildLockedError(DataFileError):
    """Another process is building in the same data folder."""

    def __init__(self, data: Path, pid: int | None) -> None:
        holder = f"process {pid}" if pid else "another process"
        super().__init__(f"{holder.capitalize()} is building in {data}; wait for it to end, then try again.")
        self.data = data
        self.pid = pid


class DataFolderError(DataFileError):
    """The data folder cannot be made or written to."""

    def __init__(self, data: Path, reason: str) -> None:
        super().__init__(f"Cannot write to the data folder {data} ({reason}); name another with --data.")
        self.data = data


class NoRoomError(DataFileError):
    """The disk has too little room for another generation."""

    def __init__(self, data: Path, needed: int, free: int) -> None:
        super().__init__(
            f"Too little room in {data}: about {needed // 10**6 + 1} MB are needed, {free // 10**6} MB are"
            " free; free some space, then run `sixthhire build`."
        )
        self.data = data
        self.needed = needed
        self.free = free
