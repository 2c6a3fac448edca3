"""Items and roles as Arrow tables, the form in which SQL takes them in.

Invariant: every instant leaves here as naive UTC (aware ones cost Arrow a hundred microseconds each), and
every column has the type it has in `sql/schema.sql`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from pipeline.inference.company import name_key, registrable_domain
from pipeline.roles import Role
from scrapers.items import BoardSnapshot, CompanyProfile, DirectorySnapshot, JobPosting
from scrapers.sources import SOURCES

Row = dict[str, Any]

_TEXT: pa.DataType = pa.string()
_TEXTS: pa.DataType = pa.list_(pa.string())
_INSTANT: pa.DataType = pa.timestamp("us")
_INT: pa.DataType = pa.int32()
_BIG: pa.DataType = pa.int64()
_REAL: pa.DataType = pa.float64()
_FLAG: pa.DataType = pa.bool_()

OPEN_AFTER_SHOWN = timedelta(days=30)
"""How long a posting counts as open after its source showed it last, where the source shows only its newest
postings and so nobody says when one is filled."""

_NOT_SLUG = re.compile(r"[^a-z0-9]+")

BOARD = pa.schema(
    {
        "source": _TEXT,
        "board": _TEXT,
        "company": _TEXT,
        "homepage": _TEXT,
        "status": _TEXT,
        "error": _TEXT,
        "observed_at": _INSTANT,
        "run_id": _TEXT,
        "postings": _INT,
        "rejected": _INT,
        "listed": _INT,
        "is_blind": _FLAG,
        "requests": _INT,
        "bytes": _BIG,
        "seconds": _REAL,
    }
)
ANSWER = pa.schema(
    {
        "source": _TEXT,
        "board": _TEXT,
        "url": _TEXT,
        "http_status": _INT,
        "etag": _TEXT,
        "last_modified": _TEXT,
        "body_sha256": _TEXT,
        "bytes": _BIG,
    }
)
POSTING = pa.schema(
    {
        "ordinal": _INT,
        "source": _TEXT,
        "board": _TEXT,
        "posting_id": _TEXT,
        "content_hash": _TEXT,
        "valid_through": _INSTANT,
    }
)
POSTING_ID = pa.schema({"source": _TEXT, "board": _TEXT, "posting_id": _TEXT})
RAW = pa.schema(
    {
        "source": _TEXT,
        "board": _TEXT,
        "posting_id": _TEXT,
        "company": _TEXT,
        "homepage": _TEXT,
        "posting": _TEXT,
    }
)
INFERRED = pa.schema(
    {"source": _TEXT, "board": _TEXT, "posting_id": _TEXT, "roles": _INT, "observed_at": _INSTANT}
)
EVIDENCE = pa.schema(
    {
        "role_id": _TEXT,
        "position": _INT,
        "field": _TEXT,
        "value": _TEXT,
        "basis": _TEXT,
        "quote": _TEXT,
        "source": _TEXT,
        "observed_at": _INSTANT,
    }
)
PROFILE = pa.schema(
    {
        "directory": _TEXT,
        "slug": _TEXT,
        "slug_key": _TEXT,
        "name": _TEXT,
        "name_key": _TEXT,
        "former_keys": _TEXTS,
        "homepage": _TEXT,
        "domain": _TEXT,
        "url": _TEXT,
        "one_liner": _TEXT,
        "team_size": _INT,
        "yc_batch": _TEXT,
        "company_status": _TEXT,
        "growth_stage": _TEXT,
        "locations": _TEXTS,
        "is_hiring": _FLAG,
        "profile_hash": _TEXT,
        "last_seen_at": _INSTANT,
        "last_seen_run": _TEXT,
    }
)
DIRECTORY = pa.schema(
    {
        "directory": _TEXT,
        "name": _TEXT,
        "status": _TEXT,
        "error": _TEXT,
        "observed_at": _INSTANT,
        "run_id": _TEXT,
        "companies": _INT,
    }
)
RUN = pa.schema(
    {
        "run_id": _TEXT,
        "shard": _TEXT,
        "started_at": _INSTANT,
        "finished_at": _INSTANT,
        "is_sample": _FLAG,
        "read_at": _INSTANT,
    }
)
RUN_SOURCE = pa.schema(
    {
        "run_id": _TEXT,
        "shard": _TEXT,
        "source": _TEXT,
        "status": _TEXT,
        "boards": _INT,
        "boards_failed": _INT,
        "postings": _INT,
        "rejected": _INT,
        "requests": _INT,
        "bytes": _BIG,
        "seconds": _REAL,
        "errors": _TEXTS,
        "finished_at": _INSTANT,
    }
)

_ROLE_TYPES = {
    **dict.fromkeys(
        ("is_ml", "is_founding", "first_in_function", "equity_offered", "visa_sponsorship"), _FLAG
    ),
    **dict.fromkeys(("team_size_min", "team_size_max", "eng_size_min", "eng_size_max"), _INT),
    **dict.fromkeys(("hire_number_min", "hire_number_max"), _INT),
    **dict.fromkeys(("function_hire_number_min", "function_hire_number_max"), _INT),
    **dict.fromkeys(("salary_min", "salary_max"), _BIG),
    **dict.fromkeys(("equity_min_pct", "equity_max_pct"), _REAL),
    **dict.fromkeys(("work_modes", "countries", "regions", "cities", "skills"), _TEXTS),
    "published_at": _INSTANT,
}
_NUMBERS = [name for name, kind in _ROLE_TYPES.items() if kind in (_INT, _BIG)]
_LARGEST = 2**31 - 1
_NOT_STORED = {"evidence", "valid_through"}
ROLE = pa.schema(
    {
        **{name: _ROLE_TYPES.get(name, _TEXT) for name in Role.model_fields if name not in _NOT_STORED},
        "name_key": _TEXT,
        "slug_key": _TEXT,
        "role_hash": _TEXT,
        "text_key": _TEXT,
        "observed_at": _INSTANT,
    }
)


def table(rows: Iterable[Row], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table; a key that a row lacks is null."""
    return pa.Table.from_pylist(list(rows), schema=schema)


