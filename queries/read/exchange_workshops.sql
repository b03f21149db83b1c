-- One row a workshop of a summit that everybody may read.
select workshop.workshop
from workshop
inner join summit on workshop.summit = summit.summit
order by workshop.workshop
