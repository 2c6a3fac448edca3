"""Roles as Parquet, with real lists, numbers and instants.

Invariant: the schema depends on the columns only, never on the rows: files of any two days fit together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

_ROWS_A_GROUP = 5_000
_INSTANT = pa.timestamp("us", tz="UTC")
_EVIDENCE = pa.list_(
    pa.struct(
        [
            ("field", pa.string()),
            ("value", pa.string()),
            ("basis", pa.string()),
            ("quote", pa.string()),
            ("source", pa.string()),
            ("observed_at", _INSTANT),
        ]
    )
)
_RANGES = ("team_size", "hire_number", "function_hire_number", "eng_size", "salary")
_INTEGERS = frozenset({"reposts", *(f"{name}_{end}" for name in _RANGES for end in ("min", "max"))})
_FLOATS = frozenset({"equity_min_pct", "equity_max_pct"})
_TRUTHS = frozenset({"is_ml", "is_founding", "first_in_function", "equity_offered", "visa_sponsorship"})
_LISTS = frozenset({"work_modes", "countries", "regions", "cities", "skills"})


def write_parquet(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], out: IO[bytes]) -> None:
    """Write rows in groups; text compressed with zstd."""
    schema = pa.schema([(name, _type_of(name)) for name in columns])
    with pq.ParquetWriter(out, schema, compression="zstd") as writer:
        for group in _groups(rows):
            typed = [{name: _typed(schema.field(name).type, row[name]) for name in columns} for row in group]
            writer.write_table(pa.Table.from_pylist(typed, schema=schema))


def _type_of(name: str) -> pa.DataType:
    if name == "evidence":
        return _EVIDENCE
    if name in _INTEGERS:
        return pa.int64()
    if name in _FLOATS:
        return pa.float64()
    if name in _TRUTHS:
        return pa.bool_()
    if name in _LISTS:
        return pa.list_(pa.string())
    return _INSTANT if name.endswith(("_at", "_as_of")) else pa.string()


def _typed(kind: pa.DataType, value: Any) -> Any:
    if value is None:
        return None
    if kind == _INSTANT:
        return _instant(value)
    if kind == _EVIDENCE:
        return [
            {**evidence, "observed_at": _typed(_INSTANT, evidence.get("observed_at"))} for evidence in value
        ]
    if kind == pa.string():
        return str(value)
    return value


def _instant(value: datetime | date | str) -> datetime:
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value


def _groups(rows: Iterable[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    remaining = iter(rows)
    while group := list(islice(remaining, _ROWS_A_GROUP)):
        yield group
