-- One row a run of the retention job, the newest first.
-- $most: so many at most.
select
    run_id,
    ran_at,
    erased
from retention_run
order by ran_at desc, run_id asc
limit $most
