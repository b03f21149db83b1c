-- Forgets the sessions of a person who is erased.
-- $account: whose.
delete from session
where account = $account
