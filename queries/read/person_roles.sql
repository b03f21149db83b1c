-- One row a role that somebody holds now; a city 0 is everywhere.
-- $account: whose, or nothing for everybody's.
select
    account,
    role,
    city_id
from account_role
where revoked_at is null and ($account = '' or account = $account)
order by account, role, city_id
