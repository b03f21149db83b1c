-- One row a city with published practices: where it lies, its size, the themes of each practice.
-- $language: of the names.
select
    city.city_id,
    city.slug,
    city_name.name,
    city.country,
    city.region,
    city.latitude,
    city.longitude,
    city.population,
    list(facet.themes order by facet.practice_id) as themes
from facet
inner join city on facet.city_id = city.city_id
inner join city_name on city.city_id = city_name.city_id and city_name.language = $language
group by all
order by city.city_id
