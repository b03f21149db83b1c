-- One row an account that has a name; the erased have none.
-- $accounts: the ids asked for.
select
    account,
    name
from account
where name is not null and list_contains($accounts, account)
order by account
