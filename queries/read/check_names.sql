-- One row a name of a city that has public practices, in any language or another name, with each
-- of these practices.
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
    name.name,
    practice.slug
from practice
inner join name on practice.city_id = name.city_id
where practice.state in ('published', 'retired') and practice.published_version is not null
order by name.name, practice.slug
