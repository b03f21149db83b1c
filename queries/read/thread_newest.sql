-- One row a post that is shown in a thread, the one shown last first.
-- $keys: under which names the thread was known. $most: how many.
select post_id
from post
where list_contains($keys, thread) and kind = 'comment' and state = 'shown'
order by shown_at desc, post_id desc
limit $most
