-- One row a conclusion that is here in whatever state, with its newest signed version.
select
    outcome_id,
    house,
    state,
    version
from outcome
order by outcome_id
