-- Notes that a summit in the making is one for everybody, with all that was typed until then.
-- $receipt: which. $summit: the id it bears. $body: the form, its workshops with the ids they keep.
-- $stamp: what the host saw. $moment: now.
update summit_draft
set
    summit = $summit,
    body = $body,
    opened_at = $moment,
    updated_at = $moment,
    stamp = stamp + 1
where receipt = $receipt and stamp = $stamp
