-- One row a step that a city told of its promise, by promise, then as they were told.
select
    outcome_id,
    number,
    state,
    language,
    office,
    told_at,
    coalesce(words, '') as words
from commitment_step
order by outcome_id, number
