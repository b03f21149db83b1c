-- Calls a submission something else.
-- $receipt: which. $name: the new name.
update submission
set name = $name
where receipt = $receipt
