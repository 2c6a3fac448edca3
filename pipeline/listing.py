"""What boards said, as the Arrow tables that `fresh.sql` and `merge_postings.sql` take.

Invariant: a posting is in them once, under its place in the list that was given; its fingerprint changes only
when the posting, or the registry's word on its company, does.
"""

from __future__ import annotations

import pyarrow as pa

from pipeline import batches
from scrapers.items import BoardSnapshot, JobPosting


def tables(
    held: list[BoardSnapshot], listed: list[tuple[BoardSnapshot, JobPosting]], run_id: str
) -> dict[str, pa.Table]:
    """Tables of some boards by name. `listed`: each posting once, with its board."""
    postings = [
        {
            "ordinal": ordinal,
            "source": shot.board.source,
            "board": shot.board.token,
            "posting_id": posting.posting_id,
            "content_hash": batches.digest(
                posting.model_dump_json(), shot.board.company, shot.board.homepage
            ),
            "valid_through": batches.last_day(shot, posting),
        }
        for ordinal, (shot, posting) in enumerate(listed)
    ]
    rejected = [
        {"source": s.board.source, "board": s.board.token, "posting_id": posting_id}
        for s in held
        for posting_id in sorted({r.posting_id for r in s.rejected if r.posting_id})
    ]
    answers = [
        {"source": s.board.source, "board": s.board.token, **a.model_dump()} for s in held for a in s.answers
    ]
    return {
        "landed_board": batches.table([batches.board_row(s, run_id) for s in held], batches.BOARD),
        "landed_posting": batches.table(postings, batches.POSTING),
        "landed_rejected": batches.table(rejected, batches.POSTING_ID),
        "landed_answer": batches.table(answers, batches.ANSWER),
    }
