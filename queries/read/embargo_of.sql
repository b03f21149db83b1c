-- One row at most: the last sealing of a submission, whether it holds or has ended.
-- $receipt: the submission.
select
    receipt,
    opens_at,
    zone,
    sealed_by,
    role,
    sealed_at,
    note,
    ended_at,
    ending,
    fault
from embargo
where receipt = $receipt
order by sealed_at desc, embargo_id desc
limit 1
