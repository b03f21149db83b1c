-- Takes all roles.
-- $account: from whom. $revoked_by: by whom. $now: since when.
update account_role set
    revoked_by = $revoked_by,
    revoked_at = $now
where account = $account and revoked_at is null
