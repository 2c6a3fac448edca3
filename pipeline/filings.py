"""Filings of a register as Arrow tables, the form in which SQL takes them in.

Invariant: as in `batches`, every instant is naive UTC and every column has its type in `sql/schema.sql`.
"""

from __future__ import annotations

import re

import pyarrow as pa

from pipeline.batches import DIRECTORY, Row, naive, table
from pipeline.inference.company import name_key
from scrapers.items import DirectorySnapshot, FilingsSnapshot

_STATE_MARK = re.compile(r"\s*/[A-Z]{2,3}/?\s*$")
"""What the register itself adds to a name that another issuer bears: "ACME CORP /DE/"."""

_TEXT: pa.DataType = pa.string()
_TEXTS: pa.DataType = pa.list_(pa.string())
_DAY: pa.DataType = pa.date32()
_INT: pa.DataType = pa.int32()
_BIG: pa.DataType = pa.int64()
_INSTANT: pa.DataType = pa.timestamp("us")
_FLAG: pa.DataType = pa.bool_()

FILING = pa.schema(
    {
        "source": _TEXT,
        "filing_id": _TEXT,
        "issuer_id": _TEXT,
        "issuer": _TEXT,
        "name_key": _TEXT,
        "url": _TEXT,
        "is_amendment": _FLAG,
        "filed_on": _DAY,
        "first_sale_on": _DAY,
        "sold_usd": _BIG,
        "securities": _TEXTS,
        "industry": _TEXT,
        "entity_type": _TEXT,
        "state": _TEXT,
        "incorporated_in": _INT,
        "is_over_five_years": _FLAG,
        "first_seen_at": _INSTANT,
    }
)
ASKED = pa.schema({"url": _TEXT})


def tables(snapshot: FilingsSnapshot, run_id: str) -> dict[str, pa.Table]:
    """A day's filings, the addresses of all that was read, and the reading itself."""
    page = directory_row(snapshot, len(snapshot.filings), run_id)
    return {
        "landed_filing": table(_rows(snapshot), FILING),
        "landed_asked": table(({"url": answer.url} for answer in snapshot.answers), ASKED),
        "landed_directory": table([page], DIRECTORY),
    }


def directory_row(snapshot: DirectorySnapshot | FilingsSnapshot, companies: int, run_id: str) -> Row:
    """One read of a part of a directory, or of a day of filings."""
    return {
        "directory": snapshot.source,
        "name": snapshot.name,
        "status": snapshot.status,
        "error": snapshot.error,
        "observed_at": naive(snapshot.observed_at),
        "run_id": run_id,
        "companies": companies,
    }


def _rows(snapshot: FilingsSnapshot) -> list[Row]:
    """A day's filings, each once, with the key to join the issuer by."""
    return [
        {
            **filing.model_dump(),
            "source": snapshot.source,
            "name_key": name_key(_STATE_MARK.sub("", filing.issuer)),
            "first_seen_at": naive(snapshot.observed_at),
        }
        for filing in {one.filing_id: one for one in reversed(snapshot.filings)}.values()
    ]
