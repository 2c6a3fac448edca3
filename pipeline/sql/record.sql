-- That a landing file was read, and what its crawl said of itself. Takes the Arrow tables landed_run, landed_source.
insert into landing_read select run_id, shard, read_at from landed_run;
insert into run by name select run_id, shard, started_at, finished_at, is_sample from landed_run;
insert into run_source by name select * from landed_source;
