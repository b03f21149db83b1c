-- One row somebody who answers for a city: the account, where it gets letters, and its language.
-- $city: the city's slug, or nothing for every city.
select
    city.slug,
    account.account,
    account.login,
    account.language
from account_role
inner join account on account_role.account = account.account
inner join city on account_role.city_id = city.city_id
where
    account_role.role = 'mayors_office'
    and account_role.revoked_at is null
    and account.state = 'active'
    and ($city = '' or city.slug = $city)
order by city.slug, account.account
