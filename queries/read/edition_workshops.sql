-- One row a workshop, in the order of their ids: all that the released files tell of it, as JSON.
select
    workshop,
    body
from workshop
order by workshop
