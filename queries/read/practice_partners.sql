-- One row a partner of one version of a practice, in the record's order.
-- $practice_id, $version: which.
select name
from partner
where practice_id = $practice_id and version = $version
order by position
