-- Keeps a submission as its languages are printed, when it is sent.
-- $receipt: which. $body: the draft as JSON.
update submission
set body = $body
where receipt = $receipt
