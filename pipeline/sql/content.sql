-- One number for all that a generation says, apart from when it was last seen: two of the same number say the same.
select hash(
    (select sum(hash(r)) from (select * exclude (last_seen_at, newest_at) from role) r),
    (select sum(hash(e)) from all_evidence e),
    (select sum(hash(c)) from company c),
    (select sum(hash(s.role_id, s.role_hash)) from stated s)
);
