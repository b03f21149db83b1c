-- One row a session of an account that still holds, the last seen first.
-- $account: whose. $now: this moment. $idle: seen before this, it has ended.
select
    mark,
    made_at,
    last_seen,
    ends_at
from session
where account = $account and ended_at is null and ends_at > $now and last_seen > $idle
order by last_seen desc, made_at desc, mark asc
