-- One row a thread that somebody wrote in: since when it is frozen, and with which summary.
-- $keys: under which names it was known.
select
    thread,
    frozen_at,
    summary
from thread
where list_contains($keys, thread)
order by made_at asc, thread asc
