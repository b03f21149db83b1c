-- One row a city to be compared and a summit, earliest first: what sources say of its part there.
-- $slugs: the cities. $language: of the host's name.
select
    city.slug as city,
    summit.summit,
    host.name as host,
    summit_city.took_part,
    summit_city.signed,
    year(summit.starts) as year,
    city.city_id = summit.city_id as hosted
from city
cross join summit
inner join city_name as host on summit.city_id = host.city_id and host.language = $language
left join summit_city
    on city.city_id = summit_city.city_id and summit.summit = summit_city.summit
where list_contains($slugs::varchar[], city.slug)
order by city.slug, summit.starts, summit.summit
