-- One row a city: its number and its slug.
select
    city_id,
    slug
from city
order by city_id
