-- The filters of queries.Filters, one condition each on `role r`. A filter with a `.unknown` twin lets unknown values
-- pass unless it is told not to; the values are bound by their names in Filters.

-- name: status
r.status = $status

-- name: ml_only
r.is_ml

-- name: early_stage
(r.funding_stage in ('pre_seed', 'seed', 'series_a') or (r.funding_stage is null and (
    r.team_size_max <= 50
    or (r.team_size_min is null and r.team_size_max is null
        and r.hire_number_basis = 'stated' and r.hire_number_max <= 50))))

-- name: q.word
(regexp_matches(concat_ws(' ', r.title, r.company_name), $word, 'i')
 or r.role_id in (select t.role_id from role_text t where regexp_matches(t.description_text, $word, 'i')))

-- name: q.found
md5_number_lower(r.role_id) in (select unnest($found::ubigint[]))

-- name: team_size
(coalesce(r.team_size_max, 2147483647) >= coalesce($team_size_min, 0)
 and coalesce(r.team_size_min, 0) <= coalesce($team_size_max, 2147483647))
-- name: team_size.unknown
(r.team_size_min is null and r.team_size_max is null)

-- name: stage
list_contains($stage, r.funding_stage)
-- name: stage.unknown
r.funding_stage is null

-- name: hire_number
(coalesce(r.hire_number_max, 2147483647) >= coalesce($hire_number_min, 0)
 and coalesce(r.hire_number_min, 0) <= coalesce($hire_number_max, 2147483647))
-- name: hire_number.unknown
(r.hire_number_min is null and r.hire_number_max is null)

-- name: hire_number_stated
coalesce(r.hire_number_basis = 'stated', false)

-- name: family
list_contains($family, r.role_family)
-- name: family.unknown
r.role_family is null

-- name: seniority
list_contains($seniority, r.seniority)
-- name: seniority.unknown
r.seniority is null

-- name: skill
list_has_any(r.skills, $skill)

-- name: founding
r.is_founding

-- name: first_in_function
r.first_in_function

-- name: work_mode
list_has_any(r.work_modes, $work_mode)
-- name: work_mode.unknown
len(r.work_modes) = 0

-- name: country
(list_has_any(r.countries, $country) or list_contains(r.regions, 'worldwide'))
-- name: country.unknown
(len(r.countries) = 0 and not list_contains(r.regions, 'worldwide'))

-- name: salary
(r.salary_currency = $salary_currency and r.salary_a_year >= $salary_at_least)
-- name: salary.unknown
(r.salary_a_year is null or r.salary_currency is null)

-- name: equity
coalesce(r.equity_offered, false)

-- name: visa
coalesce(r.visa_sponsorship, false)

-- name: source
list_contains($source, r.source)

-- name: company_key
r.company_key = $company_key

-- name: first_seen
r.first_seen_at >= $first_seen_since
-- name: first_seen.unknown
r.first_seen_at is null

-- name: first_seen_after
r.first_seen_at > $first_seen_after

-- name: only_roles
list_contains($only_roles::varchar[], r.role_id)

-- name: hidden
(not list_contains($without_roles::varchar[], r.role_id)
 and not list_contains($without_companies::varchar[], coalesce(r.company_key, '')))
