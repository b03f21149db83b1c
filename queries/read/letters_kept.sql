-- One row a letter to whoever runs this: those that wait first, the oldest first.
select
    letter_id,
    about,
    words,
    contact,
    language,
    sent_at,
    done_by,
    done_at,
    erase_after
from letter
order by done_at is not null, sent_at, letter_id
