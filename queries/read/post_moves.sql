-- One row a legal move of a post: from which state to which, by which role, whether a reason is
-- wanted.
select
    from_state,
    to_state,
    role,
    reason_required
from post_move
order by from_state, to_state, role
