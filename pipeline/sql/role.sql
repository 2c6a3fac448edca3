-- The public columns of every role, and the evidence that joining adds. Runs after company.sql and hire_number.sql.
-- A fact of the role's own posting stands; else the newest one stated by the same company; else the directory's; else
-- what its filing looks like.

-- What one posting of an opening states of its hire number holds for the others: the newest word of a group.
create or replace temp table said_number as
select g.group_id, s.role_id, s.hire_number_min, s.hire_number_max, coalesce(s.published_at, s.observed_at) as said_at
from grouped g
join stated s on s.role_id = g.role_id
where (s.hire_number_min is not null or s.hire_number_max is not null) and s.dropped_at is null
qualify row_number() over (partition by g.group_id order by said_at desc, s.role_id) = 1;

-- A stated range ("one of the first ten") that overlaps with the one that the team size leaves is narrowed to what both
-- allow.
create or replace temp table concluded as
select
    s.role_id, i.company_key, coalesce(s.company_name, c.company_name) as company_name,
    i.company_domain,
    s.team_size_min is not null or s.team_size_max is not null as own_size,
    case when own_size then s.team_size_min else c.team_size_min end as team_min,
    case when own_size then s.team_size_max else c.team_size_max end as team_max,
    case when own_size then coalesce(s.published_at, s.observed_at) else c.team_size_as_of end as size_as_of,
    case when own_size then 'posting' else c.team_size_source end as size_source,
    coalesce(s.funding_stage, c.funding_stage) as stage,
    case when s.funding_stage is not null then coalesce(s.published_at, s.observed_at)
         else c.funding_stage_as_of end as stage_as_of,
    case when s.funding_stage is not null then 'posting' else c.funding_stage_source end as stage_source,
    coalesce(s.yc_batch, c.yc_batch) as yc_batch,
    s.hire_number_min is not null or s.hire_number_max is not null as own_number,
    own_number or n.role_id is not null as is_stated,
    case when not own_number then n.role_id end as number_role, n.said_at as number_said_at,
    case when own_number then s.hire_number_min else n.hire_number_min end as stated_min,
    case when own_number then s.hire_number_max else n.hire_number_max end as stated_max,
    team_min is not null or team_max is not null as has_size,
    case when has_size then first_hire(team_min) end as derived_min,
    last_hire(team_min, team_max, c.open_openings) as derived_max,
    greatest(stated_min, derived_min) as both_min,
    least(stated_max, derived_max) as both_max,
    is_stated and has_size and stated_min is distinct from stated_max
        and (both_max is null or coalesce(both_min, 1) <= both_max)
        and (both_min is distinct from stated_min or both_max is distinct from stated_max) as is_narrowed,
    -- only the title's own word: founding said of the text's team, or the first of a function, is no hire number
    s.is_founding and regexp_matches(s.title, '\bfounding\b', 'i') as is_hinted,
    c.open_openings, l.closed_at
from stated s
join identity i on i.role_id = s.role_id
join company c on c.company_key = i.company_key
join life l on l.role_id = s.role_id
left join grouped g on g.role_id = s.role_id
left join said_number n on n.group_id = g.group_id;

create or replace table role as
select
    s.role_id, s.source, s.board, s.posting_id, s.url, s.apply_url,
    case when k.closed_at is null then 'open' else 'closed' end as status,
    s.title, k.company_name, k.company_domain, k.company_key,
    s.role_family, s.is_ml, s.seniority, s.is_founding, s.first_in_function,
    k.team_min as team_size_min, k.team_max as team_size_max, k.size_as_of as team_size_as_of,
    k.size_source as team_size_source,
    k.stage as funding_stage, k.stage_as_of as funding_stage_as_of, k.stage_source as funding_stage_source,
    case when k.is_narrowed then k.both_min when k.is_stated then k.stated_min when k.has_size then k.derived_min
         when k.is_hinted then 1 end as hire_number_min,
    case when k.is_narrowed then k.both_max when k.is_stated then k.stated_max when k.has_size then k.derived_max
         when k.is_hinted then 10 end as hire_number_max,
    case when k.is_stated then 'stated' when k.has_size then 'from_team_size'
         when k.is_hinted then 'title_hint' end as hire_number_basis,
    s.function_hire_number_min, s.function_hire_number_max, s.eng_size_min, s.eng_size_max, k.yc_batch,
    s.work_modes, s.countries, s.regions, s.cities, s.locations_raw,
    s.salary_min, s.salary_max, s.salary_currency, s.salary_period, s.salary_raw,
    s.equity_offered, s.equity_min_pct, s.equity_max_pct, s.visa_sponsorship, s.employment_type, s.department,
    s.skills, s.language, s.published_at, s.first_seen_at, p.last_seen_at, k.closed_at, p.reposts, g.group_id,
    -- Not after it was last seen: a date in the future would stay on top for ever.
    least(coalesce(s.published_at, s.first_seen_at), p.last_seen_at) as newest_at,
    -- For sorting and "at least": a year of 12 months, 260 days or 2,080 hours.
    case s.salary_period when 'year' then 1 when 'month' then 12 when 'day' then 260 when 'hour' then 2080 end
        * coalesce(s.salary_max, s.salary_min) as salary_a_year
