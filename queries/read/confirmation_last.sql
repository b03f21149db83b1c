-- One row: when a public practice was last confirmed, by whom, and how many whole months ago.
-- $slug: the practice. $now: the moment from which months are counted.
select
    last_confirmation.confirmed_at,
    last_confirmation.by_kind,
    datesub('month', last_confirmation.confirmed_at, $now::timestamp) as months
from last_confirmation
inner join practice on last_confirmation.practice_id = practice.practice_id
where practice.slug = $slug
order by last_confirmation.confirmed_at
