-- Forgets sessions that ended long ago.
-- $before: ended before this.
delete from session
where least(coalesce(ended_at, ends_at), ends_at) < $before
