-- Ends the sessions of an account.
-- $account: whose. $except_mark: the hash of one that goes on, or nothing. $now: this moment.
update session set ended_at = $now
where account = $account and ended_at is null and mark <> $except_mark
