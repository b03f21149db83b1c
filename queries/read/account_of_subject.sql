-- One row: the account of somebody whom an identity provider knows.
-- $issuer: the provider. $subject: its name for the person.
select account
from account
where issuer = $issuer and subject = $subject
order by account
