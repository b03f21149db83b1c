-- One row a summit, earliest first, and what the sources say of one city there; null is: they do not say.
-- $city_id: the city.
select
    summit.summit,
    summit.starts,
    summit.ends,
    summit.city_id = $city_id as hosted,
    summit_city.took_part,
    summit_city.signed,
    summit.declaration_title,
    summit.declaration_url
from summit
left join summit_city on summit.summit = summit_city.summit and summit_city.city_id = $city_id
order by summit.starts, summit.summit
