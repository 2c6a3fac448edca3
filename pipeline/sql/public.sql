-- Every public column, in their order, for anyone who opens a generation with DuckDB.
create or replace view public_role as
select
    r.role_id, r.source, r.board, r.posting_id, r.url, r.apply_url, r.status, r.title, r.company_name,
    r.company_domain, r.company_key, r.role_family, r.is_ml, r.seniority, r.is_founding, r.first_in_function,
    r.team_size_min, r.team_size_max, r.team_size_as_of, r.team_size_source,
    r.funding_stage, r.funding_stage_as_of, r.funding_stage_source,
    r.hire_number_min, r.hire_number_max, r.hire_number_basis, r.function_hire_number_min, r.function_hire_number_max,
    r.eng_size_min, r.eng_size_max, r.yc_batch, r.work_modes, r.countries, r.regions, r.cities, r.locations_raw,
    r.salary_min, r.salary_max, r.salary_currency, r.salary_period, r.salary_raw,
    r.equity_offered, r.equity_min_pct, r.equity_max_pct, r.visa_sponsorship, r.employment_type, r.department,
    r.skills, r.language, t.description_text, r.published_at, r.first_seen_at, r.last_seen_at, r.closed_at, r.reposts,
    r.group_id, coalesce(e.evidence, []) as evidence
from role r
left join role_text t on t.role_id = r.role_id
left join (
    select
        role_id,
        list(
            {'field': field, 'value': value, 'basis': basis, 'quote': quote, 'source': source,
             'observed_at': observed_at}
            order by position, basis, source, value
        ) as evidence
    from all_evidence group by role_id
) e on e.role_id = r.role_id;
