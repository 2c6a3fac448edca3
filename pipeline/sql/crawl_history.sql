-- How crawls went. The parts of one run count together; a board that is as last time lists what it listed then.

-- name: against_before
with listed as (select run_id, source, sum(postings) as postings from run_board group by all),
part as (
    select s.run_id, s.source, max(s.finished_at) as finished_at,
           greatest(sum(s.postings), coalesce(any_value(l.postings), 0))::integer as postings
    from run_source s left join listed l on l.run_id = s.run_id and l.source = s.source
    group by s.run_id, s.source
),
numbered as (
    select *, row_number() over (partition by source order by finished_at desc, run_id desc) as back from part
)
select
    source, max(postings) filter (back = 1) as postings,
    median(postings) filter (back between 2 and 6) as median,
    list(postings order by back desc) filter (back <= 20) as recent
from numbered group by source order by source

-- A place is understood when a city, country or region came out of it, or a way of working.
-- name: understood
select
    source, count(*) as roles,
    count(*) filter (regexp_matches(salary_raw, '[0-9]')) as pay_said,
    count(*) filter (regexp_matches(salary_raw, '[0-9]') and salary_min is null and salary_max is null)
        as pay_not_understood,
    count(*) filter (locations_raw <> '') as place_said,
    count(*) filter (locations_raw <> '' and len(cities) = 0 and len(countries) = 0 and len(regions) = 0
        and len(work_modes) = 0) as place_not_understood,
    count(*) filter (team_size_min is not null or team_size_max is not null) as team_size,
    count(*) filter (funding_stage is not null) as funding_stage,
    count(*) filter (hire_number_min is not null) as hire_number,
    count(*) filter (salary_min is not null or salary_max is not null) as pay,
    count(*) filter (len(cities) > 0 or len(countries) > 0 or len(regions) > 0) as place
from role where status = 'open' group by source order by source

-- name: boards_not_read
with bad as (select * from board where status not in ('complete', 'unchanged')),
held as (
    select source, board, count(*) filter (status = 'open') as roles_open
    from role semi join bad using (source, board) group by all
)
select
    b.source, b.board, b.status, b.error, b.observed_at, b.completed_at, b.failures_in_a_row,
    coalesce(h.roles_open, 0) as roles_open, count(*) over () as total
from bad b left join held h on h.source = b.source and h.board = b.board
order by b.failures_in_a_row desc, b.source, b.board limit $limit
