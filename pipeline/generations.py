"""Generations: immutable, published database files, and CURRENT, which names the one to read.

Invariant: a file named `roles-<ns>.duckdb` is never written to again, and its name is never used twice.
CURRENT is replaced as a whole, after the file that it names is safely on disk; so a reader meets an old or a
new generation, never half of one.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from pipeline.data_errors import (
    CorruptGenerationError,
    NewerGenerationError,
    NoEarlierGenerationError,
    NoGenerationError,
    NoRoomError,
)
from pipeline.locks import build_lock
from scrapers.errors import DataFileError

__all__ = [
    "CorruptGenerationError",
    "NewerGenerationError",
    "NoEarlierGenerationError",
    "NoGenerationError",
    "NoRoomError",
]

SCHEMA_VERSION = 1
"""Of the tables in a generation; code refuses a file that says a higher one."""

KEEP = 3
"""Published generations of different content that stay: the current one and two to go back to."""

STORAGE_VERSION = "v1.5.0"
"""DuckDB 2 writes files that 1.5 cannot open unless told this."""

ROW_GROUP = 16_384

_NAME = re.compile(r"^roles-(\d{20})\.duckdb$")
ASIDE = ".rolled-back"


@dataclass(frozen=True, slots=True)
class Published:
    """One generation file on disk. `state`: current, earlier, or rolled back."""

    name: str
    path: Path
    state: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Checked:
    """What a full read of a generation found: rows by table."""

    path: Path
    rows: dict[str, int]


def folder(data: Path) -> Path:
    """Where the generations of a data folder live."""
    return data / "generations"


def current_name(data: Path) -> str:
    """The file name that CURRENT holds. Raises NoGenerationError, CorruptGenerationError."""
    pointer = folder(data) / "CURRENT"
    try:
        name = pointer.read_text(encoding="ascii", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise NoGenerationError(data) from None
    except OSError as error:
        raise CorruptGenerationError(pointer, str(error)) from error
    if not _NAME.match(name):
        raise CorruptGenerationError(pointer, "it does not name a generation")
    return name


def current(data: Path) -> Path:
    """The generation to read. Raises NoGenerationError, CorruptGenerationError."""
    name = current_name(data)
    while not (folder(data) / name).is_file():
        before, name = name, current_name(data)
        if name == before:
            raise CorruptGenerationError(folder(data) / name, "the file is missing")
    return folder(data) / name


def open_working(path: Path) -> duckdb.DuckDBPyConnection:
    """A working file to build in, made where there is none. Nothing is safe in it before a checkpoint.

    It needs no write-ahead log: what a build that dies leaves is thrown away. Small row groups keep a small
    change small, since a checkpoint rewrites the groups that it touches.
    """
    con = duckdb.connect()
    literal = "'" + str(path).replace("'", "''") + "'"
    con.execute(
        f"attach {literal} as building"
        f" (recovery_mode no_wal_writes, row_group_size {ROW_GROUP}, storage_version '{STORAGE_VERSION}')"
    )
    con.execute("use building")
    con.execute("set enable_external_access = false")
    return con


def open_generation(path: Path) -> duckdb.DuckDBPyConnection:
    """A published generation, read-only; no query on it can reach other files or the network.

    Raises CorruptGenerationError, NewerGenerationError.
    """
    try:
        con = duckdb.connect(str(path), read_only=True, config={"enable_external_access": "false"})
    except (duckdb.Error, RuntimeError) as error:
        raise CorruptGenerationError(path, str(error)) from error
    try:
        refuse_newer(con, path)
    except DataFileError:
        con.close()
        raise
    return con


def refuse_newer(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Raises NewerGenerationError, or CorruptGenerationError when the file does not tell its version."""
    try:
        found = con.execute("select value from meta where key = 'schema_version'").fetchall()
        version = int(found[0][0])
    except (duckdb.Error, RuntimeError, IndexError, ValueError) as error:
        raise CorruptGenerationError(path, str(error)) from error
    if version > SCHEMA_VERSION:
        raise NewerGenerationError(path, version, SCHEMA_VERSION)


