-- One row a workshop and speaker of one city in it; where it did not speak, one row without.
-- $city_id: the city.
select
    workshop.workshop,
    workshop.summit,
    workshop.held_on,
    workshop.body,
    workshop_city.representative,
    workshop_city.office,
    workshop_city.city_id is not null as spoke
from workshop
left join workshop_city
    on workshop.workshop = workshop_city.workshop and workshop_city.city_id = $city_id
order by workshop.held_on, workshop.workshop, workshop_city.position
