"""Text search through an index beside the generation, where the extra `search` is installed.

Invariant: `roles-<ns>.search` holds exactly the words of `roles-<ns>.duckdb`, is published whole after it and
never written to again; without it, or without the extra, the built-in search serves. An index is made from
the one before (hard links to its immutable segments) with what has changed.

It finds words by how they begin and quoted phrases as whole words, where the built-in search finds any part
of a text: `design` finds `Designer`, but `torch` does not find `PyTorch` here. Numbers stand for roles: the
lower half of the MD5 of the role_id, DuckDB's `md5_number_lower`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from pipeline import generations
from pipeline.filters import words_of

if TYPE_CHECKING:
    import tantivy

SUFFIX = ".search"
HEAP = 128 * 1024 * 1024
"""Bytes that the writer fills before it writes a segment."""
_TOKEN = re.compile(r"\w+")
_BATCH = 10_000


def is_installed() -> bool:
    """Whether the extra `search` is."""
    return find_spec("tantivy") is not None


def index_of(generation: Path) -> Path:
    """Where the index of a generation lies, if it has one."""
    return generation.with_suffix(SUFFIX)


def publish_index(data: Path) -> Path | None:
    """Index the current generation, and forget the indexes of generations that are gone.

    Only under the build lock. Returns the index; None without the extra, or when it could not be made (then
    the built-in search serves).
    """
    if not is_installed():
        return None
    current = generations.current(data)
    _forget_old(generations.folder(data))
    if index_of(current).exists():
        return index_of(current)
    working = current.with_name(f".{current.stem}{SUFFIX}")
    try:
        earlier = _copy_newest(generations.folder(data), working)
        _write(current, earlier, working)
        working.rename(index_of(current))
    except (OSError, ValueError):  # a full disk, or an index that the library does not know any more
        generations.discard(working)
        return None
    return index_of(current)


class SearchIndex:
    """An open index. Threads may share it."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._index = tantivy.Index.open(str(folder))
        self._index.config_reader("manual")
        self._searcher = self._index.searcher()

    @classmethod
    def of(cls, generation: Path) -> SearchIndex | None:
        """The index of a generation; None where there is none that can be read."""
        folder = index_of(generation)
        if not folder.is_dir() or not is_installed():
            return None
        try:
            return cls(folder)
        except (OSError, ValueError):
            return None

    def numbers(self, q: str) -> list[int] | None:
        """The numbers of all roles whose words pass, best first; None when `q` holds no word to look for."""
        query = _query(self._index.schema, q)
        if query is None:
            return None
        found = self._searcher.search(query, limit=max(self._searcher.num_docs, 1), count=False)
        addresses = [address for _, address in found.hits]
        return [int(n) for n in self._searcher.fast_field_values("number", addresses) if n is not None]


def number_of(role_id: str) -> int:
    """What stands for a role in the index: DuckDB's `md5_number_lower(role_id)`."""
    digest = hashlib.md5(role_id.encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:], "little")


def _query(schema: tantivy.Schema, q: str) -> tantivy.Query | None:
    import tantivy

    parts: list[tuple[tantivy.Occur, tantivy.Query]] = []
    for is_excluded, word in words_of(q):
        tokens = [token.lower() for token in _TOKEN.findall(word)]
        if not tokens:
            continue
        occur = tantivy.Occur.MustNot if is_excluded else tantivy.Occur.Must
        parts.append((occur, _phrase(schema, tokens)))
    if not parts:
        return None
    if all(occur == tantivy.Occur.MustNot for occur, _ in parts):
        parts.append((tantivy.Occur.Must, tantivy.Query.all_query()))
    return tantivy.Query.boolean_query(parts)


def _phrase(schema: tantivy.Schema, tokens: Sequence[str]) -> tantivy.Query:
    import tantivy

    if len(tokens) == 1:
        return tantivy.Query.regex_query(schema, "text", f"{re.escape(tokens[0])}.*")
    return tantivy.Query.phrase_query(schema, "text", list(tokens))


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", indexed=True, fast=True)
    builder.add_text_field("text")
    return builder.build()


def _copy_newest(home: Path, working: Path) -> Path | None:
    """Link the newest index to where the next one is made; its generation, None where there is none."""
    generations.discard(working)
    earlier = max(home.glob(f"roles-*{SUFFIX}"), default=None, key=lambda path: path.name)
    if earlier is None:
        working.mkdir()
        return None
    shutil.copytree(earlier, working, copy_function=_link, ignore=shutil.ignore_patterns("*.lock"))
    return earlier.with_suffix(".duckdb")


def _link(source: str, target: str) -> str:
    # what tantivy rewrites (its list of segments) it replaces, so that a link's other end stays as it was
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    return target


def _write(current: Path, earlier: Path | None, working: Path) -> None:
    import tantivy

    index = tantivy.Index(_schema(), path=str(working), reuse=True)
    writer = index.writer(heap_size=HEAP, num_threads=1)
    con = duckdb.connect()
    try:
        _attach(con, current, earlier)
        for role_id in _gone_or_changed(con) if earlier else ():
            gone = tantivy.Query.term_query(index.schema, "number", number_of(role_id))
            writer.delete_documents_by_query(gone)
        for role_id, text in _new_or_changed(con, earlier is not None):
            document = tantivy.Document()
            document.add_unsigned("number", number_of(role_id))
            document.add_text("text", text)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
    finally:
        con.close()


def _attach(con: duckdb.DuckDBPyConnection, current: Path, earlier: Path | None) -> None:
    for name, path in {"now": current, "earlier": earlier}.items():
        if path:
            literal = str(path).replace("'", "''")
            con.execute(f"attach '{literal}' as {name} (read_only)")
            con.execute(
                f"create temp view words_{name} as select r.role_id, r.company_name, s.role_hash"  # noqa: S608
                f" from {name}.role r join {name}.stated s on s.role_id = r.role_id"
            )


def _gone_or_changed(con: duckdb.DuckDBPyConnection) -> Iterable[str]:
    query = "select role_id from (from words_earlier except from words_now)"
    return [role_id for (role_id,) in con.execute(query).fetchall()]


def _new_or_changed(con: duckdb.DuckDBPyConnection, is_update: bool) -> Iterator[tuple[str, str]]:
    which = "from words_now except from words_earlier" if is_update else "from words_now"
    con.execute(f"create temp table wanted as select role_id from ({which})")  # noqa: S608
    found = con.execute(
        "select r.role_id, concat_ws(' ', r.title, r.company_name, t.description_text) from now.role r"
        " left join now.role_text t on t.role_id = r.role_id where r.role_id in (select role_id from wanted)"
    )
    while rows := found.fetchmany(_BATCH):
        yield from rows


def _forget_old(home: Path) -> None:
    for folder in [*home.glob(f"roles-*{SUFFIX}"), *home.glob(f".roles-*{SUFFIX}")]:
        if not folder.with_suffix(".duckdb").is_file():
            generations.discard(folder)
