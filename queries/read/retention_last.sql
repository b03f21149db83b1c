-- One row: when the retention job ran last, or null.
select max(ran_at) as ran_at
from retention_run
order by ran_at
