-- One row a city: its slug and its name in one language, in the order of names.
-- $language: fr, en, de or es.
select
    city.slug,
    city_name.name
from city
inner join city_name on city.city_id = city_name.city_id
where city_name.language = $language
order by city_name.name collate en, city.slug -- noqa: RF02
