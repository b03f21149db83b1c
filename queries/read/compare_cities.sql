-- One row a city to be compared, in the order asked: its facts, null where no source states one.
-- $slugs: the cities. $language: of the name.
select
    city.city_id,
    city.slug,
    city_name.name,
    city.country,
    city.region,
    city.population,
    city.population_source,
    city.website,
    city.observatory_member
from city
inner join city_name on city.city_id = city_name.city_id and city_name.language = $language
where list_contains($slugs::varchar[], city.slug)
order by list_position($slugs::varchar[], city.slug)
