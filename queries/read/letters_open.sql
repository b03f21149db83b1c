-- One row: how many letters wait.
select count(*) as waiting
from letter
where done_at is null
order by waiting
