-- One row a text of each version that is taken out of which somebody has said where it comes from.
-- Reads the table `wanted`: one row a version, as practice_id and version.
select
    text_origin.practice_id,
    text_origin.language,
    text_origin.field,
    text_origin.origin,
    text_origin.original_mark
from wanted
inner join text_origin
    on
        wanted.practice_id = text_origin.practice_id
        and wanted.version = text_origin.version
order by text_origin.practice_id, text_origin.language, text_origin.field
