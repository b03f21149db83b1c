-- One row a legal move: of a submission or a practice, from which state to which, by which role,
-- by whose hand, and whether a reason is wanted.
select
    subject,
    from_state,
    to_state,
    role,
    author,
    reason_required
from move
order by subject, from_state, to_state, role
