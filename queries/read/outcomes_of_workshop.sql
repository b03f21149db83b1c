-- One row an outcome of a workshop in whatever state, for the desk, in the order they were begun.
-- $workshop: which.
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
where outcome.workshop = $workshop
order by outcome.created_at, outcome.outcome_id
