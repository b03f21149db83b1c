-- Addresses that more than one account is signed in to with: must be none.
select login
from account
where login is not null
group by login
having count(*) > 1
order by login
