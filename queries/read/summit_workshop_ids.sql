-- One row a workshop of one summit.
-- $summit: which.
select workshop
from workshop
where summit = $summit
order by workshop
