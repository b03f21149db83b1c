-- Forgets invitations that were used, or ran out, long ago.
-- $before: used or run out before this.
delete from invitation
where coalesce(used_at, expires_at) < $before
