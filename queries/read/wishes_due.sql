-- One row a wish whose author has not been asked a second time yet.
-- $moment: now.
select
    post_id,
    contact,
    language,
    asked_at,
    confirmed_at,
    erase_after
from post_contact
where letter_at is null and erase_after > $moment
order by asked_at, post_id
