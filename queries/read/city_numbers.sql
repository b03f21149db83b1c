-- One row a city of some slugs: its number.
-- $slugs: the cities asked for.
select city_id
from city
where list_contains($slugs::varchar[], slug)
order by city_id
