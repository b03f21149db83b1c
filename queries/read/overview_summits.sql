-- One row a summit and a city that took part or signed, and whether a practice of it was read.
-- With the summit's host and year. $language: of the names.
with named as (
    select
        city_id,
        name,
        rank() over (order by name collate en) as place
    from city_name
    where language = $language
)

select
    summit.summit,
    host.name as host,
    city.slug,
    guest.name,
    year(summit.starts) as held_in,
    summit_city.city_id in (select facet.city_id from facet) as was_read
from summit
inner join summit_city on summit.summit = summit_city.summit
inner join city on summit_city.city_id = city.city_id
inner join named as guest on city.city_id = guest.city_id
inner join named as host on summit.city_id = host.city_id
where summit_city.took_part or summit_city.signed
order by summit.starts, guest.place, city.slug
