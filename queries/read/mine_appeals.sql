-- One row a second look that the author asked for.
-- $post_id: the post.
select
    words,
    asked_at,
    state,
    answer,
    decided_at
from appeal
where post_id = $post_id
order by asked_at, appeal_id
