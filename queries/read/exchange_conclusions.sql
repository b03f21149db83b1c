-- One row a signed version of a conclusion, or one of a withdrawn one; by id, then by version.
select
    outcome.outcome_id,
    outcome.house,
    outcome.workshop,
    workshop.summit,
    outcome.state,
    outcome.version as newest,
    outcome.withdrawn_at,
    outcome.withdrawal,
    outcome_version.version,
    outcome_version.body,
    outcome_version.signed_at
from outcome
inner join outcome_version on outcome.outcome_id = outcome_version.outcome_id
inner join workshop on outcome.workshop = workshop.workshop
where outcome.version > 0
order by outcome.outcome_id, outcome_version.version
