-- What a directory says of companies. Takes the Arrow tables landed_profile (one row a slug) and landed_directory. The
-- first word of a run on a company stands; a company that a page no longer lists keeps what was last said of it.

create or replace temp table next_profile as
select l.*, coalesce(p.first_seen_at, l.last_seen_at) as first_seen_at
from landed_profile l
left join profile p on p.directory = l.directory and p.slug = l.slug
where p.slug is null or (l.last_seen_at >= p.last_seen_at and l.last_seen_run <> p.last_seen_run);

insert into company_fact
with said as (
    select directory || '/' || slug as subject, 'team_size' as field, team_size as low, team_size as high,
           null::varchar as word, last_seen_at as observed_at
    from next_profile
    union all
    select directory || '/' || slug, 'company_status', null, null, company_status, last_seen_at from next_profile
),
last_said as (
    select subject, field, low, high, word from company_fact f
    semi join said using (subject)
    qualify row_number() over (partition by subject, field order by observed_at desc, rowid desc) = 1
)
select s.* from said s
left join last_said l on l.subject = s.subject and l.field = s.field
where (l.low is distinct from s.low or l.high is distinct from s.high or l.word is distinct from s.word)
order by s.subject, s.field;

merge into profile t using next_profile s
on t.directory = s.directory and t.slug = s.slug
when matched and t.profile_hash = s.profile_hash
    then update set last_seen_at = s.last_seen_at, last_seen_run = s.last_seen_run
when matched then update by name
when not matched then insert by name;

merge into directory t using landed_directory s
on t.directory = s.directory and t.name = s.name
when matched and s.observed_at >= t.observed_at then update by name
when not matched then insert by name;
