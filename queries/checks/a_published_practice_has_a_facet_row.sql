-- A published practice that readers cannot find: no row of the narrow table.
select practice.slug
from practice
left join facet on practice.practice_id = facet.practice_id
where practice.state = 'published' and facet.practice_id is null
order by practice.slug
