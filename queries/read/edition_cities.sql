-- One row a city of the catalogue: where it lies, its names, and its published practices, counted
-- as what was read.
with counted as (
    select
        city_id,
        count(*) as practices
    from practice
    where state = 'published'
    group by city_id
),

named as (
    select
        city_id,
        max(name) filter (where language = 'en') as name_en,
        max(name) filter (where language = 'fr') as name_fr,
        max(name) filter (where language = 'de') as name_de,
        max(name) filter (where language = 'es') as name_es
    from city_name
    group by city_id
)

select
    city.slug as id,
    named.name_en,
    named.name_fr,
    named.name_de,
    named.name_es,
    city.country,
    city.region,
    city.latitude,
    city.longitude,
    city.population,
    city.population_source,
    city.website,
    city.observatory_member,
    coalesce(counted.practices, 0)::integer as practices
from city
inner join named on city.city_id = named.city_id
left join counted on city.city_id = counted.city_id
order by city.slug
