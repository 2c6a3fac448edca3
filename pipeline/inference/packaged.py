"""The tables that come with the inference, in the folder `data`.

Invariant: a table is UTF-8 CSV with a header line; an empty cell is "".
"""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of `data/<name>`, each a mapping of column to cell."""
    text = (files("pipeline.inference") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
