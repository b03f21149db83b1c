-- One row: what everything told of one practice stands on; equal rows, equal pages. None for one
-- that is not public: where it leads depends on others.
-- $slug: which. $language: of the city's name.
select
    practice.state,
    practice.published_version,
    practice.updated_at,
    city_name.name,
    city.website,
    city.population
from practice
inner join city on practice.city_id = city.city_id
inner join city_name on city.city_id = city_name.city_id and city_name.language = $language
where practice.slug = $slug and practice.state in ('published', 'retired')
order by practice.practice_id
