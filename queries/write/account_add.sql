-- Adds an account.
-- $account: its id. $login: the address to sign in with, or null. $name: as colleagues see it.
-- $password: the hash, or null. $issuer, $subject: at an identity provider, or null.
-- $language: of letters to them. $now: since when.
insert into account (
    account, login, name, password, issuer, subject, language, state, created_at
)
values ($account, $login, $name, $password, $issuer, $subject, $language, 'active', $now)
