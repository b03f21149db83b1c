-- Gives an account another name.
-- $account: its id. $name: as colleagues see it.
update account set name = $name
where account = $account and state <> 'erased'
