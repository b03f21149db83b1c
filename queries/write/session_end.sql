-- Ends one session.
-- $mark: the hash of its token. $account: whose it has to be, or null. $now: this moment.
update session set ended_at = $now
where mark = $mark and ended_at is null and ($account is null or account = $account)
