-- Notes that somebody is still there.
-- $mark: the hash of the session's token. $now: this moment.
update session set last_seen = $now
where mark = $mark and ended_at is null and last_seen < $now
