-- Moves some posts from one state to another.
-- $ids: which posts. $from_state, $to_state: the move. $moment: now.
update post
set
    state = $to_state,
    stamp = stamp + 1,
    shown_at = case when $to_state = 'shown' then coalesce(shown_at, $moment) else shown_at end
where post_id in (select unnest($ids::varchar[])) and state = $from_state
