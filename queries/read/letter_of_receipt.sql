-- One row: the letter that was sent with a receipt.
-- $receipt: its mark.
select letter_id
from letter
where receipt = $receipt
order by letter_id
