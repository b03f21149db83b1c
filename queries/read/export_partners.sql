-- One row a partner of each version that is taken out, in the record's order.
-- Reads the table `wanted`: one row a version, as practice_id and version.
select
    partner.practice_id,
    partner.name
from wanted
inner join partner
    on
        wanted.practice_id = partner.practice_id
        and wanted.version = partner.version
order by partner.practice_id, partner.position
