-- One row: the account that is signed in to with this address, and its subject at the provider.
-- $login: the address, without capitals.
select
    account,
    subject
from account
where login = $login
order by account
