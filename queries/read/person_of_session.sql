-- One row a role of whoever holds a session, one without a role where they hold none.
-- $mark: the hash of the token. $now: this moment. $idle: seen before this, it has ended.
select
    account.account,
    account.name,
    session.last_seen,
    account_role.role,
    account_role.city_id
from session
inner join account on session.account = account.account
left join account_role
    on account.account = account_role.account and account_role.revoked_at is null
where
    session.mark = $mark -- noqa: RF02
    and session.ended_at is null
    and session.ends_at > $now
    and session.last_seen > $idle -- noqa: RF02
    and account.state = 'active'
order by account_role.role, account_role.city_id