def check(path: Path) -> Checked:
    """Read everything in a generation, so that damage shows.

    Raises CorruptGenerationError, NewerGenerationError.
    """
    con = open_generation(path)
    rows: dict[str, int] = {}
    try:
        tables = con.execute("select table_name from duckdb_tables() order by 1").fetchall()
        for (table,) in tables:
            identifier = '"' + table.replace('"', '""') + '"'
            counted = con.execute(f"select count(*), sum(hash(t)) from {identifier} t").fetchall()  # noqa: S608
            rows[table] = counted[0][0]
    except (duckdb.Error, RuntimeError, UnicodeDecodeError) as error:
        raise CorruptGenerationError(path, str(error)) from error
    finally:
        con.close()
    return Checked(path, rows)


def info(data: Path) -> list[Published]:
    """Every generation on disk, newest first. Raises NoGenerationError."""
    now = current_name(data)
    return [
        Published(path.name, path, _state(path.name, now), path.stat().st_size)
        for path in sorted(folder(data).glob("roles-*"), key=lambda p: p.name, reverse=True)
        if _state(path.name, now)
    ]


def _state(name: str, now: str) -> str:
    if name == now:
        return "current"
    if _NAME.match(name.removesuffix(ASIDE)):
        return "rolled back" if name.endswith(ASIDE) or name > now else "earlier"
    return ""


def sweep(data: Path) -> None:
    """Remove what a killed build left behind. Only under the build lock."""
    home = folder(data)
    for path in [*home.glob(".roles-*"), *home.glob(".CURRENT*")]:
        discard(path)
    with contextlib.suppress(NoGenerationError, CorruptGenerationError):
        now = current_name(data)
        for path in home.glob("roles-*.duckdb"):
            if _NAME.match(path.name) and path.name > now:
                discard(path)


def discard(path: Path) -> None:
    """Remove a file or a folder, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def new_name(data: Path) -> str:
    """A name that sorts after every one used so far, even when the clock has jumped back."""
    used = [int(m[1]) for p in folder(data).glob("roles-*") if (m := _NAME.match(p.name.removesuffix(ASIDE)))]
    with contextlib.suppress(NoGenerationError, CorruptGenerationError):
        used.append(int(current_name(data)[6:26]))
    return f"roles-{max(time.time_ns(), max(used, default=0) + 1):020d}.duckdb"


def working_path(data: Path, name: str) -> Path:
    """Where generation `name` is built, unseen by readers."""
    return folder(data) / f".{name}.tmp"


def copy_current(data: Path, working: Path) -> Path | None:
    """Copy the current generation to where the next one is built; the current one, None where there is none.

    Raises NoRoomError when less than twice its size is free.
    """
    try:
        source = current(data)
    except NoGenerationError:
        return None
    needed = 2 * source.stat().st_size
    free = shutil.disk_usage(folder(data)).free
    if free < needed:
        raise NoRoomError(data, needed, free)
    shutil.copyfile(source, working)
    return source


def discard_working(working: Path) -> None:
    """Remove a working file with all that DuckDB laid beside it."""
    for path in working.parent.glob(working.name + "*"):
        discard(path)


def publish(data: Path, working: Path, name: str) -> Path:
    """Make a finished, closed working file the current generation. Only under the build lock."""
    home = folder(data)
    path = home / name
    _fsync(working)
    working.rename(path)
    _fsync(home)
    _point_to(data, name)
    return path


def rollback(data: Path) -> Path:
    """Make the generation before the current one current; the newer one is kept aside, under another name.

    Raises NoGenerationError, NoEarlierGenerationError, CorruptGenerationError, BuildLockedError.
    """
    with build_lock(data, folder(data)):
        now = "roles-~"
        with contextlib.suppress(CorruptGenerationError):
            now = current_name(data)
        earlier = sorted(
            p for p in folder(data).glob("roles-*.duckdb") if _NAME.match(p.name) and p.name < now
        )
        if not earlier:
            raise NoEarlierGenerationError(data)
        open_generation(earlier[-1]).close()
        _point_to(data, earlier[-1].name)
        for newer in [p for p in folder(data).glob("roles-*.duckdb") if p.name > earlier[-1].name]:
            newer.rename(newer.with_name(newer.name + ASIDE))
        _fsync(folder(data))
    return earlier[-1]


def _point_to(data: Path, name: str) -> None:
    home = folder(data)
    fresh = home / ".CURRENT.tmp"
    with fresh.open("w", encoding="ascii") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(home / "CURRENT")
    _fsync(home)


def published_at(name: str) -> datetime:
    """When a generation was made, as its name tells; names only grow, though a clock may jump back."""
    return datetime.fromtimestamp(int(name[6:26]) / 10**9, UTC)


def _fsync(path: Path) -> None:
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
