-- The words each list filter can take: those of open roles, with how many have them; the name is the filter's.

-- name: stage
select funding_stage as word, count(*) as roles from role
where status = 'open' and funding_stage is not null group by 1 order by 2 desc, 1

-- name: family
select role_family as word, count(*) as roles from role where status = 'open' group by 1 order by 2 desc, 1

-- name: seniority
select seniority as word, count(*) as roles from role
where status = 'open' and seniority is not null group by 1 order by 2 desc, 1

-- name: skill
select word, count(*) as roles from (select unnest(skills) as word from role where status = 'open')
group by 1 order by 2 desc, 1

-- name: work_mode
select word, count(*) as roles from (select unnest(work_modes) as word from role where status = 'open')
group by 1 order by 2 desc, 1

-- name: country
select word, count(*) as roles from (select unnest(countries) as word from role where status = 'open')
group by 1 order by 2 desc, 1

-- name: salary_currency
select salary_currency as word, count(*) as roles from role
where status = 'open' and salary_currency is not null group by 1 order by 2 desc, 1

-- name: source
select source as word, count(*) as roles from role where status = 'open' group by 1 order by 2 desc, 1
