-- One row a public practice that nobody has confirmed for long, the longest first; a page of them.
-- $now: the moment from which months are counted. $months: how many at least. $below: fewer than
-- this, or null. $language: of titles and names. $skip, $take: how many are passed over and given.
with waiting as (
    select
        practice_id,
        confirmed_at,
        datesub('month', confirmed_at, $now::timestamp) as months
    from last_confirmation
    where
        confirmed_at <= $now::timestamp - to_months($months::integer)
        and ($below::integer is null or confirmed_at > $now::timestamp - to_months($below::integer))
    order by confirmed_at asc, practice_id asc
    limit $take offset $skip
),

asked as (
    select
        practice_id,
        max(asked_at) as asked_at
    from confirmation_ask
    where answered_at is null and closed_at is null and expires_at > $now::timestamp
    group by practice_id
),

answered as (
    select
        practice_id,
        max(confirmed_at) as answered_at
    from confirmation
    where kind in ('changed', 'ended')
    group by practice_id
)

select
    card.slug,
    card.title,
    card.title_language,
    card.city_id,
    card.city,
    waiting.confirmed_at,
    waiting.months,
    asked.asked_at,
    answered.answered_at
from waiting
inner join card on waiting.practice_id = card.practice_id and card.language = $language
left join asked on waiting.practice_id = asked.practice_id
left join answered
    on
        waiting.practice_id = answered.practice_id
        and waiting.confirmed_at < answered.answered_at
order by waiting.confirmed_at asc, waiting.practice_id asc
