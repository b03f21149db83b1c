-- One row: published practices, their cities and countries, and how many state figures or results
-- or were evaluated; with the day of the newest version.
-- $theme: a bit mask of themes; 0 restricts nothing. $evaluated: the number of that grade.
select
    count(*) as practices,
    count(distinct facet.city_id) as cities,
    count(distinct facet.country) as countries,
    count(*) filter (where facet.has_figures) as figures,
    count(*) filter (where facet.has_results) as results,
    count(*) filter (where facet.evidence = $evaluated) as evaluated,
    max(facet.published_at)::date as changed_on
from facet
where $theme = 0 or (facet.themes & $theme) <> 0
order by practices
