-- One row a source of a public practice whose address did not answer when it was last asked, the
-- longest known first; a page of them.
-- $dead: the reasons that mean so. $language: of titles and names.
-- $skip, $take: how many are passed over and given.
with latest as (
    select
        url,
        max(checked_at) as checked_at,
        arg_max(status, checked_at) as status,
        arg_max(reason, checked_at) as reason,
        max(checked_at) filter (where not list_contains($dead::varchar[], reason)) as alive_at,
        min(checked_at) filter (where list_contains($dead::varchar[], reason)) as dead_at
    from link_check
    group by url
),

waiting as (
    select
        practice.practice_id,
        source.position,
        source.url,
        latest.reason,
        latest.status,
        latest.checked_at,
        latest.alive_at,
        latest.dead_at,
        count(*) over () as total
    from latest
    inner join source on latest.url = source.url
    inner join practice
        on
            source.practice_id = practice.practice_id
            and source.version = practice.published_version
    where practice.state = 'published' and list_contains($dead::varchar[], latest.reason)
    order by latest.dead_at asc, practice.practice_id asc, source.position asc
    limit $take offset $skip
)

select
    card.slug,
    card.title,
    card.title_language,
    card.city,
    waiting.url,
    waiting.reason,
    waiting.status,
    waiting.checked_at,
    waiting.alive_at,
    waiting.total
from waiting
inner join card on waiting.practice_id = card.practice_id and card.language = $language
order by waiting.dead_at asc, waiting.practice_id asc, waiting.position asc
