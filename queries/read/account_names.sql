-- One row an account of those asked for, with the name colleagues see; null once it is erased.
-- $accounts: which.
select
    account,
    name
from account
where list_contains($accounts::varchar[], account)
order by account
