-- One row a version of a practice that is or was public: its codes, and the city that did it.
-- Reads the table `wanted`: one row a version, as practice_id and version; a null
-- version is the public one. Withdrawn practices give no row.
select
    practice.practice_id,
    practice.slug,
    practice.state,
    practice.published_version,
    practice_version.version,
    practice_version.created_at,
    practice.city_id,
    city.slug as city_slug,
    city_name.name as city,
    city.country,
    city.latitude,
    city.longitude,
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
from wanted
inner join practice on wanted.practice_id = practice.practice_id
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and coalesce(wanted.version, practice.published_version) = practice_version.version
        and practice.published_version >= practice_version.version
inner join city on practice.city_id = city.city_id
inner join city_name on city.city_id = city_name.city_id and city_name.language = 'en'
where practice.state in ('published', 'retired')
order by practice.practice_id
