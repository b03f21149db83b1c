-- Nobody signs what they wrote themselves, whatever the size of the team.
select
    outcome_version.outcome_id,
    outcome_version.version
from outcome_version
inner join outcome on outcome_version.outcome_id = outcome.outcome_id
where outcome.house is null and outcome_version.author = outcome_version.signed_by
