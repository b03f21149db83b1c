-- Takes a role.
-- $account: from whom. $role: which. $city_id: for which city, 0 for everywhere.
-- $revoked_by: by whom. $now: since when.
update account_role set
    revoked_by = $revoked_by,
    revoked_at = $now
where account = $account and role = $role and city_id = $city_id and revoked_at is null
