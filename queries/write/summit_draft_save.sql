-- Keeps what was typed, if nobody saved in between.
-- $receipt: which. $body: the form as JSON. $stamp: what the writer saw. $moment: now.
update summit_draft
set body = $body, stamp = stamp + 1, updated_at = $moment
where receipt = $receipt and stamp = $stamp
