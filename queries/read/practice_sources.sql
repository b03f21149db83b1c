-- One row a source of one version of a practice, numbered as the record numbers them.
-- $practice_id, $version: which.
select
    position,
    url,
    title,
    publisher
from source
where practice_id = $practice_id and version = $version
order by position
