-- One row a public practice that is not yet in every language: its title or summary is missing in
-- some; most languages first; a page of them.
-- $language: of titles and names. $skip, $take: how many are passed over and given.
with spoken as (
    select
        practice.practice_id,
        list(practice_text.language)
        filter (where practice_text.title is not null and practice_text.summary is not null)
            as languages
    from practice
    left join practice_text
        on
            practice.practice_id = practice_text.practice_id
            and practice.published_version = practice_text.version
    where practice.state = 'published'
    group by practice.practice_id
),

lacking as (
    select
        practice_id,
        list_filter(
            ['fr', 'en', 'de', 'es'],
            lambda one: not list_contains(coalesce(languages, []), one)
        ) as languages
    from spoken
),

waiting as (
    select
        practice_id,
        languages,
        count(*) over () as total
    from lacking
    where len(languages) > 0
    order by len(languages) desc, practice_id asc
    limit $take offset $skip
)

select
    card.slug,
    card.title,
    card.title_language,
    card.city,
    waiting.languages,
    waiting.total
from waiting
inner join card on waiting.practice_id = card.practice_id and card.language = $language
order by len(waiting.languages) desc, waiting.practice_id asc
