-- One row: the practice that came of a submission which was published; none while none did.
-- $receipt: the submission.
select practice.slug
from submission
inner join practice on submission.practice_id = practice.practice_id
where submission.receipt = $receipt
order by practice.slug
