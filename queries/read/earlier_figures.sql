-- One row a figure of each version of a practice before one, with its label in every language.
-- $slug: the practice. $version: the one before which they were public.
select
    figure.version,
    figure.value,
    figure.unit,
    figure.year,
    figure.label_en,
    figure.label_fr,
    figure.label_de,
    figure.label_es
from figure
inner join practice on figure.practice_id = practice.practice_id
where practice.slug = $slug and figure.version < $version
order by figure.version, figure.position
