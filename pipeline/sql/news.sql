-- What the runs of one build brought, a source a row.
select source, sum(postings)::integer, sum(new_postings)::integer, sum(changed_postings)::integer, sum(closed_postings)::integer
from run_board
where list_contains($run_ids, run_id)
group by source
order by source;
