-- One row: where an author wants the answer sent, asked twice and not forgotten.
-- $post_id: the question. $moment: now.
select
    post_id,
    contact,
    language,
    asked_at,
    confirmed_at,
    erase_after
from post_contact
where post_id = $post_id and confirmed_at is not null and erase_after > $moment
order by post_id
