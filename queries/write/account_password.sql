-- Keeps another password.
-- $account: its id. $password: the hash.
update account set password = $password
where account = $account and state = 'active'
