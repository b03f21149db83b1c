-- One row a post of a thread that was ever shown, without its words, the first written first.
-- $keys: under which names the thread was known.
select
    post_id,
    parent,
    level,
    state
from post
where
    list_contains($keys, thread)
    and kind = 'comment'
    and (state = 'shown' or shown_at is not null)
order by written_at asc, post_id asc
