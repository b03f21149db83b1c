-- One row a practice that has one of these ids, or is public in one of these cities: its codes as
-- they are public, or were last, and how it stands.
-- $slugs, $city_ids: of the practices and cities a file names.
select
    practice.practice_id,
    practice.slug,
    practice.state,
    practice.latest_version,
    practice_version.version,
    practice_version.created_at,
    practice.city_id,
    city_name.name as city,
    city.country,
    practice_version.original_language,
    practice_version.main_theme,
    practice_version.themes,
    practice_version.topics,
    practice_version.audiences,
    practice_version.instrument,
    practice_version.status,
    practice_version.evidence,
    practice_version.start_year,
    practice_version.end_year,
    practice_version.lead
from practice
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and practice_version.version = coalesce(practice.published_version, practice.latest_version)
inner join city on practice.city_id = city.city_id
inner join city_name on city.city_id = city_name.city_id and city_name.language = 'en'
where
    list_contains($slugs, practice.slug)
    or (list_contains($city_ids, practice.city_id) and practice.state = 'published')
order by practice.slug
