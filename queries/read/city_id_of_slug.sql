-- One row: the number of a city.
-- $slug: its public id.
select city_id
from city
where slug = $slug
order by city_id
