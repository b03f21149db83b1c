-- One row a published practice, as it is public now: its version and codes, the city that did it,
-- how many figures and sources it has, and the version of the whole catalogue.
with figure_count as (
    select
        practice_id,
        version,
        count(*) as figures
    from figure
    group by practice_id, version
),

source_count as (
    select
        practice_id,
        version,
        count(*) as sources
    from source
    group by practice_id, version
),

latest as (select max(version) as catalogue from catalogue_version)

select
    practice.practice_id,
    practice.slug,
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
    practice_version.lead,
    latest.catalogue,
    coalesce(figure_count.figures, 0) as figures,
    coalesce(source_count.sources, 0) as sources
from practice
cross join latest
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and practice.published_version = practice_version.version
inner join city on practice.city_id = city.city_id
inner join city_name on city.city_id = city_name.city_id and city_name.language = 'en'
left join figure_count
    on
        practice_version.practice_id = figure_count.practice_id
        and practice_version.version = figure_count.version
left join source_count
    on
        practice_version.practice_id = source_count.practice_id
        and practice_version.version = source_count.version
where practice.state = 'published'
order by practice.slug
