-- One row a person with an account, by name; the erased are not among them.
-- $account: one of them, or nothing for all.
select
    account.account,
    account.name,
    coalesce(account.login, '') as login,
    account.language,
    account.state,
    account.created_at,
    account.subject is not null as by_provider,
    max(session.last_seen) as last_seen
from account
left join session on account.account = session.account
where account.state <> 'erased' and ($account = '' or account.account = $account)
group by all
order by account.name collate en, account.account -- noqa: RF02
