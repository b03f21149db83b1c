-- What readers see of an outcome is its newest signed version: all of them are kept.
select outcome.outcome_id
from outcome
left join outcome_version on outcome.outcome_id = outcome_version.outcome_id
group by outcome.outcome_id, outcome.version
having
    count(outcome_version.version) <> outcome.version
    or coalesce(max(outcome_version.version), 0) <> outcome.version