def naive(instant: datetime | None) -> datetime | None:
    """An aware instant as naive UTC; None when it lies before the first or after the last year there is."""
    try:
        return None if instant is None else instant.astimezone(UTC).replace(tzinfo=None)
    except OverflowError:
        return None


def digest(*parts: str | None) -> str:
    """A hash of texts, in order; None differs from the empty text."""
    hasher = hashlib.sha256()
    for part in parts:
        hasher.update(b"\x00" if part is None else b"\x01" + part.encode("utf-8", "replace") + b"\x02")
    return hasher.hexdigest()


def slug_key(value: str | None) -> str | None:
    """The normal form of a board token or slug: letters and digits, lower case."""
    return _NOT_SLUG.sub("", value.lower()) if value else None


def _shows_newest_only(snapshot: BoardSnapshot) -> bool:
    source = SOURCES.get(snapshot.board.source)
    return source is not None and source.shows_newest_only


def last_day(snapshot: BoardSnapshot, posting: JobPosting) -> datetime | None:
    """When a posting ends by itself (naive UTC): its own last day, or OPEN_AFTER_SHOWN; None: it does not."""
    said = naive(posting.valid_through)
    if not _shows_newest_only(snapshot):
        return said
    aged = naive(snapshot.observed_at + OPEN_AFTER_SHOWN)
    return min(said or aged, aged) if aged else said


def board_row(snapshot: BoardSnapshot, run_id: str) -> Row:
    """One read of a board. `is_blind`: its absences say nothing, as something listed has no id, or as the
    source shows only its newest postings."""
    return {
        "source": snapshot.board.source,
        "board": snapshot.board.token,
        "company": snapshot.board.company,
        "homepage": snapshot.board.homepage,
        "status": snapshot.status,
        "error": snapshot.error,
        "observed_at": naive(snapshot.observed_at),
        "run_id": run_id,
        "postings": len(snapshot.postings),
        "rejected": len(snapshot.rejected),
        "listed": len(snapshot.postings) + len(snapshot.rejected),
        "is_blind": _shows_newest_only(snapshot) or any(r.posting_id is None for r in snapshot.rejected),
        "requests": len(snapshot.answers),
        "bytes": sum(a.bytes for a in snapshot.answers),
        "seconds": sum(a.seconds or 0.0 for a in snapshot.answers),
    }


def role_rows(role: Role, observed_at: datetime) -> tuple[Row, list[Row]]:
    """One role and its evidence; `observed_at` (naive UTC) is when its posting first said this."""
    row = role.model_dump(exclude=_NOT_STORED)
    row |= {name: _storable(row[name]) for name in _NUMBERS}
    row["published_at"] = naive(role.published_at)
    row["name_key"] = name_key(role.company_name) if role.company_name else None
    row["slug_key"] = slug_key(role.company_slug)
    row["text_key"] = _text_key(role.description_text)
    row["role_hash"] = digest(role.model_dump_json(exclude={"valid_through"}))
    row["observed_at"] = observed_at
    evidence = [
        {
            **item.model_dump(),
            "role_id": role.role_id,
            "position": position,
            "observed_at": naive(item.observed_at),
        }
        for position, item in enumerate(role.evidence)
    ]
    return row, evidence


def _storable(number: int | None) -> int | None:
    """None for a number that no count or pay can be, and no column could hold."""
    return number if number is not None and abs(number) <= _LARGEST else None


def _text_key(text: str | None) -> str | None:
    """What two copies of one text share, whatever their case and spacing; None for no text."""
    words = text.lower().split() if text else []
    return digest(" ".join(words))[:32] if words else None


def profile_row(profile: CompanyProfile, snapshot: DirectorySnapshot, run_id: str) -> Row:
    """What a directory says of one company, with the keys to join it by."""
    return {
        **profile.model_dump(exclude={"former_names"}),
        "team_size": _storable(profile.team_size),
        "directory": snapshot.source,
        "slug_key": slug_key(profile.slug),
        "name_key": name_key(profile.name),
        "former_keys": sorted({name_key(n) for n in profile.former_names} - {name_key(profile.name), ""}),
        "domain": registrable_domain(profile.homepage),
        "profile_hash": digest(profile.model_dump_json()),
        "last_seen_at": naive(snapshot.observed_at),
        "last_seen_run": run_id,
    }
