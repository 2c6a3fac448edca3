-- Sources whose boards, those read in full now and at least thrice before, list under half of their usual postings (the
-- median of the last five readings of each) and under half of the last reading too, which somebody may have accepted.
-- A board that was not read counts on neither side, nor does a source of few postings.
with reading as (
    select source, board, run_id, observed_at, postings from run_board where status in ('complete', 'unchanged')
),
now as (
    select source, board, arg_max(postings, observed_at) as postings
    from reading where list_contains($run_ids, run_id) group by all
),
earlier as (
    select source, board, postings,
           row_number() over (partition by source, board order by observed_at desc, run_id desc) as back
    from reading where not list_contains($run_ids, run_id)
),
before as (
    select source, board, median(postings) filter (back <= 5) as usual, max(postings) filter (back = 1) as last
    from earlier group by all
    having count(*) >= 3
)
select n.source, count(*), sum(n.postings)::integer, sum(b.usual)::integer
from now n join before b on b.source = n.source and b.board = n.board
group by n.source
having sum(b.usual) >= 20 and 2 * sum(n.postings) < sum(b.usual) and 2 * sum(n.postings) < sum(b.last)
order by n.source;
