-- A sealed submission without the one sealing that holds, or a sealing that holds nothing.
with held as (
    select
        receipt,
        count(*) as times
    from embargo
    where ended_at is null
    group by receipt
),

sealed as (
    select receipt
    from submission
    where state = 'sealed'
)

select coalesce(sealed.receipt, held.receipt) as receipt
from sealed
full outer join held on sealed.receipt = held.receipt
where sealed.receipt is null or held.receipt is null or held.times <> 1
order by receipt
