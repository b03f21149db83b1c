-- Notes a run of the retention job.
-- $run_id: its id. $moment: when. $erased: how many of what, as JSON.
insert into retention_run (run_id, ran_at, erased)
values ($run_id, $moment, $erased)
