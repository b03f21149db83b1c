-- One row an invitation that still works, the newest first.
-- $mark: the hash of its token, or nothing for all. $now: this moment.
select
    mark,
    role,
    city_id,
    made_by,
    made_at,
    expires_at
from invitation
where used_at is null and expires_at > $now and ($mark = '' or mark = $mark)
order by made_at desc, mark asc
