-- One row a summit of the store.
select summit
from summit
order by summit
