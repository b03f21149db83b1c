-- Ties a submission to the practice that came of it.
-- $receipt: the submission. $practice_id: the practice.
update submission
set practice_id = $practice_id
where receipt = $receipt
