-- One row a city that matches and stands after another by its public id: what is known of it, its
-- names in four languages, and how many published practices it has.
-- $after: the id after which to begin; an empty one begins at the beginning. $take: how many.
-- $countries: a list of numbers; an empty one restricts nothing. $regions, $sizes, $summits: bit
-- masks; 0 restricts nothing.
with taken_part as (
    select
        summit_city.city_id,
        bit_or(1::bigint << code.number) as summits
    from summit_city
    inner join code on code.dim = 'summit' and summit_city.summit = code.slug
    where summit_city.took_part
    group by summit_city.city_id
),

held as (
    select
        city_id,
        count(*) as practices
    from facet
    group by city_id
),

named as (
    select
        city_id,
        max(name) filter (where language = 'en') as name_en,
        max(name) filter (where language = 'fr') as name_fr,
        max(name) filter (where language = 'de') as name_de,
        max(name) filter (where language = 'es') as name_es
    from city_name
    group by city_id
),

matching_city as (
    select
        city.*,
        coalesce(held.practices, 0) as practices
    from city
    inner join code as country on country.dim = 'country' and city.country = country.slug
    inner join code as region on region.dim = 'region' and city.region = region.slug
    inner join code as size on size.dim = 'size' and city.size = size.slug
    left join held on city.city_id = held.city_id
    left join taken_part on city.city_id = taken_part.city_id
    where
        listed(country.number, $countries)
        and chosen(region.number, $regions)
        and chosen(size.number, $sizes)
        and shared(coalesce(taken_part.summits, 0), $summits)
)

select
    matching_city.city_id,
    matching_city.slug,
    matching_city.country,
    matching_city.region,
    matching_city.size,
    matching_city.latitude,
    matching_city.longitude,
    matching_city.population,
    matching_city.population_source,
    matching_city.practices,
    named.name_en,
    named.name_fr,
    named.name_de,
    named.name_es
from matching_city
inner join named on matching_city.city_id = named.city_id
where matching_city.slug > $after
order by matching_city.slug
limit $take
