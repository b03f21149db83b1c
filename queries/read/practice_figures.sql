-- One row a figure of one version of a practice; a null is what no source states.
-- $practice_id, $version: which.
select
    value,
    unit,
    year,
    period,
    measured_by,
    source_position,
    label_en,
    label_fr
from figure
where practice_id = $practice_id and version = $version
order by position
