-- One row a city of the store.
select city_id
from city
order by city_id
