-- One row: the summit of a workshop; none where there is no such workshop.
-- $workshop: which.
select summit
from workshop
where workshop = $workshop
order by summit
