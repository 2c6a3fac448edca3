"""A store that many machines share: generations in DuckLake, its catalog in PostgreSQL, its data in Parquet.

Invariant: one publish is one transaction, so a reader sees a whole generation or the one before; one machine
publishes, any number read. A reader fetches a generation into its own data folder, as if it had built it, and
everything else (dashboard, list, export) reads that.

In the lake stand the table `public_role` (the public columns, for any tool) and the schema `store` (every
table of the generation). DuckDB's extensions end at 1.5.5 today, so the extra `lake` holds DuckDB there.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import duckdb

from pipeline import generations, sql
from pipeline.locks import build_lock
from scrapers.errors import DataFileError, UsageError

EXTENSIONS = ("postgres_scanner", "ducklake")
VIEWS = "generation_view"
"""The lake's table of what else a generation holds: the statements that make its views."""
_VIEWS_OF_GENERATION = (
    "select view_oid as position, sql from duckdb_views() where database_name = 'generation' and not internal"
)
DAYS_KEPT = 7
"""Days that an older generation can still be read in the lake."""


class LakeExtraMissingError(UsageError):
    """DuckDB's extensions for the lake are not installed, or not for the DuckDB that is."""

    def __init__(self) -> None:
        super().__init__(
            "the lake needs DuckDB 1.5.5 with two of its extensions, in an environment of its own:"
            " pip install 'sixthhire[lake]'"
        )


class LakeError(DataFileError):
    """The lake does not answer, or did not take what was published."""

    def __init__(self, lake: Lake, error: Exception) -> None:
        first = _without_password((str(error).splitlines() or [type(error).__name__])[0])
        super().__init__(f"the lake ({lake.shown}) failed: {first[:300]}")
        self.lake = lake


class EmptyLakeError(DataFileError):
    """Nobody has published to the lake yet."""

    def __init__(self, lake: Lake) -> None:
        super().__init__(f"the lake ({lake.shown}) holds no generation yet; run `sixthhire lake publish`")
        self.lake = lake


@dataclass(frozen=True)
class Lake:
    """Where a lake is. `catalog`: PostgreSQL, as `dbname=... host=...` (password in PGPASSWORD). `files`: the
    folder or URL that holds its Parquet files, which every reader must reach under the same name."""

    catalog: str
    files: str

    @property
    def shown(self) -> str:
        """The catalog without a password."""
        return _without_password(self.catalog)


def publish(data: Path, lake: Lake) -> int:
    """Publish the current generation to the lake, in one transaction; the number of its roles.

    Raises NoGenerationError, CorruptGenerationError, LakeExtraMissingError, LakeError.
    """
    path = generations.current(data)
    generations.open_generation(path).close()
    with attached(lake) as con:
        con.execute(f"attach {_literal(str(path))} as generation (read_only)")
        con.execute("begin")
        con.execute("create schema if not exists lake.store")
        for table in _tables(con, "generation"):
            con.execute(f"create or replace table lake.store.{table} as from generation.{table}")
        con.execute(f"create or replace table lake.store.{VIEWS} as {_VIEWS_OF_GENERATION}")
        con.execute("create or replace table lake.public_role as from generation.public_role")
        con.execute("commit")
        _forget_old(con)
        ((roles,),) = con.execute("select count(*) from lake.public_role").fetchall()
    return int(roles)


def fetch(data: Path, lake: Lake) -> str | None:
    """Make the lake's generation the current one here; its file name, None when it is here already.

    Raises BuildLockedError, LakeExtraMissingError, EmptyLakeError, LakeError.
    """
    with build_lock(data, generations.folder(data)), attached(lake) as con:
        if "meta" not in _tables(con, "lake"):
            raise EmptyLakeError(lake)
        if _is_here(con, data):
            return None
        name = generations.new_name(data)
        working = generations.working_path(data, name)
        try:
            _fill(con, working)
            generations.publish(data, working, name)
        except BaseException:
            generations.discard_working(working)
            raise
    return name


def _fill(con: duckdb.DuckDBPyConnection, working: Path) -> None:
    con.execute(
        f"attach {_literal(str(working))} as building"
        f" (row_group_size {generations.ROW_GROUP}, storage_version '{generations.STORAGE_VERSION}')"
    )
    con.execute("use building")
    sql.run(con, "schema")
    made = set(_tables(con, "building"))
    for table in _tables(con, "lake"):
        if table == VIEWS:
            continue
        if table in made:
            con.execute(f"insert into building.{table} by name from lake.store.{table}")
        else:
            con.execute(f"create table building.{table} as from lake.store.{table}")
    for (statement,) in con.execute(f"select sql from lake.store.{VIEWS} order by position").fetchall():  # noqa: S608
        con.execute(statement)
    con.execute("checkpoint building")
    con.execute("use memory")
    con.execute("detach building")


def _is_here(con: duckdb.DuckDBPyConnection, data: Path) -> bool:
    ask = "select value from {}meta where key = 'created_at'"
    there = con.execute(ask.format("lake.store.")).fetchall()
    with contextlib.suppress(generations.NoGenerationError, generations.CorruptGenerationError):
        here = generations.open_generation(generations.current(data))
        try:
            return here.execute(ask.format("")).fetchall() == there
        finally:
            here.close()
    return False


def _forget_old(con: duckdb.DuckDBPyConnection) -> None:
    before = f"older_than => now() - interval {DAYS_KEPT} days"
    con.execute(f"call ducklake_expire_snapshots('lake', {before})")
    con.execute(f"call ducklake_cleanup_old_files('lake', {before})")


def _tables(con: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """Tables of a generation, or of the lake's `store`; quoted, ready for a statement."""
    found = con.execute(
        "select table_name from duckdb_tables() where database_name = $database"
        " and (database_name <> 'lake' or schema_name = 'store') order by 1",
        {"database": database},
    ).fetchall()
    return ['"' + name.replace('"', '""') + '"' if not name.isidentifier() else name for (name,) in found]


@contextlib.contextmanager
def attached(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in which the lake is the database `lake`; LakeExtraMissingError, LakeError."""
    paths = [_extension(name) for name in EXTENSIONS]
    con = duckdb.connect()
    try:
        for path in paths:
            con.execute(f"load {_literal(str(path))}")
        con.execute(
            f"attach {_literal('ducklake:postgres:' + lake.catalog)} as lake"
            f" (data_path {_literal(lake.files)})"
        )
        yield con
    except duckdb.Error as error:
        raise LakeError(lake, error) from error
    finally:
        con.close()


def _extension(name: str) -> Path:
    package = find_spec(f"duckdb_extension_{name}")
    places = list(package.submodule_search_locations or ()) if package else []
    file = f"extensions/v{duckdb.__version__}/{name}.duckdb_extension"
    for place in places:
        if (Path(place) / file).is_file():
            return Path(place) / file
    raise LakeExtraMissingError


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _without_password(text: str) -> str:
    return re.sub(r"password\s*=\s*('[^']*'|[^\s\"]+)", "password=...", text, flags=re.IGNORECASE)
