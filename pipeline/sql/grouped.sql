-- The groups that pipeline/groups.py found, from the Arrow table found_group: a group bears the smallest id in it.
create or replace temp table grouped as
select role_id, min(role_id) over (partition by member_of) as group_id from found_group;
