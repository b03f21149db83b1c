-- One row a figure of the published practices to be compared, in each record's order.
-- $slugs: the practices.
select
    practice.slug,
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
from figure
inner join practice
    on
        figure.practice_id = practice.practice_id
        and figure.version = practice.published_version
where practice.state = 'published' and list_contains($slugs::varchar[], practice.slug)
order by practice.slug, figure.position
