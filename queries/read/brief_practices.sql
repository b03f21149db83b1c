-- One row a published practice of two cities: its codes, by which it is weighed for a meeting.
-- $slugs: the cities.
select
    city.slug as city,
    practice.slug,
    facet.main_theme,
    facet.themes,
    facet.topics,
    facet.audiences,
    facet.evidence,
    facet.status,
    facet.has_results
from facet
inner join practice on facet.practice_id = practice.practice_id
inner join city on facet.city_id = city.city_id
where list_contains($slugs::varchar[], city.slug)
order by practice.slug
