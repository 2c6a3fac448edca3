-- Companies as the dashboard lists them, on the tables company, role and company_fact.

-- name: list
with seen as (
    select company_key, min(first_seen_at) as first_seen_at, max(newest_at) as newest_at from role group by company_key
)
select
    c.company_key, c.company_name, c.company_domain, c.one_liner, c.team_size_min, c.team_size_max,
    c.team_size_as_of, c.team_size_source, c.funding_stage, c.funding_stage_as_of, c.funding_stage_source, c.yc_batch,
    c.directory, c.directory_url, c.joined_by, c.open_roles, c.open_ml_roles, c.all_roles,
    s.first_seen_at, s.newest_at, count(*) over () as total
from company c join seen s on s.company_key = c.company_key
where ($q = '' or contains(lower(concat_ws(' ', c.company_name, c.company_key, c.company_domain, c.one_liner)), $q))
  and (not $hiring_ml or c.open_ml_roles > 0)
  and (not $early_stage or c.funding_stage in ('pre_seed', 'seed', 'series_a')
       or (c.funding_stage is null and c.team_size_max <= 50))
  and (not $is_limited or list_contains($only::varchar[], c.company_key))
  and not list_contains($without::varchar[], c.company_key)

-- name: by.open_ml_roles
c.open_ml_roles desc, c.open_roles desc, c.company_key
-- name: by.team_size
coalesce(c.team_size_max, c.team_size_min) asc nulls last, c.open_ml_roles desc, c.company_key
-- name: by.newest
s.newest_at desc, c.company_key
-- name: by.name
lower(coalesce(c.company_name, c.company_key)), c.company_key

-- name: roles
from role r where r.company_key = $company_key
order by r.status = 'open' desc, r.is_ml desc, r.newest_at desc, r.role_id limit $limit
