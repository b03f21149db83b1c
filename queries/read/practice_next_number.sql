-- One row: the number of the next new practice.
select coalesce(max(practice_id), 0) + 1 as practice_id
from practice
order by practice_id
