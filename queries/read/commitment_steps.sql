-- One row a time that a city told how a promise goes, the newest of each first.
select
    outcome_id,
    number,
    state,
    words,
    language,
    office,
    told_at
from commitment_step
order by outcome_id asc, number desc
