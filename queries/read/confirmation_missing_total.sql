-- One row: how many public practices nobody has confirmed for so many months.
-- $now: the moment from which months are counted. $months: how many at least. $below: fewer than
-- this, or null.
select count(*) as practices
from last_confirmation
where
    confirmed_at <= $now::timestamp - to_months($months::integer)
    and ($below::integer is null or confirmed_at > $now::timestamp - to_months($below::integer))
order by practices
