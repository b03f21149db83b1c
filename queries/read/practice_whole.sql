-- One row: a version of one practice, published or retired, with the city that did it.
-- $slug: the practice. $version: which, of those that were public; null gives the public one.
-- $language: of the city's name.
with taken_part as (
    select
        summit_city.city_id,
        bit_or(1::bigint << code.number) as summits
    from summit_city
    inner join code on code.dim = 'summit' and summit_city.summit = code.slug
    where summit_city.took_part
    group by summit_city.city_id
)

select
    practice.practice_id,
    practice.slug,
    practice.state,
    practice_version.version,
    practice.published_version,
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
    coalesce(taken_part.summits, 0) as summits
from practice
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and practice_version.version = coalesce($version, practice.published_version)
        and practice.published_version >= practice_version.version
inner join city on practice.city_id = city.city_id
inner join city_name on city.city_id = city_name.city_id and city_name.language = $language
left join taken_part on practice.city_id = taken_part.city_id
where practice.slug = $slug and practice.state in ('published', 'retired')
order by practice.practice_id
