-- Ends the sealing that holds.
-- $receipt: the submission. $moment: now. $ending: how. $fault: why it could not be opened, or
-- null.
update embargo
set ended_at = $moment, ending = $ending, fault = $fault
where receipt = $receipt and ended_at is null
