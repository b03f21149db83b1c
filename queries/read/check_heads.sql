-- One row a practice that is public, published or retired: its number and its newest version.
select
    slug,
    practice_id,
    published_version as version
from practice
where state in ('published', 'retired') and published_version is not null
order by slug
