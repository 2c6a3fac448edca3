-- Absence. Runs after merge_postings.sql, on fresh_board and fresh_posting. Only a complete answer counts, and only one
-- in which everything listed has an id. A posting closes when two complete answers of different runs lack it. An answer
-- that is empty where postings were open, or that lacks more than half of at least six open ones, is doubtful: it
-- closes nothing unless the complete answer before it, of another run, was doubtful too.

create or replace temp table missing as
select p.source, p.board, p.posting_id, p.roles
from posting p
join fresh_board b on b.source = p.source and b.board = p.board
anti join landed_rejected r on r.source = p.source and r.board = p.board and r.posting_id = p.posting_id
where b.status = 'complete' and not b.is_blind and p.closed_at is null and p.last_seen_run <> b.run_id;

create or replace temp table verdict as
with known as (
    select p.source, p.board, count(*) as open_before
    from posting p
    join fresh_board b on b.source = p.source and b.board = p.board
    left join fresh_posting f on f.source = p.source and f.board = p.board and f.posting_id = p.posting_id
    where p.closed_at is null and p.roles > 0 and not coalesce(f.is_new, false)
    group by all
),
gone as (select source, board, count(*) as missing from missing where roles > 0 group by all)
select
    b.source, b.board, b.run_id, b.observed_at, b.doubtful_run,
    coalesce(g.missing > 0 and (b.listed = 0 or (k.open_before >= 6 and 2 * g.missing > k.open_before)), false)
        as is_doubtful
from fresh_board b
left join known k on k.source = b.source and k.board = b.board
left join gone g on g.source = b.source and g.board = b.board
where b.status = 'complete' and not b.is_blind;

update posting set missed = posting.missed + 1, missed_run = v.run_id
from missing m
join verdict v on v.source = m.source and v.board = m.board
where posting.source = m.source and posting.board = m.board and posting.posting_id = m.posting_id
  and posting.missed_run is distinct from v.run_id;

create or replace temp table closing as
select p.source, p.board, p.posting_id, v.observed_at
from posting p
join missing m on m.source = p.source and m.board = p.board and m.posting_id = p.posting_id
join verdict v on v.source = p.source and v.board = p.board
where p.missed >= 2
  and (not v.is_doubtful or (v.doubtful_run is not null and v.doubtful_run <> v.run_id));

insert into posting_event
select source, board, posting_id, 'closed', observed_at from closing order by source, board, posting_id;

update posting set closed_at = c.observed_at
from closing c
where posting.source = c.source and posting.board = c.board and posting.posting_id = c.posting_id;

merge into board t
using (
    select b.*, v.is_doubtful
    from fresh_board b left join verdict v on v.source = b.source and v.board = b.board
) s
on t.source = s.source and t.board = s.board
when matched then update set
    company = s.company, homepage = s.homepage, status = s.status, error = s.error,
    observed_at = s.observed_at, run_id = s.run_id,
    completed_at = case when s.status in ('complete', 'unchanged') then s.observed_at else t.completed_at end,
    doubtful_run = case when s.is_doubtful is null then t.doubtful_run
                        when s.is_doubtful then coalesce(t.doubtful_run, s.run_id) end,
    failures_in_a_row = case when s.status in ('unknown', 'moved', 'blocked', 'malformed')
                             then t.failures_in_a_row + 1 else 0 end
when not matched then insert (
    source, board, company, homepage, status, error, observed_at, run_id, completed_at, failures_in_a_row
) values (
    s.source, s.board, s.company, s.homepage, s.status, s.error, s.observed_at, s.run_id,
    case when s.status in ('complete', 'unchanged') then s.observed_at end,
    case when s.status in ('unknown', 'moved', 'blocked', 'malformed') then 1 else 0 end
);

insert into run_board by name
with counted as (
    select source, board, count(*) filter (is_new) as new_postings,
           count(*) filter (is_changed and not is_new) as changed_postings
    from fresh_posting group by all
),
closed as (select source, board, count(*) as closed_postings from closing group by all),
listed as (
    select source, board, count(*) as postings from posting where closed_at is null and missed = 0 group by all
)
select
    l.run_id, l.source, l.board, l.status, l.observed_at,
    -- an unchanged board lists what it listed last time
    case l.status when 'unchanged' then coalesce(n.postings, 0) else l.postings end as postings, l.rejected, l.requests, l.bytes, l.seconds, l.error,
    coalesce(c.new_postings, 0) as new_postings, coalesce(c.changed_postings, 0) as changed_postings,
    coalesce(d.closed_postings, 0) as closed_postings
from landed_board l
left join counted c on c.source = l.source and c.board = l.board
left join closed d on d.source = l.source and d.board = l.board
left join listed n on n.source = l.source and n.board = l.board;

select
    (select count(*) from fresh_posting where is_new),
    (select count(*) from fresh_posting where is_changed and not is_new),
    (select count(*) from closing),
    -- readings that came too late; one that failed had nothing to say anyway
    (select count(*) from landed_board l anti join fresh_board b on b.source = l.source and b.board = l.board
     where l.status in ('complete', 'unchanged', 'partial'));
