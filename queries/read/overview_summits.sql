-- One row a summit and a city that took part or signed: whether a practice of it was read, and who was host when.
-- $language: of the names.
select
    summit.summit,
    host.name as host,
    year(summit.starts) as year,
    city.slug,
    guest.name,
    summit_city.city_id in (select facet.city_id from facet) as read
from summit
inner join summit_city on summit.summit = summit_city.summit
inner join city on summit_city.city_id = city.city_id
inner join city_name as guest on city.city_id = guest.city_id and guest.language = $language
inner join city_name as host on summit.city_id = host.city_id and host.language = $language
where summit_city.took_part or summit_city.signed
order by summit.starts, guest.name collate en, city.slug
