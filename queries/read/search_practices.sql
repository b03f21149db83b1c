-- One row a published practice.
select facet.practice_id
from facet
order by facet.practice_id
