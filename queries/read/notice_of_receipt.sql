-- One row, or none: the notice that was sent with a receipt.
-- $receipt: made by the page of the form.
select notice_id
from notice
where receipt = $receipt
order by notice_id
