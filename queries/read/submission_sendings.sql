-- One row a time a submission was sent, as it was then.
-- $receipt: which.
select
    number,
    body,
    note,
    sent_at
from submission_sent
where receipt = $receipt
order by number
