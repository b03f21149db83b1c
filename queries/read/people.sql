-- One row a person with an account, by name; the erased are not among them.
-- $account: one of them, or nothing for all.
with seen as (
    select
        account,
        max(last_seen) as last_seen
    from session
    group by account
)

select
    account.account,
    account.name,
    account.language,
    account.state,
    account.created_at,
    seen.last_seen,
    coalesce(account.login, '') as login,
    account.subject is not null as by_provider
from account
left join seen on account.account = seen.account
where account.state <> 'erased' and ($account = '' or account.account = $account)
order by account.name collate en, account.account -- noqa: RF02
