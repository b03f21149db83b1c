-- One row a published practice: its city and where that lies.
select
    facet.practice_id,
    facet.city_id,
    city.latitude,
    city.longitude
from facet
inner join city on facet.city_id = city.city_id
order by facet.practice_id
