-- What the roles of `passing` (those that pass the filters) add up to. Each piece ends a statement that begins with it.

-- An opening is one row, as in the lists; few roles have a group, so the others are not sorted for it.
-- name: chosen
chosen as (
    select * from passing where group_id is null
    union all
    select * from passing where group_id is not null
    qualify row_number() over (partition by group_id order by newest_at desc, role_id) = 1
)

-- By the week (its Monday) in which a role was published, else first seen; the last half year.
-- name: weeks
select date_trunc('week', newest_at)::date as week, role_family, count(*) as roles
from chosen
where newest_at > $as_of - interval 182 days
group by all order by week, role_family

-- name: stage_by_team
select
    funding_stage,
    case when team_size_min is null and team_size_max is null then null
         when coalesce(team_size_max, team_size_min) <= 5 then '1–5'
         when coalesce(team_size_max, team_size_min) <= 10 then '6–10'
         when coalesce(team_size_max, team_size_min) <= 20 then '11–20'
         when coalesce(team_size_max, team_size_min) <= 50 then '21–50'
         when coalesce(team_size_max, team_size_min) <= 200 then '51–200'
         else '201+' end as team,
    count(*) as roles
from chosen group by all order by all

-- A year of 12 months, 260 days or 2,080 hours, as sorting has it.
-- name: pay
select
    role_id, title, company_name, salary_currency, salary_period,
    (salary_a_year / coalesce(salary_max, salary_min) * coalesce(salary_min, salary_max))::bigint as low,
    salary_a_year::bigint as high, count(*) over () as total
from chosen
where salary_currency = $salary_currency and salary_a_year > 0 and coalesce(salary_max, salary_min) > 0
order by high desc, low desc, role_id limit 500

-- A range counts at its lowest number.
-- name: hire_numbers
select
    case when hire_number_min is null then null when hire_number_min > 30 then 31 else hire_number_min end as hire,
    hire_number_basis as basis, count(*) as roles
from chosen group by all order by all nulls last

-- name: skills
select
    skill, count(*) as roles,
    count(*) filter (newest_at > $as_of - interval 30 days) as last_30_days,
    count(*) filter (newest_at <= $as_of - interval 30 days and newest_at > $as_of - interval 60 days)
        as the_30_before
from (select unnest(skills) as skill, newest_at from chosen)
group by skill order by roles desc, skill limit 20

-- name: cities
select city, count(distinct opening) as roles
from (select unnest(cities) as city, coalesce(group_id, role_id) as opening from passing)
group by city order by roles desc, city limit 20

-- name: equity
select
    role_id, title, company_name, hire_number_min, hire_number_max, hire_number_basis, equity_min_pct, equity_max_pct
from chosen
where hire_number_min is not null and (equity_min_pct is not null or equity_max_pct is not null)
order by hire_number_min, role_id limit 1000

-- name: days_open
select greatest(0, date_diff('day', newest_at, closed_at) // 7) as weeks, count(*) as roles
from chosen where closed_at is not null
group by all order by all
