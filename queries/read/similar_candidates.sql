-- One row a published practice: the codes that make two practices alike.
select
    facet.practice_id,
    facet.themes,
    facet.topics,
    facet.audiences,
    facet.instrument,
    facet.size,
    facet.city_id
from facet
order by facet.practice_id
