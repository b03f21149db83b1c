-- One row a city: what is the same for all its practices, as numbers and as words.
-- $language: of the names.
with place as (
    select
        city_id,
        any_value(summits) as summits
    from facet
    group by city_id
)

select
    city.city_id,
    country.number as countries,
    region.number as regions,
    size.number as sizes,
    city.slug,
    city_name.name,
    city.country,
    city.region,
    city.latitude,
    city.longitude,
    coalesce(place.summits, 0) as summits
from city
inner join city_name on city.city_id = city_name.city_id and city_name.language = $language
inner join code as country on country.dim = 'country' and city.country = country.slug
inner join code as region on region.dim = 'region' and city.region = region.slug
inner join code as size on size.dim = 'size' and city.size = size.slug
left join place on city.city_id = place.city_id
order by city.city_id
