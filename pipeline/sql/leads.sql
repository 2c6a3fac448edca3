-- What discovery starts from.

-- Postings as they were read, of sources that are not boards of one employer, with the company that they state.
-- name: posts
select r.source, r.board, r.posting_id, r.posting, s.company_name, s.company_domain
from posting_raw r
left join (
    select source, board, posting_id, min(company_name) as company_name, min(company_domain) as company_domain
    from stated group by all
) s on s.source = r.source and s.board = r.board and s.posting_id = r.posting_id
where r.source not in (select unnest($but_of))
order by r.source, r.board, r.posting_id

-- Companies of a directory that hire and are small or of unknown size, the smallest first.
-- name: listed
select directory, slug, name, homepage, domain, url, team_size
from profile
where domain is not null and homepage is not null and is_hiring is not false
    and coalesce(company_status, 'Active') = 'Active' and coalesce(team_size, 1) <= $at_most
order by team_size nulls last, directory, slug
