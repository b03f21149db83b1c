-- One row an active account that may let others in.
select distinct account.account
from account
inner join account_role on account.account = account_role.account
where
    account.state = 'active'
    and account_role.role = 'administrator'
    and account_role.revoked_at is null
order by account.account
