-- Spends an invitation that nobody has used.
-- $mark: the hash of its token. $account: who used it, null where it was withdrawn. $now: when.
update invitation set
    used_at = $now,
    used_by = $account
where mark = $mark and used_at is null
