-- One row a decided notice whose giver left an address, encrypted, and has no letter on it yet.
select
    notice_id,
    contact,
    language,
    receipt
from notice
where state <> 'open' and contact is not null and told_at is null
order by decided_at, notice_id
