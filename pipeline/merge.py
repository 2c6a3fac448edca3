"""Landed snapshots into the facts of a generation, some thousands of postings at a time.

Invariant: Python sees one posting at a time, and only those whose words or whose rules have changed;
everything that compares postings is SQL. A board's snapshot is merged as one piece.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from pipeline import batches, filings, listing, sql
from pipeline.batches import Row, naive
from pipeline.landing import Landed, snapshots
from pipeline.roles import INFERENCE_VERSION, PostingContext, roles_from
from scrapers.items import BoardSnapshot, CrawlReport, DirectorySnapshot, FilingsSnapshot, JobPosting

BATCH = 4_000
"""Postings a batch: enough that MERGE runs at full speed, few enough that memory stays flat."""


CHECKPOINT = 32_000
"""Postings understood between two checkpoints, which bound what is held in memory."""

Key = tuple[str, str, str]
"""A posting: source, board, posting_id."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A posting to be understood. `said_at` (naive UTC): when it was first seen with these words."""

    posting: JobPosting
    source: str
    board: str
    company: str | None
    homepage: str | None
    said_at: datetime

    @property
    def key(self) -> Row:
        """The posting's identity, as columns."""
        return {"source": self.source, "board": self.board, "posting_id": self.posting.posting_id}


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A posting that met a bug of ours and keeps the roles it had. `reason`: the exception or broken rule."""

    source: str
    board: str
    posting_id: str
    reason: str


class Merger:
    """Merges landing files into one open, private generation file, and counts what it did.

    `avoid`: postings that are not to be understood, each with the reason.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, avoid: Mapping[Key, str] | None = None) -> None:
        self._con = con
        self._avoid = avoid or {}
        self._held: dict[tuple[str, str], BoardSnapshot] = {}
        self._size = 0
        self._run_id = ""
        self._safe = 0
        self.boards = 0
        self.postings = 0
        self.inferred = 0
        self.not_understood: list[NotUnderstood] = []
        self.new = 0
        self.changed = 0
        self.closed = 0
        self.older = 0

    def has_read(self, report: CrawlReport) -> bool:
        """Whether the generation holds this shard of this run already."""
        found = self._con.execute(
            "select count(*) from landing_read where run_id = $run_id and shard = $shard",
            {"run_id": report.run_id, "shard": report.shard},
        ).fetchall()
        return bool(found[0][0])

    def read(self, file: Landed) -> None:
        """Merge one whole landing file."""
        self._run_id, unchanged = file.report.run_id, []
        for snapshot in snapshots(file.path):
            if isinstance(snapshot, DirectorySnapshot):
                self._merge_directory(snapshot)
                continue
            if isinstance(snapshot, FilingsSnapshot):
                self._merge_filings(snapshot)
                continue
            key = (snapshot.board.source, snapshot.board.token)
            if snapshot.status == "unchanged":
                unchanged.append({"source": key[0], "board": key[1]})
            if key in self._held or self._size + len(snapshot.postings) > BATCH:
                self._flush()
            self._held[key] = snapshot
            self._size += len(snapshot.postings)
        self._flush()
        self._record(file.report, unchanged)

    def read_again(self) -> None:
        """Understand anew, from what is kept of them, the postings that older rules have read."""
        while rows := self._con.execute(
            "select r.posting, r.source, r.board, r.company, r.homepage, p.content_seen_at"
            " from posting_raw r join posting p using (source, board, posting_id)"
            " where p.inference_version not in ($version, -$version) limit $most",
            {"version": INFERENCE_VERSION, "most": BATCH},
        ).fetchall():
            unread = [Unread(JobPosting.model_validate_json(row[0]), *row[1:]) for row in rows]
            failed_before = len(self.not_understood)
            with self._registered(self._understood(unread)):
                sql.run(self._con, "merge_roles")
                sql.run(self._con, "read_again", inference_version=INFERENCE_VERSION)
            self._mark(self.not_understood[failed_before:])
            self._checkpoint()

    def _flush(self) -> None:
        held, self._held, self._size = list(self._held.values()), {}, 0
        if held:
            self._merge_boards(held)

    def _merge_boards(self, held: list[BoardSnapshot]) -> None:
        listed = [(s, p) for s in held for p in {p.posting_id: p for p in reversed(s.postings)}.values()]
        with self._registered(listing.tables(held, listed, self._run_id)):
            unread = [
                Unread(
                    posting,
                    shot.board.source,
                    shot.board.token,
                    shot.board.company,
                    shot.board.homepage,
                    said_at,
                )
                for ordinal, said_at in sql.run(self._con, "fresh", inference_version=INFERENCE_VERSION)
                for shot, posting in [listed[ordinal]]
            ]
            failed_before = len(self.not_understood)
            with self._registered(self._understood(unread)):
                sql.run(self._con, "merge_roles")
                sql.run(self._con, "merge_postings", inference_version=INFERENCE_VERSION)
                ((new, changed, closed, older),) = sql.run(self._con, "close")
            self._mark(self.not_understood[failed_before:])
        self._checkpoint()
        self.boards += len(held)
        self.postings += len(listed)
        self.new += new
        self.changed += changed
        self.closed += closed
        self.older += older

    def _merge_directory(self, snapshot: DirectorySnapshot) -> None:
        by_slug = {p.slug: p for p in reversed(snapshot.companies)}
        page = filings.directory_row(snapshot, len(by_slug), self._run_id)
        profiles = [batches.profile_row(p, snapshot, self._run_id) for p in by_slug.values()]
        tables = {
            "landed_profile": batches.table(profiles, batches.PROFILE),
            "landed_directory": batches.table([page], batches.DIRECTORY),
        }
        with self._registered(tables):
            sql.run(self._con, "merge_directory")

    def _merge_filings(self, snapshot: FilingsSnapshot) -> None:
        with self._registered(filings.tables(snapshot, self._run_id)):
            observed_at = naive(snapshot.observed_at)
            sql.run(self._con, "merge_filings", source=snapshot.source, observed_at=observed_at)

    def _understood(self, unread: Sequence[Unread]) -> dict[str, pa.Table]:
        roles: list[Row] = []
        evidence: list[Row] = []
        inferred: list[Row] = []
        raw: list[Row] = []
        for one in unread:
            kept = one.posting.model_dump_json(exclude_defaults=True)
            raw.append({**one.key, "company": one.company, "homepage": one.homepage, "posting": kept})
            avoided = self._avoid.get((one.source, one.board, one.posting.posting_id))
            if avoided:
                self.not_understood.append(NotUnderstood(**one.key, reason=avoided))
                continue
            try:
                found = roles_from(one.posting, _context(one))
            except Exception as error:  # noqa: BLE001 - hostile text may cost its own posting, never the build
                self.not_understood.append(NotUnderstood(**one.key, reason=repr(error)))
                continue
            for role in found:
                row, items = batches.role_rows(role, one.said_at)
                roles.append(row)
                evidence += items
            inferred.append({**one.key, "roles": len(found), "observed_at": one.said_at})
        self.inferred += len(unread)
        return {
            "landed_role": batches.table(roles, batches.ROLE),
            "landed_evidence": batches.table(evidence, batches.EVIDENCE),
            "landed_inferred": batches.table(inferred, batches.INFERRED),
            "landed_raw": batches.table(raw, batches.RAW),
        }

    def without_roles(self, postings: Mapping[Key, str]) -> None:
        """Take the roles of these postings away, which break a rule and cannot be read otherwise."""
        for (source, board, posting_id), reason in postings.items():
            sql.run(self._con, "without_roles", source=source, board=board, posting_id=posting_id)
            dropped = NotUnderstood(source, board, posting_id, reason)
            if dropped not in self.not_understood:
                self.not_understood.append(dropped)
                self._mark([dropped])

    def _mark(self, failed: Sequence[NotUnderstood]) -> None:
        # the negative version: these rules have failed on it, so that only better rules try these words again
        for one in failed:
            self._con.execute(
                "update posting set inference_version = -$version"
                " where source = $source and board = $board and posting_id = $posting_id",
                {
                    "version": INFERENCE_VERSION,
                    "source": one.source,
                    "board": one.board,
                    "posting_id": one.posting_id,
                },
            )

    def _record(self, report: CrawlReport, unchanged: Sequence[Row]) -> None:
        run = {
            "run_id": report.run_id,
            "shard": report.shard,
            "started_at": naive(report.started_at),
            "finished_at": naive(report.finished_at),
            "is_sample": report.is_sample,
            "read_at": naive(datetime.now(UTC)),
        }
        sources = [{**run, **source.model_dump()} for source in report.sources]
        tables = {
            "landed_run": batches.table([run], batches.RUN),
            "landed_source": batches.table(sources, batches.RUN_SOURCE),
            "landed_unchanged": batches.table(unchanged, batches.POSTING_ID),
        }
        with self._registered(tables):
            sql.run(self._con, "record")

    def _checkpoint(self) -> None:
        if self.inferred - self._safe >= CHECKPOINT:
            self._con.execute("checkpoint")
            self._safe = self.inferred

    @contextlib.contextmanager
    def _registered(self, tables: dict[str, pa.Table]) -> Iterator[None]:
        for name, table in tables.items():
            self._con.register(name, table)
        yield
        for name in tables:
            self._con.unregister(name)


def _context(one: Unread) -> PostingContext:
    return PostingContext(
        source=one.source,
        board=one.board,
        company=one.company,
        homepage=one.homepage,
        observed_at=one.said_at.replace(tzinfo=UTC),
    )
