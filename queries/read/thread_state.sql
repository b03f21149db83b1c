-- One row, or none: whether a thread is open or frozen.
-- $thread: which.
select case when frozen_at is null then 'open' else 'frozen' end as state
from thread
where thread = $thread
order by state
