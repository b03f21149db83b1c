-- One row: where the author wants the answer sent, encrypted.
-- $post_id: the post.
select
    contact,
    language,
    asked_at,
    confirmed_at,
    erase_after
from post_contact
where post_id = $post_id
order by post_id
