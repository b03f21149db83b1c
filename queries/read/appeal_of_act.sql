-- One row, or none: the appeal against an act.
-- $act_id: which.
select
    appeal_id,
    act_id,
    post_id,
    words,
    language,
    asked_at,
    state,
    answer,
    answer_language,
    decided_at
from appeal
where act_id = $act_id
order by appeal_id
