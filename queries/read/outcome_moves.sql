-- One row a legal move of an outcome: from which state to which, by which role, by whose hand, and
-- whether a reason is wanted.
select
    from_state,
    to_state,
    role,
    author,
    reason_required
from outcome_move
order by from_state, to_state, role
