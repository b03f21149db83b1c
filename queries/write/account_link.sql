-- Ties an account to an identity provider; a password it had is no way in any more.
-- $account: its id. $issuer: the provider. $subject: its name for the person.
update account set
    issuer = $issuer,
    subject = $subject,
    password = null
where account = $account and subject is null
