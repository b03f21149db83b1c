-- One row a signed version of an outcome, the newest first.
-- $outcome: which.
select
    outcome.outcome_id,
    outcome.workshop,
    workshop.summit,
    outcome_version.version,
    outcome_version.body,
    outcome_version.signed_at,
    earliest.signed_at as first_signed_at,
    outcome.house
from outcome
inner join outcome_version on outcome.outcome_id = outcome_version.outcome_id
inner join outcome_version as earliest
    on outcome.outcome_id = earliest.outcome_id and earliest.version = 1
inner join workshop on outcome.workshop = workshop.workshop
where outcome.outcome_id = $outcome
order by outcome_version.version desc
