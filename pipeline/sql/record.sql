-- That a landing file was read, and what its crawl said of itself. Takes the Arrow tables landed_run, landed_source and
-- landed_unchanged: the boards of the file that are as last time, whose postings the crawl did not count.
insert into landing_read select run_id, shard, read_at from landed_run;
insert into run by name select run_id, shard, started_at, finished_at, is_sample from landed_run;
insert into run_source by name
with unsent as (
    select b.source, sum(b.postings) as postings
    from run_board b
    join landed_unchanged u on u.source = b.source and u.board = b.board
    join landed_run r on r.run_id = b.run_id
    group by b.source
)
select s.* replace ((s.postings + coalesce(u.postings, 0))::integer as postings)
from landed_source s left join unsent u on u.source = s.source;
