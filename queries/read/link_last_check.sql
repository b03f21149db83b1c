-- One row: when the sources' addresses were last asked, or null.
select max(checked_at) as checked_at
from link_check
order by checked_at
