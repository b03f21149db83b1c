-- One row a city: its public id.
select slug
from city
order by slug
