-- One row a figure of each version that is taken out, in the record's order.
-- Reads the table `wanted`: one row a version, as practice_id and version.
select
    figure.practice_id,
    figure.value,
    figure.unit,
    figure.year,
    figure.period,
    figure.measured_by,
    figure.source_position,
    figure.label_en,
    figure.label_fr,
    figure.label_de,
    figure.label_es
from wanted
inner join figure
    on
        wanted.practice_id = figure.practice_id
        and wanted.version = figure.version
order by figure.practice_id, figure.position
