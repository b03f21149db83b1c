-- One row a practice that is or was public: how it stands, its city and main theme, and its title
-- in the language wanted or, where it has none there, in another one that is named.
-- $slugs: which. $language: of the words.
with written as (
    select
        practice_text.practice_id,
        practice_text.title,
        practice_text.language,
        list_position([$language, 'en', 'fr', 'de', 'es'], practice_text.language) as distance
    from practice_text
    inner join practice
        on
            practice_text.practice_id = practice.practice_id
            and practice_text.version = practice.published_version
    where list_contains($slugs, practice.slug) and practice_text.title is not null
)

select
    practice.slug,
    practice.state,
    practice.published_version as version,
    city.slug as city,
    city_name.name as city_name,
    city.country,
    practice_version.main_theme,
    arg_min(written.title, written.distance) as title,
    arg_min(written.language, written.distance) as title_language
from practice
inner join written on practice.practice_id = written.practice_id
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and practice.published_version = practice_version.version
inner join city on practice.city_id = city.city_id
inner join city_name on city.city_id = city_name.city_id and city_name.language = $language
where practice.state in ('published', 'retired', 'withdrawn')
group by all
order by practice.slug
