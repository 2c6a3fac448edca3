-- What queries.Generation reads besides pages of roles.

-- name: counts
select
    (select count(*) from role where status = 'open') as roles_open,
    (select count(*) from role where status = 'closed') as roles_closed,
    (select count(*) from company) as companies

-- Three short questions, not one join: each finds its rows by their ids.
-- name: whole
select * from role where role_id in (select unnest($ids))

-- name: texts
select role_id, description_text from role_text where role_id in (select unnest($ids))

-- name: html
select description_html from role_text where role_id = $role_id

-- name: evidence
select role_id, field, value, basis, quote, source, observed_at
from all_evidence where role_id in (select unnest($ids))
order by role_id, position, basis, source, value

-- The parts of one run count together; the worst of them is how it went.
-- name: health
with newest as (select source, arg_max(run_id, finished_at) as run_id from run_source group by source),
last_run as (
    select
        s.source,
        case when bool_or(s.status = 'failed') then 'failed' when bool_or(s.status = 'partial') then 'partial'
             else 'ok' end as status,
        max(s.finished_at) as finished_at, sum(s.boards)::integer as boards,
        sum(s.boards_failed)::integer as boards_failed,
        sum(s.postings)::integer as postings,
        sum(s.rejected)::integer as rejected, sum(s.requests)::integer as requests, sum(s.bytes)::bigint as bytes,
        sum(s.seconds) as seconds, flatten(list(s.errors order by s.shard)) as errors
    from run_source s
    semi join newest n on n.source = s.source and n.run_id = s.run_id
    group by s.source
),
board_count as (
    select source, count(*) as boards_known, count(*) filter (status in ('complete', 'unchanged')) as boards_ok
    from board group by source
),
role_count as (
    select source, count(*) filter (status = 'open') as roles_open, count(*) as roles from role group by source
)
select
    l.source, l.status, l.finished_at as last_crawl_at, o.last_ok_at, l.boards, l.boards_failed, l.postings, l.rejected,
    l.requests, l.bytes, l.seconds, l.errors, coalesce(b.boards_known, 0) as boards_known,
    coalesce(b.boards_ok, 0) as boards_ok, coalesce(r.roles_open, 0) as roles_open, coalesce(r.roles, 0) as roles
from last_run l
left join (select source, max(finished_at) as last_ok_at from run_source
    where status = 'ok' or postings > 0 group by source) o
    on o.source = l.source
left join board_count b on b.source = l.source
left join role_count r on r.source = l.source
order by l.source

-- What may be asked of a server instead of the whole answer. Not of a board in which something waits to be closed: only
-- a second full answer closes it.
-- name: answers
select a.url, a.etag, a.last_modified, a.body_sha256, b.source, b.board, b.company, b.homepage
from answer a join board b on b.source = a.source and b.board = a.board
where a.observed_at > $since and a.observed_at <= $now and b.doubtful_run is null
  and (b.source, b.board) not in (select (source, board) from posting where closed_at is null and missed > 0)

-- name: has_filings
select table_name from duckdb_tables() where table_name = 'filing_read'

-- Filings never change, so none is asked for again.
-- name: filings_read
select url from filing_read where read_at > $since order by url

-- name: boards
select
    b.source, b.board, b.company, b.status, b.error, b.observed_at, b.completed_at, b.failures_in_a_row,
    coalesce(r.roles_open, 0) as roles_open, coalesce(r.roles, 0) as roles
from board b
left join (
    select source, board, count(*) filter (status = 'open') as roles_open, count(*) as roles from role group by all
) r on r.source = b.source and r.board = b.board
order by b.source, b.board
