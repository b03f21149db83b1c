-- One row a public practice with translations whose original has changed since, most texts first;
-- a page of them.
-- $language: of titles and names. $skip, $take: how many are passed over and given.
with waiting as (
    select
        practice.practice_id,
        list_sort(list(distinct text_origin.language)) as languages,
        count(*) as texts,
        count(*) over () as total
    from text_origin
    inner join practice
        on
            text_origin.practice_id = practice.practice_id
            and text_origin.version = practice.published_version
    where text_origin.stale and practice.state = 'published'
    group by practice.practice_id
    order by count(*) desc, practice.practice_id asc
    limit $take offset $skip
)

select
    card.slug,
    card.title,
    card.title_language,
    card.city,
    waiting.languages,
    waiting.texts,
    waiting.total
from waiting
inner join card on waiting.practice_id = card.practice_id and card.language = $language
order by waiting.texts desc, waiting.practice_id asc