from stated s
join concluded k on k.role_id = s.role_id
join posting p on p.source = s.source and p.board = s.board and p.posting_id = s.posting_id
left join grouped g on g.role_id = s.role_id
order by newest_at desc, s.role_id;

create or replace temp macro span(low, high) as
    case when low = high then low::varchar else coalesce(low::varchar, '') || '-' || coalesce(high::varchar, '') end;

create or replace table evidence_joined as
with member as (select k.*, c.* exclude (company_key, company_name, company_domain, yc_batch, open_openings)
                from concluded k join company c on c.company_key = k.company_key),
said as (
    select role_id, 100 as position, 'company_name' as field,
           directory_name || ', joined by ' || joined_by
               || case when joined_by = 'domain' then ' ' || company_domain else ' ' || slug end as value,
           'from_directory' as basis, directory as source, directory_seen_at as observed_at
    from member where directory is not null
    union all
    select role_id, 101, 'team_size',
           directory_size || case when directory_size_is_used then '' else
               ', not used: far below the ' || open_openings || ' roles that the company has open' end,
           'from_directory', directory, directory_size_at
    from member where directory_size is not null
    union all
    select role_id, 102, 'team_size', span(team_min, team_max), 'stated', 'posting ' || team_size_role, size_as_of
    from member where not own_size and team_size_role is not null
    union all
    select role_id, 103, 'funding_stage', lower(directory_status), 'from_directory', directory, directory_status_at
    from member where directory_status in ('Public', 'Acquired')
    union all
    select k.role_id, 104, 'funding_stage', k.stage, 'stated', 'posting ' || k.funding_stage_role, k.stage_as_of
    from member k join stated s on s.role_id = k.role_id
    where s.funding_stage is null and k.funding_stage_role is not null
    union all
    select k.role_id, 105, 'yc_batch', k.directory_batch, 'from_directory', k.directory, k.directory_seen_at
    from member k where k.directory_batch is not null
    union all
    select k.role_id, 105, 'yc_batch', s.yc_batch, 'stated', 'posting', coalesce(s.published_at, s.observed_at)
    from member k join stated s on s.role_id = k.role_id
    where s.yc_batch is not null
      and k.role_id not in (select role_id from evidence where field = 'yc_batch')
    union all
    select k.role_id, 105, 'yc_batch', k.yc_batch, 'stated', 'posting ' || k.yc_batch_role, k.yc_batch_said_at
    from member k join stated s on s.role_id = k.role_id
    where s.yc_batch is null and k.yc_batch_role is not null
    union all
    select role_id, 106, 'hire_number',
           'team of ' || case when team_max is null then team_min || ' or more'
                              when coalesce(team_min, 1) = team_max then team_max::varchar
                              else coalesce(team_min, 1) || ' to ' || team_max end
               || ', founders 1 to 3, ' || open_openings || ' open ' || case open_openings when 1 then 'role' else 'roles' end
               || ': hire ' || case when derived_max is null then derived_min || ' or later'
                                    when derived_min = derived_max then derived_max::varchar
                                    else derived_min || ' to ' || derived_max end,
           'from_team_size', 'hire number rule', size_as_of
    from member where has_size
    union all
    select role_id, 108, 'hire_number', span(stated_min, stated_max), 'stated', 'posting ' || number_role, number_said_at
    from concluded where number_role is not null
    union all
    select role_id, 109, 'hire_number',
           span(both_min, both_max) || ': the stated ' || span(stated_min, stated_max) || ', narrowed by the team size',
           'stated', 'hire number rule', size_as_of
    from concluded where is_narrowed
)
select role_id, position, field, value, basis, null::varchar as quote, source, observed_at from said
union all
select s.role_id, 107, 'hire_number', '1-10', 'title_hint', s.title, 'hire number rule', s.observed_at
from concluded k join stated s on s.role_id = k.role_id
where not k.is_stated and not k.has_size and k.is_hinted
union all
select k.role_id, 103, 'funding_stage', f.stage, 'inferred', f.quote, f.source, f.filed_at
from concluded k join company_filing f on f.company_key = k.company_key
order by role_id, position, basis, source, value;

create or replace view all_evidence as
select role_id, position, field, value, basis, quote, source, observed_at from evidence
union all
select role_id, position, field, value, basis, quote, source, observed_at from evidence_joined;
