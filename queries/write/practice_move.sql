-- Moves a practice from one state to another.
-- $practice_id: which. $from_state, $to_state: the move. $moment: now.
update practice
set state = $to_state, updated_at = $moment
where practice_id = $practice_id and state = $from_state
