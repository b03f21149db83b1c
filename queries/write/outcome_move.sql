-- Moves an outcome from one state to the next.
-- $outcome: which. $from_state, $to_state: the move. $body: as it goes on, as JSON.
-- $author: who answers for its words from now on. $version: the newest signed one from now on.
-- $withdrawal: why it is taken back, or null. $moment: now.
update outcome
set
    state = $to_state,
    body = $body,
    author = $author,
    version = $version,
    stamp = stamp + 1,
    withdrawal = $withdrawal,
    withdrawn_at = case when $to_state = 'withdrawn' then $moment end,
    updated_at = $moment
where outcome_id = $outcome and state = $from_state
