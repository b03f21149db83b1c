-- Fills the narrow table of published practices, newest first: the order pages are read in.
-- $practice_id: one practice only, or 0 for all.
insert into facet
with taken_part as (
    select
        summit_city.city_id,
        bit_or(1::bigint << code.number) as summits
    from summit_city
    inner join code on code.dim = 'summit' and summit_city.summit = code.slug
    where summit_city.took_part
    group by summit_city.city_id
),

with_figures as (
    select distinct
        practice_id,
        version
    from figure
),

with_results as (
    select distinct
        practice_id,
        version
    from practice_text
    where results is not null
)

select
    practice.practice_id,
    practice.city_id,
    country.number as country,
    region.number as region,
    size.number as size,
    practice_version.instrument,
    practice_version.status,
    practice_version.evidence,
    practice_version.main_theme,
    practice_version.themes,
    practice_version.topics,
    practice_version.audiences,
    coalesce(taken_part.summits, 0) as summits,
    practice_version.start_year,
    with_figures.practice_id is not null as has_figures,
    with_results.practice_id is not null as has_results,
    practice_version.created_at as published_at
from practice
inner join practice_version
    on
        practice.practice_id = practice_version.practice_id
        and practice.published_version = practice_version.version
inner join city on practice.city_id = city.city_id
inner join code as country on country.dim = 'country' and city.country = country.slug
inner join code as region on region.dim = 'region' and city.region = region.slug
inner join code as size on size.dim = 'size' and city.size = size.slug
left join taken_part on practice.city_id = taken_part.city_id
left join with_figures
    on
        practice_version.practice_id = with_figures.practice_id
        and practice_version.version = with_figures.version
left join with_results
    on
        practice_version.practice_id = with_results.practice_id
        and practice_version.version = with_results.version
where practice.state = 'published' and ($practice_id = 0 or practice.practice_id = $practice_id)
order by
    practice_version.created_at desc, practice_version.start_year desc nulls last, practice.slug asc
