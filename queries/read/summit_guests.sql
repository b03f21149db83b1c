-- One row a summit and a city of which a source says something there; a null is what none says.
-- $language: of the city's name.
select
    summit_city.summit,
    city.slug,
    city_name.name,
    city.country,
    summit_city.took_part,
    summit_city.signed,
    summit.city_id = city.city_id as hosted
from summit_city
inner join summit on summit_city.summit = summit.summit
inner join city on summit_city.city_id = city.city_id
inner join city_name on city.city_id = city_name.city_id and city_name.language = $language
where summit_city.took_part is not null or summit_city.signed is not null
order by summit.starts, city_name.name collate en, city.slug -- noqa: RF02
