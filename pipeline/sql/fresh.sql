-- Which of the landed boards and postings are news. Takes the Arrow tables landed_board and landed_posting; leaves the
-- temporary tables fresh_board and fresh_posting; its last statement names the postings that must be understood.

-- A snapshot older than the last one read of its board is recorded, but changes nothing.
create or replace temp table fresh_board as
select l.*, b.doubtful_run
from landed_board l
left join board b on b.source = l.source and b.board = l.board
where b.observed_at is null or l.observed_at >= b.observed_at;

create or replace temp table fresh_posting as
select
    l.ordinal, l.source, l.board, l.posting_id, l.content_hash, l.valid_through, b.observed_at, b.run_id,
    p.posting_id is null as is_new,
    p.content_hash is distinct from l.content_hash as is_changed,
    -- a negative version: those rules have failed on these words, and would again
    p.content_hash is distinct from l.content_hash or abs(p.inference_version) <> $inference_version as to_infer,
    case when p.content_hash = l.content_hash then p.content_seen_at else b.observed_at end as content_seen_at
from landed_posting l
join fresh_board b on b.source = l.source and b.board = l.board
left join posting p on p.source = l.source and p.board = l.board and p.posting_id = l.posting_id;

select ordinal, content_seen_at from fresh_posting where to_infer order by ordinal;
