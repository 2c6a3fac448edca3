-- What must hold of a generation before it is published: one row for each role (or posting) that breaks a rule.
create or replace temp table broken as
select 'each role_id is there once' as rule, role_id from role group by role_id having count(*) > 1
union all
select 'each posting is there once', source || '/' || board || '/' || posting_id
from posting group by source, board, posting_id having count(*) > 1
union all
select 'every stated role is a role', role_id from stated anti join role using (role_id)
union all
select 'no low end is above its high end', role_id
from role
where team_size_min > team_size_max or eng_size_min > eng_size_max or hire_number_min > hire_number_max
   or function_hire_number_min > function_hire_number_max or salary_min > salary_max
   or equity_min_pct > equity_max_pct
union all
select 'counts start at 1', role_id
from role
where least(team_size_min, team_size_max, eng_size_min, eng_size_max, hire_number_min, hire_number_max,
            function_hire_number_min, function_hire_number_max) < 1
union all
select 'words are of their vocabulary', role_id
from role
where not list_contains($families, role_family) or not list_contains($seniorities, coalesce(seniority, 'mid'))
   or not list_contains($stages, coalesce(funding_stage, 'seed')) or not list_has_all($work_modes, work_modes)
   or not list_has_all($regions, regions)
   or not list_contains($employment_types, coalesce(employment_type, 'full_time'))
   or not list_contains(['hour', 'day', 'month', 'year'], coalesce(salary_period, 'year'))
union all
select 'a hire number has a basis, a team size and a stage a source', role_id
from role
where (hire_number_basis is null) <> (hire_number_min is null and hire_number_max is null)
   or (team_size_source is null) <> (team_size_min is null and team_size_max is null)
   or (funding_stage_source is null) <> (funding_stage is null)
union all
select 'a role was first seen before it was last seen', role_id
from role where last_seen_at is null or first_seen_at > last_seen_at
union all
select 'a role is closed exactly when it has a closing time', role_id
from role where (status = 'closed') <> (closed_at is not null)
union all
select 'evidence is about a role', role_id from all_evidence anti join role using (role_id)
union all
select 'each role has one text', role_id
from (select role_id, count(t.role_id) as texts from role left join role_text t using (role_id) group by role_id)
where texts <> 1
union all
select 'links lead to the web', role_id
from role where not regexp_matches(url, '^https?://', 'i') or not regexp_matches(coalesce(apply_url, url), '^https?://', 'i');

-- Which postings are behind it, for the build to leave them out.
create or replace temp table blamed as
select distinct s.source, s.board, s.posting_id, b.rule
from broken b join stated s on s.role_id = b.role_id;

select rule, count(*), min(role_id) from broken group by rule order by rule;
