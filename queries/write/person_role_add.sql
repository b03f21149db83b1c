-- Gives a role that is not held yet.
-- $account: to whom. $role: which. $city_id: for which city, 0 for everywhere.
-- $granted_by: by whom. $now: since when.
insert into account_role (
    account, role, city_id, granted_by, granted_at, revoked_by, revoked_at
)
select *
from (values ($account, $role, $city_id, $granted_by, $now::timestamp, null, null))
where not exists (
    select 1
    from account_role as held
    where
        held.account = $account
        and held.role = $role
        and held.city_id = $city_id
        and held.revoked_at is null
)
