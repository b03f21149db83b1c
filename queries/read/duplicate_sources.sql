-- One row a published practice and a source of it whose address holds one of these pages.
-- $pages: parts of addresses.
with wanted as (
    select unnest($pages) as page
)

select distinct
    practice.practice_id,
    source.position,
    source.url
from source
inner join practice
    on
        source.practice_id = practice.practice_id
        and source.version = practice.published_version
inner join wanted on contains(source.url, wanted.page)
where practice.state = 'published'
order by practice.practice_id, source.position
