-- One row a page on which the facts of one city were read.
-- $city_id: the city.
select url
from city_source
where city_id = $city_id
order by position
