-- One row, if a city has signed the declaration of a summit: the city's number.
-- $summit: whose. $city: its slug.
select city.city_id
from summit_city
inner join city on summit_city.city_id = city.city_id
where summit_city.summit = $summit and summit_city.signed and city.slug = $city
order by city.city_id
