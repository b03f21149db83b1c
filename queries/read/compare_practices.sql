-- One row a published practice to be laid beside others, in the order asked: its codes, its city,
-- and each text in the language wanted or, where it is missing there, in another one that is named.
-- $slugs: the practices. $language: of the words.
with asked as (
    select
        practice.practice_id,
        practice.slug,
        practice.city_id,
        practice.published_version as version
    from practice
    where practice.state = 'published' and list_contains($slugs::varchar[], practice.slug)
),

written as (
    select
        practice_text.*,
        list_position([$language, 'en', 'fr', 'de', 'es'], practice_text.language) as distance
    from practice_text
    inner join asked
        on
            practice_text.practice_id = asked.practice_id
            and practice_text.version = asked.version
),

nearest as (
    select
        practice_id,
        arg_min(title, distance) as title,
        arg_min(language, distance) filter (where title is not null) as title_language,
        arg_min(summary, distance) as summary,
        arg_min(language, distance) filter (where summary is not null) as summary_language,
        arg_min(challenge, distance) as challenge,
        arg_min(language, distance) filter (where challenge is not null) as challenge_language,
        arg_min(approach, distance) as approach,
        arg_min(language, distance) filter (where approach is not null) as approach_language,
        arg_min(results, distance) as results,
        arg_min(language, distance) filter (where results is not null) as results_language
    from written
    group by practice_id
)

select
    nearest.* exclude (practice_id), -- noqa: RF02
    asked.practice_id,
    asked.slug,
    practice_version.main_theme,
    practice_version.themes,
    practice_version.topics,
    practice_version.audiences,
    practice_version.instrument,
    practice_version.status,
    practice_version.evidence,
    practice_version.start_year,
    practice_version.end_year,
    practice_version.lead,
    city.slug as city,
    city_name.name as city_name,
    city.country,
    city.website
from asked
inner join practice_version
    on
        asked.practice_id = practice_version.practice_id
        and asked.version = practice_version.version
inner join nearest on asked.practice_id = nearest.practice_id
inner join city on asked.city_id = city.city_id
inner join city_name on city.city_id = city_name.city_id and city_name.language = $language
order by list_position($slugs::varchar[], asked.slug)
