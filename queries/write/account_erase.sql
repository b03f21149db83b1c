-- Forgets who a person was; the id stays under what they did.
-- $account: its id.
update account set
    login = null,
    name = null,
    password = null,
    issuer = null,
    subject = null,
    state = 'erased'
where account = $account
