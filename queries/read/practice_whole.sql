-- One row: the published version of one practice, with the city that did it.
-- $slug: the practice. $language: of the city's name.
select
    practice.practice_id,
    practice.slug,
    practice.published_version as version,
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
    city.city_id,
    city.slug as city,
    city_name.name as city_name,
    city.country,
    city.region,
    city.size,
    city.population,
    city.population_source,
    city.website,
    facet.summits
from practice
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and practice.published_version = practice_version.version
inner join facet on practice.practice_id = facet.practice_id
inner join city on practice.city_id = city.city_id
inner join city_name on city.city_id = city_name.city_id and city_name.language = $language
where practice.slug = $slug
order by practice.practice_id
