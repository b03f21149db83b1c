-- One row a city with practices that match: where it lies, and its practices by main theme.
-- $language: of the names.
-- $hits: the practices a search found, one bit an id, or null. $themes, $topics, $audiences,
-- $regions, $sizes, $summits, $instruments, $statuses, $evidence: bit masks; 0 restricts nothing.
-- $countries, $cities: lists of numbers; an empty one restricts nothing. $since, $until, $figures,
-- $results: null restricts nothing.
with matching_practice as (
    select *
    from matching(
        $hits, $themes, $topics, $audiences, $countries, $regions, $cities, $sizes, $summits,
        $instruments, $statuses, $evidence, $since, $until, $figures, $results
    )
),

counted as (
    select
        city_id,
        count(*) as practices,
        count(*) filter (where main_theme = 0) as cohesion,
        count(*) filter (where main_theme = 1) as integration,
        count(*) filter (where main_theme = 2) as security
    from matching_practice
    group by city_id
)

select
    city.slug,
    city_name.name,
    city.country,
    city.region,
    city.latitude,
    city.longitude,
    counted.practices,
    counted.cohesion,
    counted.integration,
    counted.security
from counted
inner join city on counted.city_id = city.city_id
inner join city_name on counted.city_id = city_name.city_id and city_name.language = $language
order by city.slug
