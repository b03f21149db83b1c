-- One row: what a city last told of a promise; none where it has not yet.
-- $outcome: which.
select
    number,
    state,
    words,
    language,
    office
from commitment_step
where outcome_id = $outcome
order by number desc
limit 1
