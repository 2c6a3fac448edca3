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
    coalesce(s.first_seen_at, l.observed_at) as first_seen_at,
    null::timestamp as dropped_at
from landed_role l
semi join changed_role c on c.role_id = l.role_id
left join stated s on s.role_id = l.role_id;

-- Words changed only where the posting was seen anew, not where better rules read the same words.
insert into role_change
with pair as (
    select l.role_id, l.observed_at,
           {'title': s.title, 'salary': s.salary_raw, 'text': s.text_key} as before,
           {'title': l.title, 'salary': l.salary_raw, 'text': l.text_key} as after
    from next_stated l
    join stated s on s.role_id = l.role_id
    where l.observed_at <> s.observed_at
),
field as (
    select role_id, 'title' as field, before.title as before, after.title as after, observed_at from pair
    union all select role_id, 'salary', before.salary, after.salary, observed_at from pair
    union all select role_id, 'text', before.text, after.text, observed_at from pair
)
select role_id, field, before, after, observed_at from field
where before is distinct from after
order by role_id, field;

-- Deleting and adding, not updating: an update would rewrite the texts that lie near a changed one.
delete from stated where role_id in (select role_id from changed_role);
insert into stated by name select * from next_stated;
delete from role_text where role_id in (select role_id from changed_role);
insert into role_text
select role_id, description_text, description_html from landed_role semi join changed_role using (role_id);
delete from evidence where role_id in (select role_id from changed_role);
insert into evidence by name select * from landed_evidence semi join changed_role using (role_id);

-- A role that its posting no longer offers (an edited post, a better rule) ends; the posting itself goes on.
update stated set dropped_at = i.observed_at
from landed_inferred i
where stated.source = i.source and stated.board = i.board and stated.posting_id = i.posting_id
  and stated.dropped_at is null
  and stated.role_id not in (select role_id from landed_role);
