-- The orders of queries.Sort; role_id breaks ties, so that pages never overlap.

-- name: newest
r.newest_at desc, r.role_id

-- name: team_size
coalesce(r.team_size_max, r.team_size_min) asc nulls last, r.team_size_min asc nulls last, r.newest_at desc, r.role_id

-- name: hire_number
r.hire_number_min asc nulls last, r.hire_number_max asc nulls last, r.newest_at desc, r.role_id

-- Other currencies are not converted: they come after the chosen one, as unknown ones do.
-- name: salary
case when r.salary_currency = $salary_currency then r.salary_a_year end desc nulls last, r.newest_at desc, r.role_id

-- A stated hire number first, the lowest first; then one from a known team size, then a title's hint; within them the
-- smallest team, founding roles and firsts in their function before others, the newest first.
-- name: best
case r.hire_number_basis when 'stated' then 0 when 'from_team_size' then 1 when 'title_hint' then 2 else 3 end,
case when r.hire_number_max <= 10 then 0 else 1 end, r.hire_number_min asc nulls last,
(r.is_founding or r.first_in_function) desc, coalesce(r.team_size_max, r.team_size_min) asc nulls last,
r.newest_at desc, r.role_id
