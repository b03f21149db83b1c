-- Lets a correction go on from another public version.
-- $receipt: which. $body: the draft as JSON. $base_version: the version it now stands on.
-- $stamp: what the writer saw. $moment: now.
update submission
set body = $body, base_version = $base_version, stamp = stamp + 1, updated_at = $moment
where receipt = $receipt and stamp = $stamp
