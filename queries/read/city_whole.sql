-- One row: what is known of one city.
-- $slug: the city. $language: of its name.
select
    city.city_id,
    city.slug,
    city_name.name,
    city.country,
    city.region,
    city.size,
    city.latitude,
    city.longitude,
    city.population,
    city.population_source,
    city.website,
    city.observatory_member,
    city.notes
from city
inner join city_name on city.city_id = city_name.city_id and city_name.language = $language
where city.slug = $slug
order by city.city_id
