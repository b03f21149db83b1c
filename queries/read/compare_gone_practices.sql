-- One row a slug whose practice is not shown in lists any more, with its state and title.
-- $slugs: what a link names. $language: of the words.
with written as (
    select
        practice.slug,
        practice.state,
        practice_text.title,
        practice_text.language,
        list_position([$language, 'en', 'fr', 'de', 'es'], practice_text.language) as distance
    from practice
    inner join practice_text
        on
            practice.practice_id = practice_text.practice_id
            and practice.published_version = practice_text.version
    where
        practice.state in ('retired', 'withdrawn')
        and practice_text.title is not null
        and list_contains($slugs::varchar[], practice.slug)
)

select
    slug,
    state,
    arg_min(title, distance) as title,
    arg_min(language, distance) as title_language
from written
group by slug, state
order by list_position($slugs::varchar[], slug)
