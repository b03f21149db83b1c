-- Moves an account from one state to another.
-- $account: its id. $from_state: as it has to be. $to_state: as it shall be.
update account set state = $to_state
where account = $account and state = $from_state
