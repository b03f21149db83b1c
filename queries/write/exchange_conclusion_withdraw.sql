-- A conclusion of another copy was withdrawn there.
-- $outcome: its id. $moment: since when. $why: the reason.
update outcome
set
    state = 'withdrawn',
    stamp = stamp + 1,
    withdrawn_at = $moment,
    withdrawal = $why
where outcome_id = $outcome
