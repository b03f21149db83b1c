-- One row an act of moderation on a post, the first first; nothing of who acted.
-- $post_id: the post.
select
    from_state,
    to_state,
    rule,
    words,
    acted_at
from moderation_act
where post_id = $post_id
order by acted_at, act_id
