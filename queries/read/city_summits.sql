-- One row a summit, earliest first, and what the sources say of one city there.
-- A null is what they do not say.
-- $city_id: the city.
select
    summit.summit,
    summit.starts,
    summit.ends,
    summit_city.took_part,
    summit_city.signed,
    summit.declaration_title,
    summit.declaration_url,
    summit.city_id = $city_id as hosted
from summit
left join summit_city on summit.summit = summit_city.summit and summit_city.city_id = $city_id
order by summit.starts, summit.summit
