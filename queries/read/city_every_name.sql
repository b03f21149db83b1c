-- One row a name by which a city is called, in one of the four languages or otherwise.
select
    city.slug,
    city_name.name
from city
inner join city_name on city.city_id = city_name.city_id
union
select
    city.slug,
    city_alias.alias as name
from city
inner join city_alias on city.city_id = city_alias.city_id
order by slug, name
