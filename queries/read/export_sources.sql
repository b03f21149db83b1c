-- One row a source of each version that is taken out, in the record's order.
-- Reads the table `wanted`: one row a version, as practice_id and version.
select
    source.practice_id,
    source.url,
    source.title,
    source.publisher
from wanted
inner join source
    on
        wanted.practice_id = source.practice_id
        and wanted.version = source.version
order by source.practice_id, source.position
