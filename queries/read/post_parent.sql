-- One row: the post that somebody answers, if it is shown in this thread.
-- $post_id: which. $keys: under which names the thread was known.
select
    level,
    parent
from post
where post_id = $post_id and list_contains($keys, thread) and state = 'shown'
order by post_id
