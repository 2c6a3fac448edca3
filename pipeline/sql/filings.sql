-- Which company a filing is of, and which round it looks like. Runs after identity.sql; leaves the temporary table
-- company_filing for company.sql and role.sql: at most one filing a company, and only where a round is inferred.
-- A wrong join is worse than none, and a filing has no web address, so only its name joins, and only if
--   the name has at least 7 letters and is the one name of one company here, and of no other directory profile;
--   it is of one issuer alone, whose address is in the USA (two letters, but XX: unknown);
--   where the company's roles name countries, the USA is among them, and where its directory profile names places in
--               the USA, the issuer's state is among them.

-- Rounds by what was sold, in dollars. The gaps are where rounds of two stages are alike: no stage is inferred there.
-- The first three are rounds of young companies: the issuer must be at most five years old.
create or replace temp table round_size as
from (values
    (1, 'pre_seed', 100_000, 1_000_000, true),
    (2, 'seed', 1_500_000, 4_500_000, true),
    (3, 'series_a', 8_000_000, 14_000_000, true),
    (4, 'series_b', 20_000_000, 28_000_000, false)
) t(rank, stage, least_sold, most_sold, is_of_young);

create or replace temp table company_filing as
with named as (
    select i.company_key, s.name_key, max(i.directory) as directory, max(i.slug) as slug,
           bool_or(len(s.countries) > 0) as has_country, bool_or(list_contains(s.countries, 'US')) as is_in_usa
    from identity i join stated s on s.role_id = i.role_id
    where s.name_key <> ''
    group by i.company_key, s.name_key
),
only_name as (
    select * from named where length(name_key) >= 7
    qualify count(*) over (partition by company_key) = 1 and count(*) over (partition by name_key) = 1
),
issuer as (
    select name_key, source, min(issuer_id) as issuer_id, list(distinct state) as states
    from filing
    group by name_key, source
    having count(distinct issuer_id) = 1 and bool_and(coalesce(regexp_matches(state, '^[A-Z]{2}$') and state <> 'XX', false))
),
joined as (
    select n.company_key, i.source, i.issuer_id
    from only_name n
    join issuer i on i.name_key = n.name_key
    left join profile p on p.directory = n.directory and p.slug = n.slug
    where (not n.has_country or n.is_in_usa)
      and n.name_key not in (
          select name_key from profile o where o.directory is distinct from n.directory or o.slug is distinct from n.slug
      )
      and (
          not coalesce(list_bool_or(list_transform(p.locations, lambda place: contains(place, ', USA'))), false)
          or list_bool_or(list_transform(
              p.locations,
              lambda place: list_bool_or(list_transform(i.states, lambda state: contains(place, ', ' || state || ', USA')))
          ))
      )
),
-- The newest filing speaks, unless an earlier one of the issuer was larger: this one is then no first round of its size.
newest as (
    select j.company_key, f.*, least(f.filed_on, coalesce(f.first_sale_on, f.filed_on)) as sold_on,
           max(f.sold_usd) over (partition by j.company_key) as largest
    from joined j
    join filing f on f.source = j.source and f.issuer_id = j.issuer_id
    qualify row_number() over (partition by j.company_key order by f.filed_on desc, f.filing_id desc) = 1
)
select n.company_key, n.source, n.filed_on::timestamp as filed_at, r.stage,
       'Form D of ' || n.filed_on || ': USD '
           || case when n.sold_usd >= 1_000_000 then round(n.sold_usd / 1e6, 1) || 'M' else round(n.sold_usd / 1e3)::bigint || 'k' end
           || ' sold, ' || n.url as quote
from newest n
join round_size r on n.sold_usd between r.least_sold and r.most_sold
where n.largest <= r.most_sold
  and n.sold_on >= $as_of::timestamp - interval 24 months
  and (not r.is_of_young or not n.is_over_five_years)
  -- a loan is no round, and a form that ticks nothing says nothing
  and list_has_any(n.securities, ['Equity', 'OptionToAcquire', 'SecurityToBeAcquired']);
