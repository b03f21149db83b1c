-- One row a source of the published practices to be compared, numbered as each record numbers them.
-- $slugs: the practices.
select
    practice.slug,
    source.position,
    source.url,
    source.title,
    source.publisher
from source
inner join practice
    on
        source.practice_id = practice.practice_id
        and source.version = practice.published_version
where practice.state = 'published' and list_contains($slugs::varchar[], practice.slug)
order by practice.slug, source.position
