-- One row a page on which the facts of the cities to be compared were read.
-- $slugs: the cities.
select
    city.slug as city,
    city_source.url
from city_source
inner join city on city_source.city_id = city.city_id
where list_contains($slugs::varchar[], city.slug)
order by city.slug, city_source.position
