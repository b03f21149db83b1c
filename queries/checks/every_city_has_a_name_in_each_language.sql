-- A city that lacks a name in one of the four languages.
select
    city.slug,
    count(city_name.language) as languages
from city
left join city_name on city.city_id = city_name.city_id
group by city.slug
having count(city_name.language) <> 4
order by city.slug
