-- One row a city: what stays the same of it on every map.
-- $language: of the names.
select
    city.city_id,
    city.slug,
    city_name.name,
    city.country,
    city.region,
    city.latitude,
    city.longitude
from city
inner join city_name on city.city_id = city_name.city_id and city_name.language = $language
order by city.city_id
