-- One row: when a letter was called done, or null.
-- $letter_id: its number.
select done_at
from letter
where letter_id = $letter_id
order by letter_id
