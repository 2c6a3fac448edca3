-- What the understood postings state. Takes the Arrow tables landed_inferred (postings, with how many roles each
-- offers), landed_role and landed_evidence. A role whose conclusions are as before is not touched.

create or replace temp table changed_role as
select l.role_id
from landed_role l
anti join stated s on s.role_id = l.role_id and s.role_hash = l.role_hash and s.dropped_at is null;

insert into company_fact
with said as (
    select role_id as subject, 'team_size' as field, team_size_min as low, team_size_max as high,
           null::varchar as word, observed_at
    from landed_role semi join changed_role using (role_id)
    union all
    select role_id, 'funding_stage', null, null, funding_stage, observed_at
    from landed_role semi join changed_role using (role_id)
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

create or replace temp table next_stated as
select
    l.* exclude (description_text, description_html),
    case when trim(l.description_text) <> ''
         then md5(trim(regexp_replace(lower(l.description_text), '\s+', ' ', 'g'))) end as text_key,
    coalesce(s.first_seen_at, l.observed_at) as first_seen_at,
    null::timestamp as dropped_at
from landed_role l
semi join changed_role c on c.role_id = l.role_id
left join stated s on s.role_id = l.role_id;

merge into stated using next_stated using (role_id)
when matched then update by name
when not matched then insert by name;

merge into role_text t
using (select role_id, description_text, description_html from landed_role semi join changed_role using (role_id)) s
on t.role_id = s.role_id
when matched and (t.description_text is distinct from s.description_text
                  or t.description_html is distinct from s.description_html)
    then update set description_text = s.description_text, description_html = s.description_html
when not matched then insert (role_id, description_text, description_html)
    values (s.role_id, s.description_text, s.description_html);

delete from evidence where role_id in (select role_id from changed_role);
insert into evidence by name select * from landed_evidence semi join changed_role using (role_id);

-- A role that its posting no longer offers (an edited post, a better rule) ends; the posting itself goes on.
update stated set dropped_at = i.observed_at
from landed_inferred i
where stated.source = i.source and stated.board = i.board and stated.posting_id = i.posting_id
  and stated.dropped_at is null
  and stated.role_id not in (select role_id from landed_role);
