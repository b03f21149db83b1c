-- One row an act on a post, the newest first.
-- $post_id: which.
select
    act_id,
    from_state,
    to_state,
    rule,
    words,
    cause,
    acted_by,
    role,
    acted_at
from moderation_act
where post_id = $post_id
order by acted_at desc, act_id desc
