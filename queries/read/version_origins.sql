-- One row a text of one version of a practice of which somebody has said where it comes from.
-- $practice_id, $version: which.
select
    language,
    field,
    origin,
    original_mark,
    stale
from text_origin
where practice_id = $practice_id and version = $version
order by language, field
