-- Opens a session.
-- $mark: the hash of its token. $account: whose. $now: since when. $ends_at: until when at most.
insert into session (mark, account, made_at, last_seen, ends_at, ended_at)
values ($mark, $account, $now, $now, $ends_at, null)
