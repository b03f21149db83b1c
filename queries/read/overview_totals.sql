-- One row: practices, cities and countries counted, and how many practices lack a field.
-- The table chosen holds the practices counted.
select
    count(*) as practices,
    count(distinct facet.city_id) as cities,
    count(distinct facet.country) as countries,
    count(*) filter (where not facet.has_figures) as no_figures,
    count(*) filter (where not facet.has_results) as no_results,
    count(*) filter (where facet.start_year is null) as no_start,
    count(*) filter (where status.slug = 'unknown') as no_status
from facet
inner join chosen on facet.practice_id = chosen.practice_id
inner join code as status on status.dim = 'status' and facet.status = status.number
order by practices
