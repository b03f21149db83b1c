-- One row a name of one city: first those in the four languages, then the others.
-- $city_id: the city.
select
    name,
    language
from (
    select
        name,
        language,
        0 as kind
    from city_name
    where city_id = $city_id
    union all
    select
        alias as name,
        null as language,
        1 as kind
    from city_alias
    where city_id = $city_id
) as every_name
order by kind, language, name
