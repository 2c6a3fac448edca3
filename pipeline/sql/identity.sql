-- Which company each role belongs to, and which directory profile, if any, is that company's. A wrong join is worse
-- than none:
--   two different known YC batches never join, nor two different known domains, but for a name whose posting states
--               the profile's batch (a company that has moved to another domain);
--   by domain   the profile's homepage is on the same registrable domain, and no second living profile is;
--   by slug     the normal form of the board's token equals that of one profile's slug, and the names do not contradict
--               (equal, or one within the other);
--   by name     the name belongs to one profile of the whole directory; a former name counts only where no current
--               name joined;
--   short words ("Coast", "Flex") name many companies: a slug under 6 letters and a name under 7 join only where the
--               posting states the profile's YC batch too.
-- A profile that the directory calls Inactive or Acquired joins by its domain only.

create or replace temp table role_owner as
with board_domain as (
    select source, board, min(company_domain) as company_domain
    from stated
    where company_slug is not null and company_domain is not null
    group by all
    having count(distinct company_domain) = 1
)
select
    s.role_id, s.source, s.board, s.posting_id, s.company_slug is not null as is_own_board,
    coalesce(s.company_domain, b.company_domain) as domain, s.slug_key, nullif(s.name_key, '') as name_key, s.yc_batch
from stated s
left join board_domain b on b.source = s.source and b.board = s.board and s.company_slug is not null;

create or replace temp table living as
select *, coalesce(company_status, 'Active') in ('Active', 'Public') as is_living from profile;

create or replace temp table profile_name as
with every_name as (
    select directory, slug, name_key as key, true as is_current from living
    union all
    select directory, slug, unnest(former_keys), false from living
)
select directory, slug, key, bool_or(is_current) as is_current
from every_name
where key <> ''
group by directory, slug, key
qualify count(*) over (partition by directory, key) = 1;

create or replace temp table owner as
select row_number() over () as owner_id, *
from (select distinct domain, slug_key, name_key, yc_batch from role_owner);

create or replace temp table owner_profile as
with by_domain as (
    select o.owner_id, l.directory, l.slug, 'domain' as joined_by, 1 as rank
    from owner o
    join (
        select * from living
        where domain is not null
        qualify count(*) over (partition by directory, domain) = 1
             or (is_living and count(*) filter (is_living) over (partition by directory, domain) = 1)
    ) l on l.domain = o.domain
    where o.yc_batch is null or l.yc_batch is null or o.yc_batch = l.yc_batch
),
by_slug as (
    select o.owner_id, l.directory, l.slug, 'slug' as joined_by, 2 as rank
    from owner o
    join (select * from living where slug_key <> '' qualify count(*) over (partition by directory, slug_key) = 1) l
      on l.slug_key = o.slug_key
    where l.is_living
      and (o.domain is null or l.domain is null or o.domain = l.domain)
      and (o.yc_batch is null or l.yc_batch is null or o.yc_batch = l.yc_batch)
      and (o.name_key is null or contains(o.name_key, l.name_key) or contains(l.name_key, o.name_key))
      and (length(o.slug_key) >= 6 or o.yc_batch = l.yc_batch)
),
by_name as (
    select o.owner_id, l.directory, l.slug, case when n.is_current then 'name' else 'former name' end as joined_by,
           case when n.is_current then 3 else 4 end as rank
    from owner o
    join profile_name n on n.key = o.name_key
    join living l on l.directory = n.directory and l.slug = n.slug
    where l.is_living
      and (o.domain is null or l.domain is null or o.domain = l.domain or o.yc_batch = l.yc_batch)
      and (o.yc_batch is null or l.yc_batch is null or o.yc_batch = l.yc_batch)
      and (length(o.name_key) >= 7 or o.yc_batch = l.yc_batch)
)
select owner_id, directory, slug, joined_by
from (from by_domain union all from by_slug union all from by_name)
qualify row_number() over (partition by owner_id order by rank, directory, slug) = 1;

create or replace table identity as
select
    r.role_id,
    coalesce(
        r.domain, l.domain, p.directory || '/' || p.slug,
        case when r.is_own_board then r.source || '/' || r.board end,
        r.source || '/' || r.name_key,
        r.source || '/' || r.board || '/' || r.posting_id
    ) as company_key,
    coalesce(r.domain, l.domain) as company_domain,
    p.directory, p.slug, p.joined_by
from role_owner r
join owner o
  on o.domain is not distinct from r.domain and o.slug_key is not distinct from r.slug_key
 and o.name_key is not distinct from r.name_key and o.yc_batch is not distinct from r.yc_batch
left join owner_profile p on p.owner_id = o.owner_id
left join living l on l.directory = p.directory and l.slug = p.slug
order by r.role_id;
