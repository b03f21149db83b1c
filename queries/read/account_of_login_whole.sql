-- One row: the active account of this address with the hash of its password.
-- $login: the address, without capitals.
select
    account,
    password
from account
where login = $login and state = 'active'
order by account
