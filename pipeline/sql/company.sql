-- Which roles are open, and what is known of each company across its postings and the directory. Runs after
-- identity.sql, grouped.sql and filings.sql; leaves the temporary tables life and directory_fact for role.sql.

-- A role ends with its posting, when its posting no longer offers it, when its last day is past, or, in a monthly
-- thread, 60 days after the thread's middle post (one post with a wrong date must not end them all).
create or replace temp table life as
with thread as (
    select source, board, median(published_at) + interval 60 days as ends_at
    from stated where source = 'hackernews' group by all
)
select
    s.role_id,
    least(
        p.closed_at, s.dropped_at,
        case when p.valid_through < $as_of then p.valid_through end,
        case when t.ends_at < $as_of then t.ends_at end
    ) as closed_at
from stated s
join posting p on p.source = s.source and p.board = s.board and p.posting_id = s.posting_id
left join thread t on t.source = s.source and t.board = s.board;

-- The value in force, and the day it was first read.
create or replace temp table directory_fact as
select subject, field, low, word, observed_at
from company_fact
where field in ('team_size', 'company_status')
  and subject in (select directory || '/' || slug from profile)
qualify row_number() over (partition by subject, field order by observed_at desc, rowid desc) = 1;

create or replace table company as
with member as (
    select
        i.company_key, i.company_domain, i.directory, i.slug, i.joined_by, s.*, l.closed_at,
        coalesce(s.published_at, s.observed_at) as said_at, coalesce(g.group_id, s.role_id) as opening
    from identity i
    join stated s on s.role_id = i.role_id
    join life l on l.role_id = i.role_id
    left join grouped g on g.role_id = i.role_id
),
said_size as (
    select company_key, role_id, team_size_min, team_size_max, said_at
    from member
    where (team_size_min is not null or team_size_max is not null) and dropped_at is null
    qualify row_number() over (partition by company_key order by said_at desc, role_id) = 1
),
said_stage as (
    select company_key, role_id, funding_stage, said_at
    from member
    where funding_stage is not null and dropped_at is null
    qualify row_number() over (partition by company_key order by said_at desc, role_id) = 1
),
said_batch as (
    select company_key, role_id, yc_batch, said_at from member where yc_batch is not null and dropped_at is null
    qualify row_number() over (partition by company_key order by said_at desc, role_id) = 1
),
-- Several members may have joined different profiles (one board each way): the strongest way wins for the company,
-- and none whose batch a posting of the company contradicts.
joined as (
    select m.company_key, m.directory, m.slug, m.joined_by
    from member m
    join profile p on p.directory = m.directory and p.slug = m.slug
    left join said_batch b on b.company_key = m.company_key
    where b.yc_batch is null or p.yc_batch is null or b.yc_batch = p.yc_batch
    qualify row_number() over (
        partition by m.company_key
        order by list_position(['domain', 'slug', 'name', 'former name'], m.joined_by), m.directory, m.slug
    ) = 1
),
named as (
    select company_key, company_name from member where company_name is not null
    group by company_key, company_name
    qualify row_number() over (partition by company_key order by count(*) desc, company_name) = 1
),
counted as (
    select company_key, max(company_domain) as company_domain, count(*) as all_roles,
           count(*) filter (closed_at is null) as open_roles,
           -- one opening in five cities is one more hire, not five
           count(distinct opening) filter (closed_at is null) as open_openings,
           count(*) filter (closed_at is null and is_ml) as open_ml_roles
    from member group by all
)
select
    c.company_key, coalesce(n.company_name, p.name) as company_name, c.company_domain, p.one_liner,
    -- A directory's size is years old where the company looks for more than twice as many people.
    2 * df.low >= c.open_openings as directory_size_is_used,
    case when z.role_id is not null then z.team_size_min when directory_size_is_used then df.low end as team_size_min,
    case when z.role_id is not null then z.team_size_max when directory_size_is_used then df.low end as team_size_max,
    case when z.role_id is not null then z.said_at when directory_size_is_used then df.observed_at end
        as team_size_as_of,
    case when z.role_id is not null then 'posting' when directory_size_is_used then j.directory end as team_size_source,
    z.role_id as team_size_role,
    -- A directory's Public or Acquired is a stage only where no posting states one; what a filing looks like is one only
    -- where neither does.
    coalesce(g.funding_stage, case ds.word when 'Public' then 'public' when 'Acquired' then 'acquired' end, f.stage)
        as funding_stage,
    case when g.role_id is not null then g.said_at
         when ds.word in ('Public', 'Acquired') then ds.observed_at else f.filed_at end as funding_stage_as_of,
    case when g.role_id is not null then 'posting'
         when ds.word in ('Public', 'Acquired') then j.directory else f.source end as funding_stage_source,
    g.role_id as funding_stage_role,
    coalesce(b.yc_batch, p.yc_batch) as yc_batch, b.role_id as yc_batch_role, b.said_at as yc_batch_said_at,
    j.directory, j.slug, j.joined_by, p.name as directory_name, p.domain as directory_domain, p.url as directory_url,
    p.company_status as directory_status, p.first_seen_at as directory_seen_at, p.yc_batch as directory_batch,
    df.low as directory_size, df.observed_at as directory_size_at, ds.observed_at as directory_status_at,
    c.open_roles::integer as open_roles, c.open_openings::integer as open_openings, c.open_ml_roles::integer as open_ml_roles, c.all_roles::integer as all_roles
from counted c
left join said_size z on z.company_key = c.company_key
left join said_stage g on g.company_key = c.company_key
left join said_batch b on b.company_key = c.company_key
left join company_filing f on f.company_key = c.company_key
left join named n on n.company_key = c.company_key
left join joined j on j.company_key = c.company_key
left join profile p on p.directory = j.directory and p.slug = j.slug
left join directory_fact df on df.subject = j.directory || '/' || j.slug and df.field = 'team_size'
left join directory_fact ds on ds.subject = j.directory || '/' || j.slug and ds.field = 'company_status'
order by c.company_key;
