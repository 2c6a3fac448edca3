-- What companies have filed. Takes the Arrow tables landed_filing, landed_asked (addresses of all answers of the day) and
-- landed_directory (the day's reading). A filing never changes, so the first reading of it stands.
insert into filing by name
select l.* from landed_filing l anti join filing f on f.source = l.source and f.filing_id = l.filing_id;

insert into filing_read by name
select distinct $source as source, l.url, $observed_at::timestamp as read_at
from landed_asked l
anti join filing_read r on r.source = $source and r.url = l.url
where l.url like '%.xml';

merge into directory t using landed_directory s
on t.directory = s.directory and t.name = s.name
when matched and s.observed_at >= t.observed_at then update by name
when not matched then insert by name;
