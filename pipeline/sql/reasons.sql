-- The reasons that postings give, from the evidence fields `signal_*`.

-- The values are what each reason weighs.
-- name: given
given as (
    select role_id,
           sum(case field when 'signal_speed' then $speed when 'signal_purpose' then $purpose
                          when 'signal_tools' then $tools when 'signal_scope' then $scope end) as weight
    from (select distinct role_id, field from evidence where starts_with(field, 'signal_'))
    group by role_id
)

-- name: order
coalesce((select g.weight from given g where g.role_id = r.role_id), 0) desc, r.newest_at desc, r.role_id

-- name: of
select role_id, list(substr(field, 8) order by field) as reasons
from (select distinct role_id, field from evidence
      where starts_with(field, 'signal_') and role_id in (select unnest($ids)))
group by role_id
