-- Keeps what was typed, if nobody saved in between.
-- $outcome: which. $body: what is written, as JSON. $stamp: what the writer saw. $moment: now.
update outcome
set body = $body, stamp = stamp + 1, updated_at = $moment
where outcome_id = $outcome and stamp = $stamp and state = 'draft'
