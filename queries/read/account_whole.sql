-- One row: an account as it stands.
-- $account: its id.
select
    account,
    login,
    name,
    state
from account
where account = $account
order by account
