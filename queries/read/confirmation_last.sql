-- One row: when a public practice was last confirmed, by whom, and how many whole months ago.
-- $practice_id: the practice. $now: the moment from which months are counted.
select
    confirmed_at,
    by_kind,
    datesub('month', confirmed_at, $now::timestamp) as months
from last_confirmation
where practice_id = $practice_id
order by confirmed_at
