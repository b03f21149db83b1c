-- One row: the summit of a workshop.
-- $workshop: which.
select summit
from workshop
where workshop = $workshop
order by summit
