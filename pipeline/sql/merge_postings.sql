-- What the boards list now. Runs after merge_roles.sql, on fresh_board, fresh_posting and the Arrow tables
-- landed_inferred, landed_raw, landed_rejected and landed_answer.

insert into posting_event
select f.source, f.board, f.posting_id, 'reopened', f.observed_at
from fresh_posting f
join posting p on p.source = f.source and p.board = f.board and p.posting_id = f.posting_id
where p.closed_at is not null
order by f.source, f.board, f.posting_id;

merge into posting t
using (
    select f.*, i.roles
    from fresh_posting f
    left join landed_inferred i on i.source = f.source and i.board = f.board and i.posting_id = f.posting_id
) s
on t.source = s.source and t.board = s.board and t.posting_id = s.posting_id
when matched then update set
    content_hash = s.content_hash,
    inference_version = case when s.to_infer then $inference_version else t.inference_version end,
    roles = coalesce(s.roles, t.roles),
    last_seen_at = greatest(t.last_seen_at, s.observed_at),
    last_seen_run = s.run_id,
    content_seen_at = s.content_seen_at,
    valid_through = s.valid_through,
    missed = 0,
    missed_run = null,
    reposts = t.reposts + case when t.closed_at is null then 0 else 1 end,
    closed_at = null
when not matched then insert (
    source, board, posting_id, content_hash, inference_version, roles, first_seen_at, last_seen_at, last_seen_run,
    content_seen_at, valid_through
) values (
    s.source, s.board, s.posting_id, s.content_hash, $inference_version, coalesce(s.roles, 0), s.observed_at,
    s.observed_at, s.run_id, s.content_seen_at, s.valid_through
);

delete from posting_raw where (source, board, posting_id) in (select (source, board, posting_id) from landed_raw);
insert into posting_raw by name select * from landed_raw;

-- Listed, though it could not be read: it is there.
update posting set
    last_seen_at = greatest(posting.last_seen_at, b.observed_at), last_seen_run = b.run_id, missed = 0, missed_run = null
from landed_rejected r
join fresh_board b on b.source = r.source and b.board = r.board
where posting.source = r.source and posting.board = r.board and posting.posting_id = r.posting_id
  and posting.closed_at is null;

-- "As last time": whatever the last full reading listed is there.
update posting set last_seen_at = greatest(posting.last_seen_at, b.observed_at), last_seen_run = b.run_id
from fresh_board b
where b.status = 'unchanged' and posting.source = b.source and posting.board = b.board
  and posting.closed_at is null and posting.missed = 0;

-- Only what was read in full can be told to be unchanged; a partial reading says that it no longer is.
delete from answer
where (source, board) in (select (source, board) from fresh_board where status in ('complete', 'partial'));
insert into answer by name
select a.*, b.observed_at
from landed_answer a
join fresh_board b on b.source = a.source and b.board = a.board
where b.status = 'complete';
