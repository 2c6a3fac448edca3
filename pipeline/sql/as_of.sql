-- When anything was last read. A board that only failed says nothing.
select max(seen_at) from (
    select max(observed_at) as seen_at from run_board
    where status in ('complete', 'unchanged') or (status = 'partial' and postings > 0)
    union all
    select max(last_seen_at) from posting
    union all
    select max(last_seen_at) from profile
    union all
    select max(observed_at) from directory where status in ('complete', 'unchanged')
);
