-- One row a figure of one version of a practice, with its label in every language it has.
-- $practice_id, $version: which.
select
    value,
    unit,
    year,
    period,
    measured_by,
    source_position,
    label_en,
    label_fr,
    label_de,
    label_es
from figure
where practice_id = $practice_id and version = $version
order by position
