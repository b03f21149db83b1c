-- One row a name of a city, in any language or another one, with the city's country and region.
-- $practice_id: only the city of this practice; 0 takes them all.
with name as (
    select
        city_id,
        name
    from city_name
    union
    select
        city_id,
        alias as name
    from city_alias
)

select
    city.city_id,
    city.country,
    city.region,
    name.name
from city
inner join name on city.city_id = name.city_id
where
    $practice_id = 0
    or city.city_id in (
        select practice.city_id from practice
        where practice.practice_id = $practice_id
    )
order by city.city_id, name.name
