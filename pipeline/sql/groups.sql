-- Roles that may be one opening: those of one company under one title, places left out of it. Runs after identity.sql;
-- pipeline/groups.py tells which of them are, and grouped.sql takes its answer.
create or replace temp table titled as
with word as (
    select
        s.role_id, i.company_key, s.source, s.board, s.opening_id, s.department, s.seniority, s.text_key,
        string_split(trim(regexp_replace(lower(s.title), '[^\p{L}\p{N}+#]+', ' ', 'g')), ' ') as title_words,
        string_split(trim(regexp_replace(
            lower(concat_ws(' ', s.locations_raw, array_to_string(s.cities, ' '), array_to_string(s.countries, ' '),
                            array_to_string(s.regions, ' '), 'remote hybrid onsite on site')),
            '[^\p{L}\p{N}+#]+', ' ', 'g')), ' ') as place_words
    from stated s join identity i on i.role_id = s.role_id
),
bare as (
    select * exclude (title_words, place_words), title_words,
           list_filter(title_words, lambda w: not list_contains(place_words, w)) as bare_words
    from word
)
select
    role_id, company_key, source, board, opening_id, department, seniority, text_key,
    array_to_string(case when len(bare_words) > 0 then bare_words else title_words end, ' ') as title_key
from bare;

create or replace temp table candidate as
select * from titled
qualify count(*) over (partition by company_key, title_key) > 1;
