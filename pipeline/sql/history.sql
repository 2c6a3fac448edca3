-- What changed and when, for pipeline/history.py and the groups of a page.

-- name: groups
select group_id, role_id, source, board, title, url, status, cities, countries, regions, work_modes, locations_raw
from role where group_id in (select unnest($ids)) order by group_id, role_id

-- name: changes
select field, before, after, changed_at from role_change where role_id = $role_id order by changed_at, field

-- name: events
select e.event, e.happened_at
from role r
join posting_event e on e.source = r.source and e.board = r.board and e.posting_id = r.posting_id
where r.role_id = $role_id order by e.happened_at, e.event

-- Each time a posting or the directory said something new of the company.
-- name: company
select f.field, f.low, f.high, f.word, f.observed_at, f.subject,
       case when s.role_id is null then split_part(f.subject, '/', 1) else 'posting' end as source
from company_fact f
left join stated s on s.role_id = f.subject
left join identity i on i.role_id = f.subject
left join company c on c.directory || '/' || c.slug = f.subject
where coalesce(i.company_key, c.company_key) = $company_key
  and (f.low is not null or f.high is not null or f.word is not null)
  and f.field in ('team_size', 'funding_stage', 'company_status')
order by f.observed_at, f.field, f.subject

-- Ghost signals, as facts: none of them proves anything.
-- name: standing
select
    least(r.first_seen_at, coalesce(r.published_at, r.first_seen_at)) as begun_at, r.closed_at, r.reposts,
    coalesce((select max(c.changed_at) from role_change c where c.role_id = r.role_id and c.field = 'text'),
             r.first_seen_at) as text_since,
    r.salary_min is not null or r.salary_max is not null as has_pay
from role r where r.role_id = $role_id

-- The last reading of each day.
-- name: board_days
select source, board, observed_at::date as day, arg_max(postings, observed_at) as postings,
       sum(new_postings)::integer as new, sum(changed_postings)::integer as changed,
       sum(closed_postings)::integer as closed
from run_board
where (status in ('complete', 'unchanged') or (status = 'partial' and postings > 0))
  and ($source is null or source = $source) and ($board is null or board = $board)
group by all order by source, board, day

-- What each crawl came to, a source a row, the newest first.
-- name: runs
with board_part as (
    select run_id, source, sum(new_postings)::integer as new, sum(changed_postings)::integer as changed,
           sum(closed_postings)::integer as closed,
           count(*) filter (status = 'unchanged')::integer as unchanged
    from run_board group by all
)
select
    s.run_id, s.source, max(s.finished_at) as finished_at,
    case when bool_or(s.status = 'failed') then 'failed' when bool_or(s.status = 'partial') then 'partial'
         else 'ok' end as status,
    sum(s.boards)::integer as boards, sum(s.boards_failed)::integer as boards_failed,
    coalesce(any_value(b.unchanged), 0) as boards_unchanged,
    sum(s.postings)::integer as postings,
    coalesce(any_value(b.new), 0) as new, coalesce(any_value(b.changed), 0) as changed,
    coalesce(any_value(b.closed), 0) as closed,
    sum(s.rejected)::integer as rejected, sum(s.requests)::integer as requests, sum(s.bytes)::bigint as bytes,
    sum(s.seconds) as seconds, flatten(list(s.errors order by s.shard)) as errors
from run_source s left join board_part b on b.run_id = s.run_id and b.source = s.source
where $source is null or s.source = $source
group by s.run_id, s.source
order by finished_at desc, s.run_id, s.source
limit $limit

-- The readings of one board, the newest first.
-- name: board_runs
select run_id, status, observed_at, requests, bytes, postings, new_postings as new, changed_postings as changed,
       closed_postings as closed, rejected, seconds, error
from run_board where source = $source and board = $board order by observed_at desc, run_id desc limit $limit
