-- One row a city: its public id.
-- $ids: the numbers of cities.
select slug
from city
where list_contains($ids, city_id)
order by slug
