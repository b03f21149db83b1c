-- One row a published practice: its card in one language, and its titles in all of them.
-- $ids: which practices. $language: the card's.
with title as (
    select
        practice.practice_id,
        practice_version.original_language,
        map_from_entries(list((practice_text.language, practice_text.title))) as titles
    from practice
    inner join practice_version
        on
            practice.practice_id = practice_version.practice_id
            and practice.published_version = practice_version.version
    inner join practice_text
        on
            practice.practice_id = practice_text.practice_id
            and practice.published_version = practice_text.version
    where list_contains($ids, practice.practice_id) and practice_text.title is not null
    group by practice.practice_id, practice_version.original_language
)

select
    card.practice_id,
    card.slug,
    card.title,
    card.title_language,
    card.city_id,
    card.city,
    title.original_language,
    title.titles
from card
inner join title on card.practice_id = title.practice_id
where card.language = $language
order by card.practice_id
