-- One row: an outcome in whatever state, for the desk.
-- $outcome: which.
select
    outcome.outcome_id as id,
    outcome.receipt,
    outcome.workshop,
    workshop.summit,
    outcome.state,
    outcome.body,
    outcome.author,
    outcome.stamp,
    outcome.version,
    outcome.created_at,
    outcome.updated_at,
    outcome.withdrawal,
    outcome.house
from outcome
left join workshop on outcome.workshop = workshop.workshop
where outcome.outcome_id = $outcome
order by outcome.outcome_id
