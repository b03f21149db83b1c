-- One row an outcome that was signed and is withdrawn, since when and why, the latest first.
select
    outcome.outcome_id as id,
    outcome.workshop,
    workshop.summit,
    outcome.withdrawn_at::date as day,
    outcome.withdrawal as reason
from outcome
inner join workshop on outcome.workshop = workshop.workshop
where outcome.state = 'withdrawn' and outcome.version > 0
order by outcome.withdrawn_at desc, outcome.outcome_id asc
